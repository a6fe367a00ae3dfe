"""Lists, loops, choices, pipelines, functions, and what ends a script."""

import pytest

LISTS = [
    ("true && echo a || echo b; false && echo a || echo b; false || false && echo c; echo $?", "a\nb\n1\n"),
    ("! true; echo $?; ! false; echo $?; ! ! true; echo $?", "1\n0\n0\n"),
    ("{ echo a; echo b; }; (echo c; echo d)", "a\nb\nc\nd\n"),
    ("x=1; { x=2; }; echo $x; (x=3); echo $x; x=4 | cat; echo $x", "2\n2\n2\n"),
    ("echo a; exit; echo b", "a\n"),
    ("(exit 2) || { echo two; exit 5; }; echo no", "two\n[5]\n"),
    ("{ echo a; exit 3; echo b; }; echo c", "a\n[3]\n"),
]


@pytest.mark.parametrize("script, shown", LISTS)
def test_lists(sh, script, shown):
    assert sh(script) == shown


IF_AND_CASE = [
    ("if false; then echo a; elif true; then echo b; else echo c; fi", "b\n"),
    ("if false; then :; fi; echo $?; if true; then false; fi; echo $?", "0\n1\n"),
    ("case abc in a*) echo A;; *) echo other; esac", "A\n"),
    ("case abc in a*) echo A;& b) echo B;; c) echo C;; esac", "A\nB\n"),
    ("case abc in a*) echo A;;& *c) echo B;; d) echo C;; esac", "A\nB\n"),
    ("case x in y) ;; esac; echo $?; case x in x) false;; esac; echo $?", "0\n1\n"),
    ('case "x y" in "x y" | z) echo yes;; esac; case "" in "") echo empty;; esac', "yes\nempty\n"),
    ("shopt -s nocasematch; case ABC in abc) echo same;; esac", "same\n"),
]


@pytest.mark.parametrize("script, shown", IF_AND_CASE)
def test_if_and_case(sh, script, shown):
    assert sh(script) == shown


LOOPS = [
    ("for i in 1 2 3; do echo $i; done", "1\n2\n3\n"),
    (
        "i=0; while [ $i -lt 3 ]; do echo $i; i=$((i+1)); done; until [ $i -eq 0 ]; do i=$((i-1)); done; echo $i",
        "0\n1\n2\n0\n",
    ),
    (
        "set -- a b; for i; do echo $i; done; for i do echo $i; done; for i in; do echo no; done; echo $?",
        "a\nb\na\nb\n0\n",
    ),
    ("i=0; while :; do i=$((i+1)); [ $i -gt 5 ] && break; [ $i -eq 2 ] && continue; echo $i; done", "1\n3\n4\n5\n"),
    ("for i in a b; do for j in 1 2; do [ $j = 2 ] && continue 2; echo $i$j; done; done", "a1\nb1\n"),
    ("for i in 1 2; do for j in a b; do break 5; done; echo no; done; echo $?", "0\n"),
    ("for i in 1 2; do false; done; echo $?; while false; do :; done; echo $?", "1\n0\n"),
    ("for i in 1; do break abc; done; echo no", "bash: line 1: break: abc: numeric argument required\n[128]\n"),
    ("for i in 1 2; do break 0; echo no; done; echo $?", "bash: line 1: break: 0: loop count out of range\n1\n"),
    ("for i in 1 2; do break 1 2; done; echo no", "bash: line 1: break: too many arguments\n[1]\n"),
    (
        "break; echo $?; continue; echo $?",
        (
            "bash: line 1: break: only meaningful in a `for', `while', or `until' loop\n"
            "0\n"
            "bash: line 1: continue: only meaningful in a `for', `while', or `until' loop\n"
            "0\n"
        ),
    ),
    ("select x in a b; do echo $x; break; done <<< 2", "1) a\n2) b\n#? b\n"),
    ("readonly r=1; for r in 1 2; do echo no; done; echo $?", "bash: line 1: r: readonly variable\n1\n"),
]


@pytest.mark.parametrize("script, shown", LOOPS)
def test_loops(sh, script, shown):
    assert sh(script) == shown


