"""Scripts and programs: how they are found, run, refused, and what bash's own command line takes."""

import pytest

SCRIPTS = [
    ("echo 'echo script $0 $1 $#' > s; chmod +x s; ./s a b; bash s c", "script ./s a 2\nscript s c 1\n"),
    ("printf '#!/bin/bash\\necho \"$0 $1\"; exit 5\\n' > s; chmod +x s; ./s z; echo $?", "./s z\n5\n"),
    ("printf '#!/bin/bash -e\\nfalse\\necho no\\n' > s; chmod +x s; ./s; echo $?", "1\n"),
    ("printf '#!/usr/bin/env bash\\necho env $1\\n' > s; chmod +x s; ./s x", "env x\n"),
    ("printf '#! /bin/echo  an argument \\n' > s; chmod +x s; ./s b c", "an argument ./s b c\n"),
    ("printf '#!./s2\\n' > s; printf '#!/bin/echo\\n' > s2; chmod +x s s2; ./s x", "./s2 ./s x\n"),
    (
        "printf '#!/nosuch/interp\\n' > s; chmod +x s; ./s; echo $?",
        "bash: line 1: ./s: cannot execute: required file not found\n127\n",
    ),
    (
        "printf '#!./s\\n' > s; chmod +x s; ./s; echo $?",
        ("bash: ./s: ./s: bad interpreter: Too many levels of symbolic links\n126\n"),
    ),
    ("printf '#!\\n' > s; chmod +x s; ./s; echo $?", "0\n"),
    ("echo 'x=1; exit' > s; chmod +x s; x=0; ./s; echo $x", "0\n"),
    ("mkdir bin; echo 'echo found' > bin/tool; chmod +x bin/tool; PATH=bin:$PATH; tool; tool", "found\nfound\n"),
]


@pytest.mark.parametrize("script, shown", SCRIPTS)
def test_scripts(sh, script, shown):
    assert sh(script) == shown


WHAT_IS_REFUSED = [
    ("./nosuch; echo $?", "bash: line 1: ./nosuch: No such file or directory\n127\n"),
    ("touch f; ./f; echo $?; chmod +x f; ./f; echo $?", "bash: line 1: ./f: Permission denied\n126\n0\n"),
    (
        "mkdir d; ./d; echo $?; d; echo $?; /; echo $?",
        (
            "bash: line 1: ./d: Is a directory\n"
            "126\n"
            "bash: line 1: d: command not found\n"
            "127\n"
            "bash: line 1: /: Is a directory\n"
            "126\n"
        ),
    ),
    (
        "printf '\\x7fELF\\0\\0' > f; chmod +x f; ./f; echo $?",
        ("bash: line 1: ./f: cannot execute binary file: Exec format error\n126\n"),
    ),
    (
        "echo 'nosuch' > s; chmod +x s; ./s; bash s",
        ("./s: line 1: nosuch: command not found\ns: line 1: nosuch: command not found\n[127]\n"),
    ),
    (
        "/etc/passwd; echo $?; /etc/passwd/x; echo $?",
        ("bash: line 1: /etc/passwd: Permission denied\n126\nbash: line 1: /etc/passwd/x: Not a directory\n126\n"),
    ),
    (
        "''; echo $?; ' '; echo $?; \"a b\"; echo $?",
        (
            "bash: line 1: : command not found\n"
            "127\n"
            "bash: line 1:  : command not found\n"
            "127\n"
            "bash: line 1: a b: command not found\n"
            "127\n"
        ),
    ),
    (
        "PATH=; ls; echo $?; PATH=/nosuch; ls; echo $?; unset PATH; /bin/echo hi",
        ("bash: line 1: ls: No such file or directory\n127\nbash: line 1: ls: command not found\n127\nhi\n"),
    ),
]


@pytest.mark.parametrize("script, shown", WHAT_IS_REFUSED)
def test_what_is_refused(sh, script, shown):
    assert sh(script) == shown


BASH_ITSELF = [
    (
        "bash -c 'echo $0 $1 $2' a b c; bash -c 'echo $0'; bash -c; echo $?; bash -c 'exit 9'; echo $?",
        "a b c\nbash\nbash: -c: option requires an argument\n2\n9\n",
    ),
    (
        (
            "bash -s x y <<< 'echo $1 $2 $-'; echo 'echo stdin $#' | bash; bash - <<< 'echo dash'; bash -- "
            "/dev/null; echo $?"
        ),
        "x y hBs\nstdin 0\ndash\n0\n",
    ),
    (
        (
            "bash -x -c 'echo t'; bash -e -c 'false; echo no'; echo $?; bash -u -c 'echo $n'; bash -ec "
            "'echo $-'; bash +x -c 'echo p'"
        ),
        "+ echo t\nt\n1\nbash: line 1: n: unbound variable\nehBc\np\n",
    ),
    (
        ("bash -o pipefail -c 'false | true'; echo $?; bash -O nullglob -c 'echo nosuch*'; bash +B -c 'echo {a,b}'"),
        "1\n\n{a,b}\n",
    ),
    (
        (
            "bash nosuch.sh; echo $?; bash /; echo $?; bash --version | head -1; bash -n -c 'echo no'; bash "
            "-v -c 'echo v'"
        ),
        (
            "bash: nosuch.sh: No such file or directory\n"
            "127\n"
            "/: /: Is a directory\n"
            "126\n"
            "GNU bash, version 5.2.15(1)-release (x86_64-pc-linux-gnu)\n"
            "echo v\n"
            "v\n"
        ),
    ),
    (
        "bash -Q 2>&1 | head -1; bash --nosuch 2>&1 | head -2",
        ("bash: -Q: invalid option\nbash: --nosuch: invalid option\nUsage:\tbash [GNU long option] [option] ...\n"),
    ),
    (
        "sh -c 'echo $0'; echo 'read x; echo \"got $x\"",
        ("bash: -c: line 1: unexpected EOF while looking for matching `''\n[2]\n"),
    ),
    ("given' | bash", ("bash: -c: line 1: unexpected EOF while looking for matching `''\n[2]\n")),
    ("printf 'echo a\\nexit 4\\necho b\\n' | bash; echo $?", "a\n4\n"),
    ("printf '\\0\\0\\0' > bin; bash bin; echo $?", "bin: bin: cannot execute binary file\n126\n"),
]


