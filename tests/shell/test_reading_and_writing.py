"""echo, printf, read, mapfile, test, cd and the directory stack."""

import pytest

ECHO = [
    (
        (
            "echo -n a; echo -e 'x\\ty\\n\\x41\\0101\\c z'; echo; echo -E 'a\\tb'; echo -neE 'a\\n'; echo; "
            "echo -x; echo - a; echo -- b; echo"
        ),
        "ax\ty\nAA\na\\tb\na\\n\n-x\n- a\n-- b\n\n",
    ),
    (
        (
            "echo -e 'a\\\\b\\a' | od -c | head -1; echo -e '\\u00e9\\U0001F600'; echo \"a\\nb\"; shopt "
            "-s xpg_echo; echo 'a\\nb'"
        ),
        "0000000   a   \\   b  \\a  \\n\né😀\na\\nb\na\nb\n",
    ),
    (
        "echo x > /dev/full; echo $?; echo x >&-; echo $?",
        (
            "bash: line 1: echo: write error: No space left on device\n"
            "1\n"
            "bash: line 1: echo: write error: Bad file descriptor\n"
            "1\n"
        ),
    ),
]


@pytest.mark.parametrize("script, shown", ECHO)
def test_echo(sh, script, shown):
    assert sh(script) == shown


PRINTF = [
    (
        "printf '%s\\n' a b c; printf '%d %s\\n' 1 a 2 b; printf '%s %s\\n' a; printf 'no newline'; echo",
        "a\nb\nc\n1 a\n2 b\na \nno newline\n",
    ),
    (
        "printf '%5d|%-5d|%05d|%+d|% d\\n' 42 42 42 42 42; printf '%x %X %#x %o %c %%\\n' 255 255 255 8 abc",
        "   42|42   |00042|+42| 42\nff FF 0xff 10 a %\n",
    ),
    (
        (
            "printf '%10s|%-10s|%.2s|%*d|%.*f\\n' abc abc abc 5 42 2 3.14159; printf '%.2f %e %g\\n' "
            "3.14159 1234.5 0.0001"
        ),
        "       abc|abc       |ab|   42|3.14\n3.14 1.234500e+03 0.0001\n",
    ),
    (
        (
            "printf '%d\\n' abc; echo $?; printf '%d\\n' \"'a\" 0x10 010 -5; printf '%u\\n' -1; "
            "printf '%i\\n' 3x; echo $?"
        ),
        (
            "bash: line 1: printf: abc: invalid number\n"
            "0\n"
            "1\n"
            "97\n"
            "16\n"
            "8\n"
            "-5\n"
            "18446744073709551615\n"
            "bash: line 1: printf: 3x: invalid number\n"
            "3\n"
            "1\n"
        ),
    ),
    (
        (
            "printf '%q %q %q\\n' 'a b' \"it's\" ''; printf '%b|\\n' 'x\\ty\\c' z; printf "
            "'\\101\\x42\\u00e9\\n'; printf '%s|%s\\n' 'a\\tb'"
        ),
        "a\\ b it\\'s ''\nx\tyABé\na\\tb|\n",
    ),
    (
        "printf -v x '%03d' 7; echo $x; printf -v 'a[2]' y; echo ${a[2]}; printf -v 1x y; echo $?",
        "007\ny\nbash: line 1: printf: `1x': not a valid identifier\n2\n",
    ),
    (
        (
            "printf; echo $?; printf '%z\\n'; echo $?; printf '%'; echo $?; printf '%(%Y-%m-%d)T\\n' 0; "
            "printf -- '-%s\\n' a"
        ),
        (
            "printf: usage: printf [-v var] format [arguments]\n"
            "2\n"
            "bash: line 1: printf: `\\': invalid format character\n"
            "1\n"
            "bash: line 1: printf: `%': missing format character\n"
            "1\n"
            "1970-01-01\n"
            "-a\n"
        ),
    ),
    (
        (
            "printf '%s\\n'; printf '%d\\n'; printf '\\c'; printf '%%'; echo; printf \"%s\" > "
            "/dev/full; printf x > /dev/full; echo $?"
        ),
        ("\n0\n\\c%\nbash: line 1: printf: write error: No space left on device\n1\n"),
    ),
    ("printf '%5s|%-5s|%.3s|\\n' é é éé; printf '%s' é | wc -c", "   é|é   |é\udcc3|\n2\n"),
]


