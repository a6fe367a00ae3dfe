"""What each builtin does and says, but for those that have files of their own."""

import pytest

EXIT = [
    ("exit abc; echo no", "bash: line 1: exit: abc: numeric argument required\n[2]\n"),
    ("exit 1 2; echo $?", "bash: line 1: exit: too many arguments\n[1]\n"),
    ("exit 256", ""),
    ("exit -1", "[255]\n"),
    ("(exit 3); echo $?; exit 4", "3\n[4]\n"),
    ("exit 5 & wait $!; echo $?", "5\n"),
]


@pytest.mark.parametrize("script, shown", EXIT)
def test_exit(sh, script, shown):
    assert sh(script) == shown


SHIFT = [
    ("set -- a b c; shift 2; echo $*; shift 2; echo $? $*", "c\n1 c\n"),
    ("shift abc; echo $?", "bash: line 1: shift: abc: numeric argument required\n1\n"),
    ("shift 1 2; echo no", "bash: line 1: shift: too many arguments\n[1]\n"),
    ("shift -1; echo $?", "bash: line 1: shift: -1: shift count out of range\n1\n"),
    ("shopt -s shift_verbose; shift 1; echo $?", "bash: line 1: shift: 1: shift count out of range\n1\n"),
]


@pytest.mark.parametrize("script, shown", SHIFT)
def test_shift(sh, script, shown):
    assert sh(script) == shown


EXEC = [
    ("exec nosuch; echo no", "bash: line 1: exec: nosuch: not found\n[127]\n"),
    (
        "exec /tmp; echo no",
        ("bash: line 1: /tmp: Is a directory\nbash: line 1: exec: /tmp: cannot execute: Is a directory\n[126]\n"),
    ),
    ("exec /nosuch/x; echo no", "bash: line 1: /nosuch/x: No such file or directory\n[127]\n"),
    ("exec echo hi; echo no", "hi\n"),
    ("exec > f; echo hidden; exec >&2; cat f", "hidden\n"),
    ("exec -a name bash -c 'echo $0'", "name\n"),
]


@pytest.mark.parametrize("script, shown", EXEC)
def test_exec(sh, script, shown):
    assert sh(script) == shown


COMMAND_AND_BUILTIN = [
    (
        "command echo hi; command -v echo cat nosuch; echo $?; command nosuch; echo $?",
        ("hi\necho\n/usr/bin/cat\n0\nbash: line 1: nosuch: command not found\n127\n"),
    ),
    (
        "echo() { :; }; echo no; command echo yes; builtin echo yes; builtin nosuch; echo no",
        "yes\nyes\nbash: line 1: builtin: nosuch: not a shell builtin\n",
    ),
    (
        "f() { builtin echo f; }; command f; builtin echo $?; command -v f if; command -V f if echo",
        (
            "bash: line 1: f: command not found\n"
            "127\n"
            "f\n"
            "if\n"
            "f is a function\n"
            "f () \n"
            "{ \n"
            "    builtin echo f\n"
            "}\n"
            "if is a shell keyword\n"
            "echo is a shell builtin\n"
        ),
    ),
    (
        "command; echo $?; builtin; echo $?; command -x; echo $?",
        ("0\n0\nbash: line 1: command: -x: invalid option\ncommand: usage: command [-pVv] command [arg ...]\n2\n"),
    ),
]


@pytest.mark.parametrize("script, shown", COMMAND_AND_BUILTIN)
def test_command_and_builtin(sh, script, shown):
    assert sh(script) == shown


