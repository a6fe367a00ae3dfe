"""pgrep, pkill, pidof and killall as in the recordings p-ps and i-kill-syntax."""

import pytest

TRY = "Try `{} --help' for more information.\n"


@pytest.mark.parametrize(
    ("arguments", "output"),
    [
        ("mythread", "99\n100\n"),
        ("-x mythread", "99\n"),
        ("-l mythread", "99 mythread\n100 mythread/1\n"),
        ("-a mythread", "99 [mythread]\n100 [mythread/1]\n"),
        ("-f '^\\[my'", "99\n100\n"),
        ("-c mythread", "2\n"),
        ("-d, mythread", "99,100\n"),
        ("-n mythread", "100\n"),
        ("-o mythread", "99\n"),
        ("-i MYTHREAD -x", "99\n"),
        ("-P 2 -l '^my|bound_to'", "99 mythread\n100 mythread/1\n102 bound_to_one\n"),
        ("a_name_that_is_too_long", "101\n"),
        ("-r S -u root bound", "102\n"),
        ("-U user mythread", "[1]\n"),
        ("nothere", "[1]\n"),
        ("-c nothere", "0\n[1]\n"),
    ],
)
def test_pgrep_lists_what_matches(crew, arguments, output):
    assert crew(f"pgrep {arguments}") == output


def test_pgrep_can_negate_and_leave_out_its_ancestors(crew):
    assert crew("pgrep -vlP 2,1") == "1 init\n2 kthreadd\n"
    assert crew("pgrep -lx init").startswith("1 init\n")
    assert crew("pgrep -Alx init") == "[1]\n"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("pgrep", "no matching criteria specified\n" + TRY.format("pgrep") + "[2]\n"),
        ("pgrep a b", "only one pattern can be provided\n" + TRY.format("pgrep") + "[2]\n"),
        ("pgrep -L x", "-L without -F makes no sense\n" + TRY.format("pgrep") + "[2]\n"),
        ("pgrep -F /nope", "pidfile not valid\n" + TRY.format("pgrep") + "[1]\n"),
        ("pgrep -u nouser x", "invalid user name: nouser\n[2]\n"),
        ("pgrep -P x y", "not a number: x\n[2]\n"),
        ("pgrep '('", "regex error: Unmatched ( or \\(\n[2]\n"),
        ("pgrep '*'", "regex error: Invalid preceding regular expression\n[2]\n"),
        (
            "pgrep a_name_that_is_longer",
            "pattern that searches for process name longer than 15 characters will result in zero matches\n"
            "Try `pgrep -f' option to match against the complete command line.\n[1]\n",
        ),
        ("pkill", "no matching criteria specified\n" + TRY.format("pkill") + "[2]\n"),
        ("pkill -FOO usr1_thr", "pidfile not valid\n" + TRY.format("pkill") + "[1]\n"),
    ],
)
def test_wrong_command_lines_are_explained(computer, line, text):
    assert computer(line) == f"{line.split()[0]}: {text}"


def test_a_wrong_option_gets_the_usage(computer):
    assert computer("pgrep -z x").startswith("pgrep: invalid option -- 'z'\n\nUsage:\n pgrep [options] <pattern>\n")
    assert computer("pgrep -no x").startswith("\nUsage:\n pgrep [options] <pattern>\n")
    assert computer("pkill --help").count("-e, --echo                display what is killed\n") == 1
    assert computer("pkill -V") == "pkill from procps-ng 4.0.2\n"


def test_pkill_signals_what_matches_and_can_say_so(computer):
    assert computer("insmod mortal.ko") == ""
    assert computer("pkill -9 mort") == ""
    assert computer("sleep 20") == ""
    assert computer("pkill -e -9 -x mortal_thr") == "[1]\n"


def test_pkill_says_whom_it_signals(crew):
    assert crew("pkill -e -USR1 mythread") == "mythread killed (pid 99)\nmythread/1 killed (pid 100)\n"
    assert crew("pkill -c bound_to") == "1\n"


def test_pidof_knows_programs_and_kernel_threads(crew):
    assert crew("pidof mythread") == "99\n"
    assert crew("pidof bash mythread") == "105 1 99\n"
    assert crew("pidof -s bash") == "107\n"
    assert crew("pidof -d, -o 1 mythread bound_to_one") == "99,102\n"
    assert crew("pidof -q mythread") == ""
    assert crew("pidof nosuch") == "[1]\n"


def test_pidof_leaves_out_names_longer_than_15_letters(crew):
    assert crew("pidof a_name_that_is_too_long_for_comm") == "[1]\n"


def test_killall_takes_whole_names(crew):
    assert crew("killall mythread") == ""
    assert crew("killall -9 mythread nosuch") == "nosuch: no process found\n[1]\n"
    assert crew("killall -v -USR1 a_name_that_is_too_long_for_comm") == (
        "Killed a_name_that_is_too_long_for_comm(101) with signal 10\n"
    )
    assert crew("killall -v -r '^my.*1$'") == "Killed mythread/1(100) with signal 15\n"
    assert crew("killall -q mythr") == "[1]\n"


def test_killall_ends_programs_and_waits_for_them(computer):
    pid = computer.do(lambda p: p.sys.fork(lambda: p.sys.execve("/usr/bin/sleep", ["sleep", "1000"], {})))
    assert computer("killall -vw sleep") == f"Killed sleep({pid}) with signal 15\n"
    assert computer("pidof sleep") == "[1]\n"


def test_killall_asks_first_if_it_shall(computer):
    pid = computer.do(lambda p: p.sys.fork(lambda: p.sys.execve("/usr/bin/sleep", ["sleep", "1000"], {})))
    question = f"Kill sleep({pid}) ? (y/N) "
    assert computer("killall -i sleep", stdin="n\n") == f"{question}sleep: no process found\n[1]\n"
    assert computer("killall -i sleep", stdin="y\n") == question


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ("-FOO x", "FOO: unknown signal; killall -l lists signals.\n"),
        ("-s usr1 x", "usr1: unknown signal; killall -l lists signals.\n"),
        ("-u nouser x", "Cannot find user nouser\n"),
        ("-r '(' x", "killall: Bad regular expression: (\n"),
    ],
)
def test_killall_explains_what_is_wrong(computer, arguments, text):
    assert computer(f"killall {arguments}") == f"{text}[1]\n"


def test_killall_without_a_name_shows_its_usage(computer):
    assert computer("killall").startswith("Usage: killall [OPTION]... [--] NAME...\n       killall -l, --list\n")
    assert computer("killall -y 1x sleep").startswith("Invalid time format\nUsage: killall")
