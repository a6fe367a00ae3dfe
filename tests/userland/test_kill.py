"""kill of procps-ng 4.0.2, as in the recording i-kill-syntax; the shell's own kill is tested with the shell."""

import pytest

USAGE = """
Usage:
 kill [options] <pid> [...]

Options:
 <pid> [...]            send signal to every <pid> listed
 -<signal>, -s, --signal <signal>
                        specify the <signal> to be sent
 -q, --queue <value>    integer value to be sent with the signal
 -l, --list=[<signal>]  list all signal names, or convert one to a name
 -L, --table            list all signal names in a nice table

 -h, --help     display this help and exit
 -V, --version  output version information and exit

For more details see kill(1).
"""


def sleeper(computer):
    """The number of a program that sleeps, started by process 1."""

    def start(p):
        return p.sys.fork(lambda: p.sys.execve("/usr/bin/sleep", ["sleep", "1000"], {}))

    return computer.do(start)


@pytest.mark.parametrize("option", ["", "-9", "-KILL", "-SIGKILL", "-s kill", "--signal=9", "-HUP"])
def test_a_program_is_ended_by_any_spelling(computer, option):
    pid = sleeper(computer)
    assert computer(f"kill {option} {pid}") == ""
    assert computer(f"ps -p {pid} -o comm=") == "[1]\n"


def test_the_signal_may_stand_behind(computer):
    pid = sleeper(computer)
    assert computer(f"kill {pid} -9") == ""
    assert computer(f"ps -p {pid} -o comm=") == "[1]\n"


def test_signal_0_only_asks(computer):
    pid = sleeper(computer)
    assert computer(f"kill -0 {pid}") == ""
    assert computer(f"ps -p {pid} -o stat=,comm=") == "S    sleep\n"


def test_a_stopped_program_is_continued(computer):
    pid = sleeper(computer)
    assert computer(f"kill -STOP {pid}") == ""
    assert computer(f"ps -p {pid} -o stat=") == "T\n"
    assert computer(f"kill -CONT {pid}") == ""
    assert computer(f"ps -p {pid} -o stat=") == "S\n"


def test_kernel_threads_and_process_1_do_not_care(computer):
    assert computer("kill -9 1 2") == ""
    assert computer("ps -p 1,2 -o comm=") == "init\nkthreadd\n"


def test_the_others_are_signalled_after_a_failure(computer):
    pid = sleeper(computer)
    assert computer(f"kill 99999 {pid}") == "kill: (99999): No such process\n[1]\n"
    assert computer(f"ps -p {pid} -o comm=") == "[1]\n"


def test_a_user_may_not_signal_somebody_else(computer):
    pid = sleeper(computer)
    computer.uid = 1000
    assert computer(f"kill {pid}") == f"kill: ({pid}): Operation not permitted\n[1]\n"


@pytest.mark.parametrize(
    ("arguments", "output"),
    [
        ("", f"{USAGE}[1]\n"),
        ("-HUP", f"{USAGE}[1]\n"),
        ("abc", "kill: failed to parse argument: 'abc'\n[1]\n"),
        ("0x10", "kill: failed to parse argument: '0x10'\n[1]\n"),
        ("-FOO 1", f"kill: invalid argument F\n{USAGE}[1]\n"),
        ("-s", f"kill: invalid argument s\n{USAGE}[1]\n"),
        ("-s FOO 1", "kill: (1): Invalid argument\n[1]\n"),
        ("-s FOO 99999", "kill: (99999): No such process\n[1]\n"),
        ("-- -99999", "kill: (-99999): No such process\n[1]\n"),
        ("-q x 1", "kill: must be an integer value to be passed with the signal.: 'x'\n[1]\n"),
    ],
)
def test_wrong_arguments(computer, arguments, output):
    assert computer(f"kill {arguments}") == output


@pytest.mark.parametrize(
    ("arguments", "output"),
    [
        ("-l 9", "KILL\n"),
        ("-l KILL", "9\n"),
        ("--list=SIGHUP", "1\n"),
        ("-l FOO", "kill: unknown signal name FOO\n"),
        ("-V", "kill from procps-ng 4.0.2\n"),
        ("--help", USAGE),
        (
            "-l",
            "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT\n"
            "CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH POLL PWR SYS\n",
        ),
        (
            "-L",
            " 1 HUP      2 INT      3 QUIT     4 ILL      5 TRAP     6 ABRT     7 BUS\n"
            " 8 FPE      9 KILL    10 USR1    11 SEGV    12 USR2    13 PIPE    14 ALRM\n"
            "15 TERM    16 STKFLT  17 CHLD    18 CONT    19 STOP    20 TSTP    21 TTIN\n"
            "22 TTOU    23 URG     24 XCPU    25 XFSZ    26 VTALRM  27 PROF    28 WINCH\n"
            "29 POLL    30 PWR     31 SYS     \n",
        ),
    ],
)
def test_signals_by_name_and_number(computer, arguments, output):
    assert computer(f"kill {arguments}") == output