TYPE_AND_HASH = [
    (
        "type echo cat nosuch if; echo $?",
        (
            "echo is a shell builtin\n"
            "cat is /usr/bin/cat\n"
            "bash: line 1: type: nosuch: not found\n"
            "if is a shell keyword\n"
            "1\n"
        ),
    ),
    (
        'f() { echo "a  b"; if true; then for i in 1 2; do echo $i; done; fi > x; }; type f',
        (
            "f is a function\n"
            "f () \n"
            "{ \n"
            '    echo "a  b";\n'
            "    if true; then\n"
            "        for i in 1 2;\n"
            "        do\n"
            "            echo $i;\n"
            "        done;\n"
            "    fi > x\n"
            "}\n"
        ),
    ),
    (
        "type -t echo cat nosuch if; type -p cat echo; type -a echo; type -P echo",
        (
            "builtin\n"
            "file\n"
            "keyword\n"
            "/usr/bin/cat\n"
            "echo is a shell builtin\n"
            "echo is /usr/bin/echo\n"
            "echo is /bin/echo\n"
            "/usr/bin/echo\n"
        ),
    ),
    (
        "hash; hash nosuch; echo $?; cat < /dev/null; hash; type cat; hash -t cat; hash -r; hash",
        (
            "hash: hash table empty\n"
            "bash: line 1: hash: nosuch: not found\n"
            "1\n"
            "hits\tcommand\n"
            "   1\t/usr/bin/cat\n"
            "cat is hashed (/usr/bin/cat)\n"
            "/usr/bin/cat\n"
            "hash: hash table empty\n"
        ),
    ),
    ("hash -d nosuch; echo $?; hash -p /bin/echo e; e hi; hash -l", "0\nhi\nbuiltin hash -p /bin/echo e\n"),
]


@pytest.mark.parametrize("script, shown", TYPE_AND_HASH)
def test_type_and_hash(sh, script, shown):
    assert sh(script) == shown


FUNCTIONS_ARE_SHOWN_AS_THEY_ARE_KEPT = [
    (
        "f() { echo a && echo b || echo c; echo d | cat; (echo e; echo f) & }; declare -f f",
        ("f () \n{ \n    echo a && echo b || echo c;\n    echo d | cat;\n    ( echo e;\n    echo f ) &\n}\n"),
    ),
    (
        (
            "f() { while [ $1 ]; do shift; done; until false; do break; done; case $1 in a|b) echo x;; *) "
            ";; esac; }; declare -f f"
        ),
        (
            "f () \n"
            "{ \n"
            "    while [ $1 ]; do\n"
            "        shift;\n"
            "    done;\n"
            "    until false; do\n"
            "        break;\n"
            "    done;\n"
            "    case $1 in \n"
            "        a | b)\n"
            "            echo x\n"
            "        ;;\n"
            "        *)\n"
            "\n"
            "        ;;\n"
            "    esac\n"
            "}\n"
        ),
    ),
    (
        "f() { if a; then b; elif c; then d; else e; fi; }; declare -f f",
        (
            "f () \n"
            "{ \n"
            "    if a; then\n"
            "        b;\n"
            "    else\n"
            "        if c; then\n"
            "            d;\n"
            "        else\n"
            "            e;\n"
            "        fi;\n"
            "    fi\n"
            "}\n"
        ),
    ),
    (
        (
            "f() { for ((i=0;i<3;i++)); do echo $i; done; select x in a b; do :; done; [[ a == b && ! -f c "
            "]]; ((x++)); }; declare -f f"
        ),
        (
            "f () \n"
            "{ \n"
            "    for ((i=0; i<3; i++))\n"
            "    do\n"
            "        echo $i;\n"
            "    done;\n"
            "    select x in a b;\n"
            "    do\n"
            "        :;\n"
            "    done;\n"
            "    [[ a == b && ! -f c ]];\n"
            "    ((x++))\n"
            "}\n"
        ),
    ),
    (
        "f() { echo > a < b 2>&1 >> c &> d >&2 <<< e; { x; y; }; ! z; time w; a=1 b=(1 2) c; }; declare -f f",
        (
            "f () \n"
            "{ \n"
            "    echo > a < b 2>&1 >> c &> d 1>&2 <<< e;\n"
            "    { \n"
            "        x;\n"
            "        y\n"
            "    };\n"
            "    ! z;\n"
            "    time w;\n"
            "    a=1 b=(1 2) c\n"
            "}\n"
        ),
    ),
    (
        "f() ( cd /; pwd ); declare -f f; g() { h() { :; }; }; declare -f g",
        ("f () \n{ \n    ( cd /;\n    pwd )\n}\ng () \n{ \n    function h () \n    { \n        :\n    }\n}\n"),
    ),
    (
        "g() { :; }; f() { g; }; declare -F; declare -F f; export -f f; declare -f -p f",
        "declare -f f\ndeclare -f g\nf\nf () \n{ \n    g\n}\ndeclare -fx f\n",
    ),
]