@pytest.mark.parametrize("script, shown", BASH_ITSELF)
def test_bash_itself(sh, script, shown):
    assert sh(script) == shown


WHAT_PROGRAMS_ARE_GIVEN = [
    (
        "bash -c 'echo $SHLVL'; bash -c 'bash -c \"echo \\$SHLVL\"; echo $SHLVL'; _=x; bash -c 'echo $_'",
        "2\n3\n2\n/usr/bin/bash\n",
    ),
    ("A=1 B=2 env | grep '^[AB]='; env -i A=1 bash -c 'echo $A'; env | grep -c '^PWD='", "B=2\nA=1\n1\n1\n"),
    ("exec 3> f; bash -c 'echo inherited >&3'; cat f; umask 077; bash -c umask", "inherited\n0077\n"),
    (
        "trap '' TERM; bash -c 'kill $$; echo survived'; trap 'echo no' USR1; bash -c 'kill -USR1 $$'; echo $?",
        "survived\nUser defined signal 1\n138\n",
    ),
]


@pytest.mark.parametrize("script, shown", WHAT_PROGRAMS_ARE_GIVEN)
def test_what_programs_are_given(sh, script, shown):
    assert sh(script) == shown


BACKGROUND_COMMANDS_IN_A_SCRIPT = [
    ("sleep 0.1 & wait $!; echo $?; (exit 7) & wait $!; echo $?; wait; echo $?", "0\n7\n0\n"),
    (
        "sleep 100 & kill $!; wait $!; echo $?; kill -0 $!; echo $?",
        "143\nbash: line 1: kill: (103) - No such process\n1\n",
    ),
    ("{ sleep 0.1; exit 3; } & p=$!; sleep 0.3; wait $p; echo $?; wait $p; echo $?", "3\n3\n"),
    ("sleep 0.2 & sleep 0.1 & wait -n; echo $?; wait -n; echo $?; wait -n; echo $?", "0\n0\n127\n"),
    ("(sleep 0.1; echo late) & echo early; wait; cat <<< given & wait; cat & wait; echo $?", "early\nlate\ngiven\n0\n"),
    (
        "for i in 1 2 3; do (sleep 0.$i; echo $i) & done; wait; sleep 0.1 & jobs; wait; jobs",
        "1\n2\n3\n[1]+  Running                 sleep 0.1 &\n",
    ),
    (
        "sleep 0.2 & wait -p v $!; [ $v = $! ] && echo same; set -m; sleep 0.1 & jobs; fg; echo $?",
        "same\n[1]+  Running                 sleep 0.1 &\nsleep 0.1\n0\n",
    ),
    ("trap 'echo chld' CHLD; sleep 0.1 & wait; trap - CHLD; sleep 100 & disown; kill $!; echo $?", "chld\n0\n"),
    ("trap 'echo got usr1' USR1; (sleep 0.1; kill -USR1 $$) & wait; echo $?; wait; echo $?", "got usr1\n138\n0\n"),
]


@pytest.mark.parametrize("script, shown", BACKGROUND_COMMANDS_IN_A_SCRIPT)
def test_background_commands_in_a_script(sh, script, shown):
    assert sh(script) == shown


DEATHS_IN_A_SCRIPT = [
    (
        (
            "bash -c 'kill -9 $$' 2> /dev/null; echo $?; bash -c 'kill -TERM $$'; echo $?; bash -c 'kill "
            "-PIPE $$'; echo $?"
        ),
        ("bash: line 1:   103 Killed                  bash -c 'kill -9 $$' 2> /dev/null\n137\nTerminated\n143\n141\n"),
    ),
    (
        "bash -c 'kill -TERM $$' | cat; echo ${PIPESTATUS[@]}; bash -c 'kill -HUP $$'; echo $?",
        ("143 0\nbash: line 1:   105 Hangup                  bash -c 'kill -HUP $$'\n129\n"),
    ),
    (
        (
            "x=$(bash -c 'kill -TERM $$'); echo $?; (kill -TERM $BASHPID); echo $?; (kill -USR2 $BASHPID) "
            "2> /dev/null; echo $?"
        ),
        (
            "143\n"
            "Terminated\n"
            "143\n"
            "bash: line 1:   105 User defined signal 2   ( kill -USR2 $BASHPID ) 2> /dev/null\n"
            "140\n"
        ),
    ),
]


@pytest.mark.parametrize("script, shown", DEATHS_IN_A_SCRIPT)
def test_deaths_in_a_script(sh, script, shown):
    assert sh(script) == shown


TIME = [
    (
        ("TIMEFORMAT='%0lR'; time sleep 0; TIMEFORMAT=; time sleep 0; ! time true; echo $?; time -p true 2>&1 | cat"),
        "0m0s\n1\nreal 0.00\nuser 0.00\nsys 0.00\n",
    ),
]


@pytest.mark.parametrize("script, shown", TIME)
def test_time(sh, script, shown):
    assert sh(script) == shown