@pytest.mark.parametrize("script, shown", PRINTF)
def test_printf(sh, script, shown):
    assert sh(script) == shown


READ = [
    (
        (
            "read x <<< 'a b '; echo \"[$x]\"; read a b <<< 'x y z'; echo \"$a|$b\"; read <<< ' reply  me "
            '\'; echo "[$REPLY]"; read z < /dev/null; echo $? "[$z]"'
        ),
        "[a b]\nx|y z\n[ reply  me ]\n1 []\n",
    ),
    (
        (
            'echo \'a\\b c\\\' > f; echo d >> f; read x < f; echo "$x"; read -r x < f; echo "$x"; printf '
            "'no newline' | { read x; echo $? $x; }"
        ),
        "ab cd\na\\b c\\\n1 no newline\n",
    ),
    (
        (
            "IFS=: read a b c <<< 'x:y:z:w'; echo \"$a|$b|$c\"; IFS=: read a b <<< 'x:y:'; echo \"$a|$b\"; "
            "IFS= read x <<< '  sp  '; echo \"[$x]\""
        ),
        "x|y|z:w\nx|y\n[  sp  ]\n",
    ),
    (
        (
            "IFS=: read a b <<< ':x'; echo \"$a|$b\"; IFS=' :' read a b c <<< ' a : b c '; echo "
            '"$a|$b|$c"; IFS=: read a <<< \'x:\'; echo "$a"'
        ),
        "|x\na|b|c\nx\n",
    ),
    (
        (
            "read -a arr <<< 'a b c'; echo ${arr[1]} ${#arr[@]}; read -n 3 x <<< abcdef; echo $x; read -N 2 "
            "x <<< abc; echo $x; read -d : x <<< 'ab:cd'; echo $x"
        ),
        "b 3\nabc\nab\nab\n",
    ),
    (
        (
            "printf '1\\n2\\n3\\n' | { read a; cat; }; exec 3<<< 'from three'; read -u 3 x; echo $x; read "
            "-u 9 x; echo $?"
        ),
        ("2\n3\nfrom three\nbash: line 1: read: 9: invalid file descriptor: Bad file descriptor\n1\n"),
    ),
    (
        (
            "read 1a <<< x; echo $?; read -t x <<< y; echo $?; read -n x <<< y; echo $?; readonly r; read r "
            "<<< x; echo $?"
        ),
        (
            "bash: line 1: read: `1a': not a valid identifier\n"
            "1\n"
            "bash: line 1: read: x: invalid timeout specification\n"
            "1\n"
            "bash: line 1: read: x: invalid number\n"
            "1\n"
            "bash: line 1: r: readonly variable\n"
            "1\n"
        ),
    ),
    ("read -t 0.1 x < <(sleep 1; echo late); echo $?; read -t 5 x <<< now; echo $? $x", "142\n0 now\n"),
    (
        (
            "while read -r l; do echo \"<$l>\"; done <<< $'one\\ntwo three\\n  four'; printf 'a\\nb' | { "
            'while read l || [ "$l" ]; do echo $l; done; }'
        ),
        "<one>\n<two three>\n<four>\na\nb\n",
    ),
]


@pytest.mark.parametrize("script, shown", READ)
def test_read(sh, script, shown):
    assert sh(script) == shown


MAPFILE = [
    (
        (
            "mapfile -t a <<< $'x\\ny\\nz'; echo ${#a[@]} ${a[2]}; mapfile b <<< $'p\\nq'; printf "
            "'%s' \"${b[@]}\"; readarray -n 1 c <<< $'1\\n2'; echo ${#c[@]}"
        ),
        "3 z\np\nq\n1\n",
    ),
    (
        (
            "mapfile -s 1 -t <<< $'a\\nb'; echo ${MAPFILE[@]}; mapfile -O 2 -t a <<< z; echo ${!a[@]}; "
            "mapfile -d : -t a <<< a:b:c; echo ${a[1]}; mapfile 1x; echo $?"
        ),
        "b\n2\nb\nbash: line 1: mapfile: `1x': not a valid identifier\n1\n",
    ),
]