@pytest.mark.parametrize("script, shown", FUNCTIONS_ARE_SHOWN_AS_THEY_ARE_KEPT)
def test_functions_are_shown_as_they_are_kept(sh, script, shown):
    assert sh(script) == shown


HERE_DOCUMENTS_IN_FUNCTIONS = [
    (
        "f() { cat <<E\ntext $1\nE\necho after; }; declare -f f; declare -F",
        ("f () \n{ \n    cat <<E\ntext $1\nE\n\n    echo after\n}\ndeclare -f f\n"),
    ),
    (
        "f() { cat <<-'E' | cat > f && echo b\n\ttext $1\n\tE\n}; type f",
        ("f is a function\nf () \n{ \n    cat <<-'E' |\ntext $1\nE\n  cat > f && echo b\n}\n"),
    ),
]


@pytest.mark.parametrize("script, shown", HERE_DOCUMENTS_IN_FUNCTIONS)
def test_here_documents_in_functions(sh, script, shown):
    assert sh(script) == shown


HELP = [
    (
        "help -s cd; help -d cd; help nosuch; echo $?",
        (
            "cd: cd [-L|[-P [-e]] [-@]] [dir]\n"
            "cd - Change the shell working directory.\n"
            "bash: line 1: help: no help topics match `nosuch'.  Try `help help' or `man -k nosuch' or "
            "`info nosuch'.\n"
            "1\n"
        ),
    ),
    (
        "help -s cd pwd; help -s 'e*'",
        (
            "cd: cd [-L|[-P [-e]] [-@]] [dir]\n"
            "pwd: pwd [-LP]\n"
            "Shell commands matching keyword `e*'\n"
            "\n"
            "echo: echo [-neE] [arg ...]\n"
            "enable: enable [-a] [-dnps] [-f filename] [name ...]\n"
            "eval: eval [arg ...]\n"
            "exec: exec [-cl] [-a name] [command [argument ...]] [redirection ...]\n"
            "exit: exit [n]\n"
            "export: export [-fn] [name[=value] ...] or export -p\n"
        ),
    ),
    (  # no topic of bash's: what the manual says
        "help -s rmmod kthread_stop; help -d kthread_stop; help wake_up; help ../man1/ls >/dev/null; echo $?",
        (
            "rmmod: rmmod [options] modulename ...\n"
            "kthread_stop: kthread_stop(k)\n"
            "kthread_stop - Ask a thread to stop and wait until it has.\n"
            "wake_up: wake_up(wq)\n"
            "    Let the waiters look at their conditions, one of the exclusive ones.\n"
            "    \n"
            "    Return Value:\n"
            "    Nothing.\n"
            "    \n"
            "    Context:\n"
            "    Never sleeps.\n"
            "    \n"
            "    Example:\n"
            "    # insmod /usr/share/doc/kshell/examples/waits.ko\n"
            "    \n"
            "    def maker(unused):\n"
            "        global ready\n"
            "        msleep(100)\n"
            "        ready = True\n"
            "        wake_up(queue)\n"
            "        return 0\n"
            "bash: line 1: help: no help topics match `../man1/ls'.  Try `help help' or `man -k ../man1/ls' or "
            "`info ../man1/ls'.\n"
            "1\n"
        ),
    ),
]


@pytest.mark.parametrize("script, shown", HELP)
def test_help(sh, script, shown):
    assert sh(script) == shown


ENABLE = [
    (
        "enable -n echo; type echo; echo hi; enable echo; type echo; enable nosuch; echo $?; enable | head -3",
        (
            "echo is /usr/bin/echo\n"
            "hi\n"
            "echo is a shell builtin\n"
            "bash: line 1: enable: nosuch: not a shell builtin\n"
            "1\n"
            "enable .\n"
            "enable :\n"
            "enable [\n"
        ),
    ),
]


@pytest.mark.parametrize("script, shown", ENABLE)
def test_enable(sh, script, shown):
    assert sh(script) == shown


LET_COLON_TRUE_AND_FALSE = [
    ("true a b; echo $?; false a; echo $?; : x; echo $?", "0\n1\n0\n"),
]