PIPELINES = [
    (
        "echo a | cat | cat; true | false; echo $? ${PIPESTATUS[@]}; false | true; echo $? ${PIPESTATUS[@]}",
        "a\n1 0 1\n0 1 0\n",
    ),
    ("set -o pipefail; false | true; echo $?; true | (exit 3) | true; echo $?", "1\n3\n"),
    ('echo x | read v; echo "[$v]"; shopt -s lastpipe; echo x | read v; echo "[$v]"', "[]\n[x]\n"),
    ('for i in 1 2 3; do echo $i; done | while read x; do echo "got $x"; done', "got 1\ngot 2\ngot 3\n"),
    (
        "nosuch | cat; nosuch |& cat",
        ("bash: line 1: nosuch: command not found\nbash: line 1: nosuch: command not found\n"),
    ),
    ("exit 7 | cat; echo $?; { exit 6; } | cat; echo $?; ! false | true; echo $?", "0\n0\n1\n"),
    ("yes | head -2; seq 1 100000 | head -1", "y\ny\n1\n"),
]


@pytest.mark.parametrize("script, shown", PIPELINES)
def test_pipelines(sh, script, shown):
    assert sh(script) == shown


FUNCTIONS = [
    ('f() { echo "f $1 $#"; return 3; }; f x y; echo $?', "f x 2\n3\n"),
    ("function g { echo g; }; g; function h () { echo h; }; h", "g\nh\n"),
    ('f() if true; then echo compound; fi; f; f() ( cd /; x=1 ); f; echo "[$x]"', "compound\n[]\n"),
    ("f() { local x=1; g; echo $x; }; g() { x=2; }; x=0; f; echo $x", "2\n0\n"),
    ('f() { local a=1 b; b=2; echo $a$b; }; f; echo "[$a$b]"', "12\n[]\n"),
    ('f() { echo $1; shift; echo $1; }; f a b; echo "[$1]"', "a\nb\n[]\n"),
    ("f() { return; }; false; f; echo $?; f() { (return 5); echo $?; }; f", "1\n5\n"),
    (
        "f() { return abc; }; f; echo $?; f() { return 300; }; f; echo $?",
        "environment: line 1: return: abc: numeric argument required\n2\n44\n",
    ),
    ("f() { return 1 2; }; f; echo no", "environment: line 1: return: too many arguments\n[1]\n"),
    ("f() { if [ $1 -le 1 ]; then echo 1; else echo $(( $1 * $(f $(($1-1))) )); fi; }; f 5", "120\n"),
    (
        "f() { break; echo after; }; for i in 1 2; do f; echo $i; done",
        (
            "environment: line 1: break: only meaningful in a `for', `while', or `until' loop\n"
            "after\n"
            "1\n"
            "environment: line 1: break: only meaningful in a `for', `while', or `until' loop\n"
            "after\n"
            "2\n"
        ),
    ),
    ("f() { echo a; unset -f f; }; f; f; echo $?", "a\nbash: line 1: f: command not found\n127\n"),
    ('x=5 f; f() { echo $x; }; x=5 f; echo "[$x]"', "bash: line 1: f: command not found\n5\n[]\n"),
    ('f() { local x=3; unset x; echo "[${x-unset}]"; }; x=1; f; echo $x', "[unset]\n1\n"),
    (
        "local x; echo $?; return; echo $?",
        (
            "bash: line 1: local: can only be used in a function\n"
            "1\n"
            "bash: line 1: return: can only `return' from a function or sourced script\n"
            "2\n"
        ),
    ),
    (
        "FUNCNEST=2; f() { echo in; f; }; f; echo no",
        "in\nin\nenvironment: line 1: f: maximum function nesting level exceeded (2)\n[1]\n",
    ),
]


@pytest.mark.parametrize("script, shown", FUNCTIONS)
def test_functions(sh, script, shown):
    assert sh(script) == shown