@pytest.mark.parametrize("script, shown", MAPFILE)
def test_mapfile(sh, script, shown):
    assert sh(script) == shown


TEST = [
    (
        (
            "[ a = a ]; echo $?; [ a = b ]; echo $?; [ ]; echo $?; [ '' ]; echo $?; [ x ]; echo $?; [ ! x "
            "]; echo $?; test; echo $?"
        ),
        "0\n1\n1\n1\n0\n1\n1\n",
    ),
    (
        (
            "[ 1 -lt 2 ] && [ 2 -ge 2 ] && [ 3 -ne 2 ] && [ -1 -eq -1 ] && echo numbers; [ a \\< b ] && [ a "
            "!= b ] && [ a == a ] && echo texts"
        ),
        "numbers\ntexts\n",
    ),
    (
        (
            "[ -n '' ]; echo $?; [ -z '' ]; echo $?; [ a -a b ]; echo $?; [ '' -o b ]; echo $?; [ \\( a \\) "
            "]; echo $?; [ ! a = b -a c ]; echo $?"
        ),
        "1\n0\n0\n0\n0\n0\n",
    ),
    (
        (
            "[ -d /tmp ] && [ -e /dev/null ] && [ -c /dev/null ] && [ -f /etc/passwd ] && [ -s /etc/passwd "
            "] && [ -r / ] && echo files"
        ),
        "files\n",
    ),
    (
        (
            "touch a; ln -s a l; [ -L l ] && [ -f l ] && [ ! -s a ] && [ a -ef l ] && [ ! -x a ] && [ -w a "
            "] && [ -O a ] && echo more; [ -e nosuch ] || echo none"
        ),
        "more\nnone\n",
    ),
    (
        (
            "x=1; [ -v x ] && echo v; [ -v nope ] || echo nov; [ -o errexit ] || echo noe; a=(1); [ -v "
            "'a[0]' ] && echo el"
        ),
        "v\nnov\nnoe\nel\n",
    ),
    (
        (
            "[ 1 -eq a ]; echo $?; [ a b c d ]; echo $?; [ -f ]; echo $?; [ a b ]; echo $?; [ 1 -foo 2 ]; "
            "echo $?; [ 1 = 1 -a ]; echo $?"
        ),
        (
            "bash: line 1: [: a: integer expression expected\n"
            "2\n"
            "bash: line 1: [: too many arguments\n"
            "2\n"
            "0\n"
            "bash: line 1: [: a: unary operator expected\n"
            "2\n"
            "bash: line 1: [: -foo: binary operator expected\n"
            "2\n"
            "bash: line 1: [: argument expected\n"
            "2\n"
        ),
    ),
    (
        (
            "[ -d / ; echo $?; [ 3 -gt ]; echo $?; [ a; echo $?; [ -t x ]; echo $?; [ '(' a ]; echo $?; [ 1 "
            "-eq 1 2 ]; echo $?"
        ),
        (
            "bash: line 1: [: missing `]'\n"
            "2\n"
            "bash: line 1: [: 3: unary operator expected\n"
            "2\n"
            "bash: line 1: [: missing `]'\n"
            "2\n"
            "1\n"
            "bash: line 1: [: (: unary operator expected\n"
            "2\n"
            "bash: line 1: [: too many arguments\n"
            "2\n"
        ),
    ),
    (
        (
            "[[ -f /etc/passwd && -d / ]] && echo and; [[ a < b || x ]] && echo or; [[ 10 -gt 9 ]] && echo "
            "gt; [[ x = x ]] && echo eq; [[ -z $nope ]] && echo z"
        ),
        "and\nor\ngt\neq\nz\n",
    ),
    (
        (
            "[[ 1+1 -eq 2 ]] && echo arithmetic; [[ a -eq 0 ]] && echo names; [[ 1/0 -eq 1 ]]; echo $?; [[ "
            "abc =~ [ ]]; echo $?"
        ),
        ('arithmetic\nnames\nbash: line 1: [[: 1/0: division by 0 (error token is "0")\n1\n2\n'),
    ),
]