@pytest.mark.parametrize("script, shown", LET_COLON_TRUE_AND_FALSE)
def test_let_colon_true_and_false(sh, script, shown):
    assert sh(script) == shown


UMASK = [
    (
        ("umask; umask 077; umask; umask -S; umask u=rwx,g=rx,o=; umask -p; umask 999; echo $?; umask abc; echo $?"),
        (
            "0022\n"
            "0077\n"
            "u=rwx,g=,o=\n"
            "umask 0027\n"
            "bash: line 1: umask: 999: octal number out of range\n"
            "1\n"
            "bash: line 1: umask: `b': invalid symbolic mode operator\n"
            "1\n"
        ),
    ),
    ("umask 022; umask -S g+w; umask; umask o=; umask", "u=rwx,g=rwx,o=rx\n0002\n0007\n"),
]


@pytest.mark.parametrize("script, shown", UMASK)
def test_umask(sh, script, shown):
    assert sh(script) == shown


GETOPTS = [
    (
        'set -- -a -b val c; while getopts ab:c o; do echo "$o $OPTARG $OPTIND"; done; echo $OPTIND',
        "a  2\nb val 4\n4\n",
    ),
    ('set -- -abval; while getopts ab: o; do echo "$o $OPTARG"; done', "a \nb val\n"),
    ("set -- -x; getopts ab: o; echo $? $o", "bash: illegal option -- x\n0 ?\n"),
    (
        'set -- -b; getopts ab: o; echo "$? $o"; OPTIND=1; getopts :ab: o; echo "$? $o $OPTARG"',
        "bash: option requires an argument -- b\n0 ?\n0 : b\n",
    ),
    (
        "set -- x; getopts a o; echo $? $o; getopts; echo $?; getopts a 1x; echo $?",
        (
            "1 ?\n"
            "getopts: usage: getopts optstring name [arg ...]\n"
            "2\n"
            "bash: line 1: getopts: `1x': not a valid identifier\n"
            "1\n"
        ),
    ),
    ('f() { local OPTIND=1; while getopts xy: o "$@"; do echo $o $OPTARG; done; }; f -x -y 1; f -y 2', "x\ny 1\ny 2\n"),
]


@pytest.mark.parametrize("script, shown", GETOPTS)
def test_getopts(sh, script, shown):
    assert sh(script) == shown


SET_AND_SHOPT = [
    (
        'set -- a b "c d"; echo $# "$3"; set -- ; echo $#; set x y; echo $1; set -e x; echo $- $1',
        "3 c d\n0\nx\nehBc x\n",
    ),
    (
        "set -o nosuch; echo $?; set -q; echo $?; set -o | head -3; set +o | head -2",
        (
            "bash: line 1: set: nosuch: invalid option name\n"
            "2\n"
            "bash: line 1: set: -q: invalid option\n"
            "set: usage: set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]\n"
            "2\n"
            "allexport      \toff\n"
            "braceexpand    \ton\n"
            "emacs          \toff\n"
            "set +o allexport\n"
            "set -o braceexpand\n"
        ),
    ),
    (
        "set -euo pipefail; echo $-; set +eu; echo $-; set -o pipefail; set -o | grep pipe",
        "ehuBc\nhBc\npipefail       \ton\n",
    ),
    ("x='a b'; set | grep ^x=; f() { echo f; }; set | tail -4", "x='a b'\nf () \n{ \n    echo f\n}\n"),
    (
        (
            "shopt nullglob; echo $?; shopt -s nullglob; shopt nullglob; shopt -q nullglob; echo $?; shopt "
            "-p nullglob; shopt nosuch; echo $?"
        ),
        (
            "nullglob       \toff\n"
            "1\n"
            "nullglob       \ton\n"
            "0\n"
            "shopt -s nullglob\n"
            "bash: line 1: shopt: nosuch: invalid shell option name\n"
            "1\n"
        ),
    ),
    (
        "shopt -o errexit; shopt -so errexit; shopt -o errexit; shopt -su x; echo $?",
        (
            "errexit        \toff\n"
            "errexit        \ton\n"
            "bash: line 1: shopt: cannot set and unset shell options simultaneously\n"
            "[1]\n"
        ),
    ),
]