SET_E = [
    ("set -e; echo a; false; echo no", "a\n[1]\n"),
    ("set -e; if false; then :; fi; false || true; ! true; while false; do :; done; echo still", "still\n"),
    ("set -e; f() { false; echo in f; }; f || echo or; f; echo no", "in f\n[1]\n"),
    ("set -e; x=$(false); echo no", "[1]\n"),
    ("set -e; (false; echo no); echo no", "[1]\n"),
    ("set -e; echo $(false; echo in); false | true; echo piped; true | false; echo no", "in\npiped\n[1]\n"),
    ("set -e; true && false; echo no", "[1]\n"),
    ("set -e; false && true; echo yes", "yes\n"),
]


@pytest.mark.parametrize("script, shown", SET_E)
def test_set_e(sh, script, shown):
    assert sh(script) == shown


SET_U = [
    ('set -u; echo ${x-ok} "$@" $#; echo $x; echo no', "ok 0\nbash: line 1: x: unbound variable\n[127]\n"),
    ('set -u; a=(); echo "${a[@]}"; echo ${a[0]}; echo no', "\nbash: line 1: a[0]: unbound variable\n[127]\n"),
    ("set -u; echo $((nope)); echo no", "bash: line 1: nope: unbound variable\n[127]\n"),
    ("set -u; (echo $x); echo $?", "bash: line 1: x: unbound variable\n1\n"),
]


@pytest.mark.parametrize("script, shown", SET_U)
def test_set_u(sh, script, shown):
    assert sh(script) == shown


SET_X = [
    (
        'set -x; echo a "b c" \'\'; x=1; y="a b"; [ $x -eq 1 ] && echo yes',
        ("+ echo a 'b c' ''\na b c \n+ x=1\n+ y='a b'\n+ '[' 1 -eq 1 ']'\n+ echo yes\nyes\n"),
    ),
    (
        "set -x; for i in 1 2; do :; done; case a in a) :;; esac; [[ a == a* ]]; ((x+1))",
        ("+ for i in 1 2\n+ :\n+ for i in 1 2\n+ :\n+ case a in\n+ :\n+ [[ a == a* ]]\n+ (( x+1 ))\n"),
    ),
    (
        "set -x; f() { echo in; }; f 'x y'; echo $(echo sub); (echo s)",
        ("+ f 'x y'\n+ echo in\nin\n++ echo sub\n+ echo sub\nsub\n+ echo s\ns\n"),
    ),
    ("PS4='$LINENO> '; set -x; echo a; set +x; echo b", "1> echo a\na\n1> set +x\nb\n"),
]


@pytest.mark.parametrize("script, shown", SET_X)
def test_set_x(sh, script, shown):
    assert sh(script) == shown


EVAL_AND_SOURCE = [
    (
        ("x=5; eval 'x=6; echo $x'; eval \"echo \\$x\"; eval; echo $?; eval false; echo $?; eval 'exit 3'; echo no"),
        "6\n6\n0\n1\n[3]\n",
    ),
    ("eval 'echo ${x!}'; echo $?", "bash: line 1: ${x!}: bad substitution\n1\n"),
    (
        ("echo 'echo sourced $1 $#; x=from; return 4; echo no' > s; . ./s; echo $? $x; . ./s a b; source s; echo $?"),
        "sourced 0\n4 from\nsourced a 2\nsourced 0\n4\n",
    ),
    (
        ". nosuch; echo $?; . ; echo $?; . /; echo $?",
        (
            "bash: line 1: nosuch: No such file or directory\n"
            "1\n"
            "bash: line 1: .: filename argument required\n"
            ".: usage: . filename [arguments]\n"
            "2\n"
            "bash: line 1: .: /: is a directory\n"
            "1\n"
        ),
    ),
    ("set -- p q; echo 'set -- r' > s; . ./s; echo $1; . ./s a; echo $1", "r\nr\n"),
]


@pytest.mark.parametrize("script, shown", EVAL_AND_SOURCE)
def test_eval_and_source(sh, script, shown):
    assert sh(script) == shown