@pytest.mark.parametrize("script, shown", TEST)
def test_test(sh, script, shown):
    assert sh(script) == shown


CD_AND_PWD = [
    (
        "cd /tmp; pwd; cd -; cd; pwd; cd /usr/lib; cd ..; pwd; cd ~; pwd; cd ''; echo $?",
        "/tmp\n/root\n/root\n/usr\n/root\n0\n",
    ),
    (
        (
            "cd a b; echo $?; cd /nosuch; echo $?; cd /etc/passwd; echo $?; unset OLDPWD; cd -; echo $?; "
            "unset HOME; cd; echo $?"
        ),
        (
            "bash: line 1: cd: too many arguments\n"
            "1\n"
            "bash: line 1: cd: /nosuch: No such file or directory\n"
            "1\n"
            "bash: line 1: cd: /etc/passwd: Not a directory\n"
            "1\n"
            "bash: line 1: cd: OLDPWD not set\n"
            "1\n"
            "bash: line 1: cd: HOME not set\n"
            "1\n"
        ),
    ),
    (
        (
            "CDPATH=/usr; cd lib; pwd; mkdir -p /tmp/a/b; ln -s /tmp/a/b /tmp/l; cd /tmp/l; cd -P .; pwd; "
            "pwd -P; rm -r /tmp/a /tmp/l"
        ),
        "/usr/lib\n/usr/lib\n/tmp/a/b\n/tmp/a/b\n",
    ),
]


@pytest.mark.parametrize("script, shown", CD_AND_PWD)
def test_cd_and_pwd(sh, script, shown):
    assert sh(script) == shown


THE_DIRECTORY_STACK = [
    (
        (
            "cd /; pushd /tmp; pushd /usr; dirs; popd; popd; popd; echo $?; dirs -v; pushd; echo $?; pushd "
            "/nosuch; echo $?"
        ),
        (
            "/tmp /\n"
            "/usr /tmp /\n"
            "/usr /tmp /\n"
            "/tmp /\n"
            "/\n"
            "bash: line 1: popd: directory stack empty\n"
            "1\n"
            " 0  /\n"
            "bash: line 1: pushd: no other directory\n"
            "1\n"
            "bash: line 1: pushd: /nosuch: No such file or directory\n"
            "1\n"
        ),
    ),
    (
        (
            "cd /; pushd /tmp > /dev/null; pushd; dirs -v; dirs -p; pushd +1; popd +1; dirs -c; dirs; popd "
            "+5; echo $?; dirs +9; echo $?"
        ),
        (
            "/ /tmp\n"
            " 0  /\n"
            " 1  /tmp\n"
            "/\n"
            "/tmp\n"
            "/tmp /\n"
            "/tmp\n"
            "/tmp\n"
            "bash: line 1: popd: directory stack empty\n"
            "1\n"
            "bash: line 1: dirs: directory stack empty\n"
            "1\n"
        ),
    ),
]


@pytest.mark.parametrize("script, shown", THE_DIRECTORY_STACK)
def test_the_directory_stack(sh, script, shown):
    assert sh(script) == shown


def test_each_line_that_is_printed_is_a_write_of_its_own(sh):
    assert sh("printf 'a\\nb\\n' > /dev/kmsg; echo -e 'c\\nd' > /dev/kmsg; dmesg -t | tail -4").endswith("a\nb\nc\nd\n")


def test_what_printf_complains_of_comes_behind_the_lines_before(sh):
    assert sh("printf '%d\\n' 1 09 0x 2 2>&1 | cat") == (
        "1\nbash: line 1: printf: 09: invalid octal number\n0\nbash: line 1: printf: 0x: invalid hex number\n0\n2\n"
    )