@pytest.mark.parametrize("script, shown", SET_AND_SHOPT)
def test_set_and_shopt(sh, script, shown):
    assert sh(script) == shown


TIMES_AND_ULIMIT = [
    (
        "times | wc -l; ulimit; ulimit -x nosuch; echo $?; ulimit -Q; echo $?",
        (
            "2\n"
            "unlimited\n"
            "bash: line 1: ulimit: nosuch: invalid number\n"
            "1\n"
            "bash: line 1: ulimit: -Q: invalid option\n"
            "ulimit: usage: ulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]\n"
            "2\n"
        ),
    ),
    (
        "ulimit -Sn 50; ulimit -n; ulimit -Hn; ulimit -n 70; grep open /proc/self/limits; ulimit -Sn 80",
        (
            "50\n"
            "4096\n"
            "Max open files            70                   70                   files     \n"
            "bash: line 1: ulimit: open files: cannot modify limit: Invalid argument\n"
            "[1]\n"
        ),
    ),
    (
        "su user -c 'ulimit -u 2; ulimit -u 3; sleep 20 & sleep 20; :'",
        (
            "bash: line 1: ulimit: max user processes: cannot modify limit: Operation not permitted\n"
            "bash: line 1: fork: retry: Resource temporarily unavailable\n"
            "bash: line 1: fork: retry: Resource temporarily unavailable\n"
            "bash: line 1: fork: retry: Resource temporarily unavailable\n"
            "bash: line 1: fork: retry: Resource temporarily unavailable\n"
            "bash: line 1: fork: Resource temporarily unavailable\n"
            "[254]\n"
        ),
    ),
]


@pytest.mark.parametrize("script, shown", TIMES_AND_ULIMIT)
def test_times_and_ulimit(sh, script, shown):
    assert sh(script) == shown


CALLER = [
    ("caller; echo $?; f() { caller; caller 0; }; f", "1\n1 NULL\n[1]\n"),
]


@pytest.mark.parametrize("script, shown", CALLER)
def test_caller(sh, script, shown):
    assert sh(script) == shown


def test_caller_in_a_file_and_on_standard_input(sh):
    script = "f() { caller; caller 0; echo ${FUNCNAME[@]} ${BASH_SOURCE[@]}; }; f\ncaller\n"
    assert sh.file(script) == "1 s.sh\n1 main s.sh\nf main s.sh s.sh\n0 NULL\n"
    assert sh.typed_in(script) == "1 NULL\nf main\n[1]\n"


KILL = [
    ("kill -l | tail -1", "63) SIGRTMAX-1\t64) SIGRTMAX\t\n"),
    (
        "kill -l 9 15 137 INT; kill -l 99; echo $?; kill -l | head -2; kill -l SIGUSR1 RTMIN+1",
        (
            "KILL\n"
            "TERM\n"
            "KILL\n"
            "2\n"
            "bash: line 1: kill: 99: invalid signal specification\n"
            "1\n"
            " 1) SIGHUP\t 2) SIGINT\t 3) SIGQUIT\t 4) SIGILL\t 5) SIGTRAP\n"
            " 6) SIGABRT\t 7) SIGBUS\t 8) SIGFPE\t 9) SIGKILL\t10) SIGUSR1\n"
            "10\n"
            "35\n"
        ),
    ),
    (
        "kill; echo $?; kill -9; echo $?; kill -s; echo $?; kill -s USR9 $$; echo $?; kill -BAD 1; echo $?",
        (
            "kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n"
            "2\n"
            "kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n"
            "2\n"
            "bash: line 1: kill: -s: option requires an argument\n"
            "1\n"
            "bash: line 1: kill: USR9: invalid signal specification\n"
            "1\n"
            "bash: line 1: kill: BAD: invalid signal specification\n"
            "1\n"
        ),
    ),
    (
        "kill 99999; echo $?; kill foo; echo $?; kill %1; echo $?; kill ''; echo $?; kill 99999 $$; echo no",
        (
            "bash: line 1: kill: (99999) - No such process\n"
            "1\n"
            "bash: line 1: kill: foo: arguments must be process or job IDs\n"
            "1\n"
            "bash: line 1: kill: %1: no such job\n"
            "1\n"
            "bash: line 1: kill: `': not a pid or valid job spec\n"
            "1\n"
            "bash: line 1: kill: (99999) - No such process\n"
            "[143]\n"
        ),
    ),
    (
        "kill -0 $$; echo $?; kill -n 0 $$; echo $?; kill -SIGCONT $$; echo $?; kill -- -99999; echo $?",
        "0\n0\n0\nbash: line 1: kill: (-99999) - No such process\n1\n",
    ),
]