TRAPS = [
    ("trap 'echo bye $?' EXIT; echo hi; exit 3", "hi\nbye 3\n[3]\n"),
    ("trap 'echo got' USR1; kill -USR1 $$; echo after", "got\nafter\n"),
    ("trap '' TERM; kill $$; echo survived; trap - TERM; trap", "survived\n"),
    (
        "trap 'echo err $?' ERR; false; true; false || true; if false; then :; fi; (exit 3); f() { false; }; f",
        "err 1\nerr 3\nerr 1\n[1]\n",
    ),
    ("trap 'echo dbg' DEBUG; echo x; :", "dbg\nx\ndbg\n"),
    ("trap 'echo : $BASH_COMMAND' DEBUG; echo x; y=1", ": echo x\nx\n: y=1\n"),
    ("trap 'echo int; exit 4' INT; kill -INT $$; echo no", "int\n[4]\n"),
    (
        "(trap 'echo subexit' EXIT; echo in); echo out; x=$(trap 'echo cs' EXIT; echo body); echo $x",
        "in\nsubexit\nout\nbody cs\n",
    ),
    (
        (
            "trap 'echo a' USR1; trap 'echo b' EXIT; trap -p; trap; (trap); trap x BAD; echo $?; trap -- - "
            "USR1; trap -p USR1"
        ),
        (
            "trap -- 'echo b' EXIT\n"
            "trap -- 'echo a' SIGUSR1\n"
            "trap -- 'echo b' EXIT\n"
            "trap -- 'echo a' SIGUSR1\n"
            "trap -- 'echo b' EXIT\n"
            "trap -- 'echo a' SIGUSR1\n"
            "bash: line 1: trap: BAD: invalid signal specification\n"
            "1\n"
            "b\n"
        ),
    ),
    ("kill -TERM $$; echo no", "[143]\n"),
    ("f() { trap 'echo ret' RETURN; echo body; }; f; g() { :; }; g; set -T; g", "body\nret\nret\n"),
]


@pytest.mark.parametrize("script, shown", TRAPS)
def test_traps(sh, script, shown):
    assert sh(script) == shown


ERRORS_END_THE_LINE_OR_THE_SCRIPT = [
    ("readonly r=1; r=2; echo no", "bash: line 1: r: readonly variable\n[1]\n"),
    ("echo ${x!}; echo no", "bash: line 1: ${x!}: bad substitution\n[1]\n"),
    ("f() { echo ${x!}; }; f; echo no", "environment: line 1: ${x!}: bad substitution\n[1]\n"),
]


@pytest.mark.parametrize("script, shown", ERRORS_END_THE_LINE_OR_THE_SCRIPT)
def test_errors_end_the_line_or_the_script(sh, script, shown):
    assert sh(script) == shown


IN_A_FILE_AN_ERROR_COSTS_ITS_LINE = [
    (
        (
            "readonly r=1\n"
            "r=2; echo no\n"
            "echo $?\n"
            "echo ${x!}; echo no\n"
            "echo $((1/0)); echo no\n"
            "echo $?\n"
            "nosuch\n"
            "echo $?\n"
        ),
        (
            "s.sh: line 2: r: readonly variable\n"
            "1\n"
            "s.sh: line 4: ${x!}: bad substitution\n"
            's.sh: line 5: 1/0: division by 0 (error token is "0")\n'
            "1\n"
            "s.sh: line 7: nosuch: command not found\n"
            "127\n"
        ),
    ),
    ("echo ${x?gone}\necho no\n", "s.sh: line 1: x: gone\n[1]\n"),
    ("set -u\necho $x\necho no\n", "s.sh: line 2: x: unbound variable\n[1]\n"),
    (
        "f() {\n  nosuch\n  echo $LINENO\n}\nf\necho $LINENO; (nosuch)\n",
        ("s.sh: line 2: nosuch: command not found\n3\n6\ns.sh: line 6: nosuch: command not found\n[127]\n"),
    ),
    ("exit 3\necho no\n", "[3]\n"),
]


@pytest.mark.parametrize("script, shown", IN_A_FILE_AN_ERROR_COSTS_ITS_LINE)
def test_in_a_file_an_error_costs_its_line(sh, script, shown):
    assert sh.file(script) == shown
