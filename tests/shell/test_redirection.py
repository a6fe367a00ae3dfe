"""Where a command reads from and writes to."""

import pytest

FILES = [
    ("echo a > f; echo b >> f; cat f; cat < f; cat 0< f; echo c 1> f; cat f", "a\nb\na\nb\na\nb\nc\n"),
    ("> f; cat f; echo $?", "0\n"),
    ("ls nosuch 2> e; echo x 2>> e; cat e", "x\nls: cannot access 'nosuch': No such file or directory\n"),
    ("ls nosuch . > o 2>&1; cat o", "ls: cannot access 'nosuch': No such file or directory\n.:\no\n"),
    (
        "ls nosuch &> o; cat o; echo x &>> o; cat o; ls nosuch >& o; cat o",
        (
            "ls: cannot access 'nosuch': No such file or directory\n"
            "ls: cannot access 'nosuch': No such file or directory\n"
            "x\n"
            "ls: cannot access 'nosuch': No such file or directory\n"
        ),
    ),
    ("echo a > f > g; cat f; cat g", "a\n"),
    ("cat < f < /dev/null; echo $?", "bash: line 1: f: No such file or directory\n1\n"),
    ("exec 5<> f; echo abc >&5; cat f", "abc\n"),
    ('echo a > "a b"; cat a*; x=\'f g\'; echo y > "$x"; cat "f g"', "a\ny\n"),
]


@pytest.mark.parametrize("script, shown", FILES)
def test_files(sh, script, shown):
    assert sh(script) == shown


DESCRIPTORS = [
    ("echo err >&2; echo out >&1; { echo o; echo e >&2; } 2>/dev/null", "err\nout\no\n"),
    ("exec 3> f; echo three >&3; exec 3>&-; cat f", "three\n"),
    (
        "echo x > f; exec 4< f; read y <&4; echo $y; exec 4<&-; echo z >&4; echo $?",
        "x\nbash: line 1: 4: Bad file descriptor\n1\n",
    ),
    ("echo a 2>&1 1>&2 | cat", "a\n"),
    ("{ echo out; echo err >&2; } 3>&1 1>&2 2>&3 | cat", "out\nerr\n"),
    ("exec {fd}> v; echo hi >&$fd; echo $((fd >= 10)); exec {fd}>&-; cat v", "1\nhi\n"),
    (
        "exec 3>&1; echo to 3 >&3; exec 3>&1-; echo closed; exec 1>&3; echo back",
        "to 3\nbash: line 1: echo: write error: Bad file descriptor\nback\n",
    ),
    ("echo x >&9; echo $?", "bash: line 1: 9: Bad file descriptor\n1\n"),
    ("cat <&7; echo $?", "bash: line 1: 7: Bad file descriptor\n1\n"),
    ("echo closed >&-; echo $?", "bash: line 1: echo: write error: Bad file descriptor\n1\n"),
    ("read x <&-; echo $?", "bash: line 1: read: read error: 0: Bad file descriptor\n1\n"),
]


@pytest.mark.parametrize("script, shown", DESCRIPTORS)
def test_descriptors(sh, script, shown):
    assert sh(script) == shown


COMPOUND_COMMANDS = [
    ("{ echo a; echo b; } > f; cat f; (echo sub) > f; cat f", "a\nb\nsub\n"),
    ("if true; then echo if; fi > f; cat f; for i in 1 2; do echo $i; done > f; cat f", "if\n1\n2\n"),
    ("printf 'a\\nb\\n' > f; while read l; do echo \"r$l\"; done < f", "ra\nrb\n"),
    ("f() { echo in; echo err >&2; } 2>&1; f", "in\nerr\n"),
    ("f() { cat; } <<< given; f", "given\n"),
    ("case x in x) echo c;; esac > f; cat f", "c\n"),
]


@pytest.mark.parametrize("script, shown", COMPOUND_COMMANDS)
def test_compound_commands(sh, script, shown):
    assert sh(script) == shown


WHAT_FAILS = [
    ("cat < nosuch; echo $?", "bash: line 1: nosuch: No such file or directory\n1\n"),
    ("echo x > /nosuch/f; echo $?", "bash: line 1: /nosuch/f: No such file or directory\n1\n"),
    ("echo x > /; echo $?", "bash: line 1: /: Is a directory\n1\n"),
    ('echo x > ""; echo $?', "bash: line 1: : No such file or directory\n1\n"),
    ("echo x > $unset; echo $?", "bash: line 1: $unset: ambiguous redirect\n1\n"),
    ("x='a b'; echo y > $x; echo $?", "bash: line 1: $x: ambiguous redirect\n1\n"),
    ("echo x > a{1,2}; echo $?", "bash: line 1: a{1,2}: ambiguous redirect\n1\n"),
    ("{ echo no; } < nosuch; echo $?", "bash: line 1: nosuch: No such file or directory\n1\n"),
    ("f() { echo no; } < nosuch; f; echo $?", "environment: line 1: nosuch: No such file or directory\n1\n"),
    ("exec < nosuch; echo still here $?", "bash: line 1: nosuch: No such file or directory\nstill here 1\n"),
    (": > nosuch/f || echo or", "bash: line 1: nosuch/f: No such file or directory\nor\n"),
    ("ls > /dev/full; echo full > /dev/full; echo $?", "bash: line 1: echo: write error: No space left on device\n1\n"),
]


@pytest.mark.parametrize("script, shown", WHAT_FAILS)
def test_what_fails(sh, script, shown):
    assert sh(script) == shown


NOCLOBBER = [
    (
        "set -C; echo a > n; echo b > n; echo $?; echo c >| n; cat n; echo x > /dev/null; echo $?",
        "bash: line 1: n: cannot overwrite existing file\n1\nc\n0\n",
    ),
]


@pytest.mark.parametrize("script, shown", NOCLOBBER)
def test_noclobber(sh, script, shown):
    assert sh(script) == shown


TO_A_FILE_BY_ITS_NAME = [
    ("echo a 1>&f; cat f", "a\n"),
    ("ls nofile >&f; cat f", "ls: cannot access 'nofile': No such file or directory\n"),
    ("echo a 2>&f", "bash: line 1: f: ambiguous redirect\n[1]\n"),
]


@pytest.mark.parametrize("script, shown", TO_A_FILE_BY_ITS_NAME)
def test_duplication_of_a_name_is_a_redirection(sh, script, shown):
    assert sh(script) == shown


DEVICES = [
    (
        (
            "echo to out > /dev/stdout; echo x | cat /dev/stdin; echo fd > /dev/fd/1; cat /dev/null; echo "
            "to err > /dev/stderr"
        ),
        "to out\nx\nfd\nto err\n",
    ),
]


@pytest.mark.parametrize("script, shown", DEVICES)
def test_devices(sh, script, shown):
    assert sh(script) == shown