@pytest.mark.parametrize("script, shown", KILL)
def test_kill(sh, script, shown):
    assert sh(script) == shown


WHAT_NEEDS_JOB_CONTROL = [
    (
        "fg; echo $?; bg; echo $?; suspend; echo $?; logout; echo $?",
        (
            "bash: line 1: fg: no job control\n"
            "1\n"
            "bash: line 1: bg: no job control\n"
            "1\n"
            "bash: line 1: suspend: cannot suspend: no job control\n"
            "1\n"
            "bash: line 1: logout: not login shell: use `exit'\n"
            "1\n"
        ),
    ),
    (
        (
            "jobs; echo $?; jobs %1; echo $?; disown; echo $?; disown %2; echo $?; wait 99999; echo $?; "
            "wait abc; echo $?; wait %1; echo $?"
        ),
        (
            "0\n"
            "bash: line 1: jobs: %1: no such job\n"
            "1\n"
            "bash: line 1: disown: current: no such job\n"
            "1\n"
            "bash: line 1: disown: %2: no such job\n"
            "1\n"
            "bash: line 1: wait: pid 99999 is not a child of this shell\n"
            "127\n"
            "bash: line 1: wait: `abc': not a pid or valid job spec\n"
            "1\n"
            "bash: line 1: wait: %1: no such job\n"
            "127\n"
        ),
    ),
]


@pytest.mark.parametrize("script, shown", WHAT_NEEDS_JOB_CONTROL)
def test_what_needs_job_control(sh, script, shown):
    assert sh(script) == shown


WRONG_OPTIONS = [
    ("cd -x; echo $?", ("bash: line 1: cd: -x: invalid option\ncd: usage: cd [-L|[-P [-e]] [-@]] [dir]\n2\n")),
    (
        "export -z; echo $?",
        ("bash: line 1: export: -z: invalid option\nexport: usage: export [-fn] [name[=value] ...] or export -p\n2\n"),
    ),
    (
        "read -x; echo $?",
        (
            "bash: line 1: read: -x: invalid option\n"
            "read: usage: read [-ers] [-a array] [-d delim] [-i text] [-n nchars] [-N nchars] [-p prompt] "
            "[-t timeout] [-u fd] [name ...]\n"
            "2\n"
        ),
    ),
    ("type -z; echo $?", ("bash: line 1: type: -z: invalid option\ntype: usage: type [-afptP] name [name ...]\n2\n")),
    (
        "alias -z; echo $?",
        ("bash: line 1: alias: -z: invalid option\nalias: usage: alias [-p] [name[=value] ... ]\n2\n"),
    ),
    (
        "jobs -z; echo $?",
        (
            "bash: line 1: jobs: -z: invalid option\n"
            "jobs: usage: jobs [-lnprs] [jobspec ...] or jobs -x command [args]\n"
            "2\n"
        ),
    ),
    ("wait -z; echo $?", ("bash: line 1: wait: -z: invalid option\nwait: usage: wait [-fn] [-p var] [id ...]\n2\n")),
    (
        "trap -z; echo $?",
        ("bash: line 1: trap: -z: invalid option\ntrap: usage: trap [-lp] [[arg] signal_spec ...]\n2\n"),
    ),
    (
        "history -z; echo $?",
        (
            "bash: line 1: history: -z: invalid option\n"
            "history: usage: history [-c] [-d offset] [n] or history -anrw [filename] or history -ps arg [arg...]\n"
            "2\n"
        ),
    ),
    (
        "unset -z; echo $?",
        ("bash: line 1: unset: -z: invalid option\nunset: usage: unset [-f] [-v] [-n] [name ...]\n2\n"),
    ),
]


@pytest.mark.parametrize("script, shown", WRONG_OPTIONS)
def test_wrong_options(sh, script, shown):
    assert sh(script) == shown
