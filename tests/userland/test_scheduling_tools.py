"""nice, renice, taskset and chrt on programs and kernel threads, as in the recording u-states."""

import pytest


@pytest.mark.parametrize(
    ("line", "output"),
    [
        ("nice", "0\n"),
        ("nice nice", "10\n"),
        ("nice -n 5 nice", "5\n"),
        ("nice -5 nice", "5\n"),
        ("nice --5 nice", "-5\n"),
        ("nice -n 30 nice", "19\n"),
        ("nice --adjustment=3 nice -n -1 nice", "2\n"),
        ("nice -n x true", "nice: invalid adjustment 'x'\n[125]\n"),
        (
            "nice -n 5",
            "nice: a command must be given with an adjustment\nTry 'nice --help' for more information.\n[125]\n",
        ),
        ("nice nosuch", "nice: 'nosuch': No such file or directory\n[127]\n"),
        ("nice /etc/passwd", "nice: '/etc/passwd': Permission denied\n[126]\n"),
    ],
)
def test_nice(computer, line, output):
    assert computer(line) == output


def test_a_user_may_be_nicer_only(computer):
    computer.uid = 1000
    assert computer("nice -n 5 nice") == "5\n"
    assert computer("nice -n -5 nice") == "nice: cannot set niceness: Permission denied\n0\n"
    assert computer("renice 5 1") == (
        "renice: failed to set priority for 1 (process ID): Operation not permitted\n[1]\n"
    )


def test_renice_is_seen_by_ps(crew):
    assert crew("renice 5 99") == "99 (process ID) old priority 0, new priority 5\n"
    assert crew("ps -p 99 -o pid,ni,pri,stat,comm") == "  PID  NI PRI STAT COMMAND\n   99   5  14 SN   mythread\n"
    assert crew("renice -n -30 -p 99") == "99 (process ID) old priority 5, new priority -20\n"
    assert crew("ps -p 99 -o stat=") == "S<\n"


def test_renice_takes_groups_and_users(crew):
    assert crew("renice 1 -g 0").startswith("0 (process group ID) old priority 0, new priority 1\n")
    assert crew("renice -n 3 -u root") == "0 (user ID) old priority -20, new priority 3\n"
    assert crew("ps -p 99 -o ni=") == "  3\n"


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ("", "not enough arguments\nTry 'renice --help' for more information."),
        ("x 1", "invalid priority 'x'\nTry 'renice --help' for more information."),
        ("5 abc", "bad process ID value: abc"),
        ("5 99999", "failed to get priority for 99999 (process ID): No such process"),
        ("5 -g 99999", "failed to get priority for 99999 (process group ID): No such process"),
        ("5 -u nouser", "unknown user nouser"),
    ],
)
def test_renice_explains_what_is_wrong(computer, arguments, text):
    assert computer(f"renice {arguments}") == f"renice: {text}\n[1]\n"


def test_taskset_shows_and_changes_the_cpus(crew):
    assert crew("taskset -p 99") == "pid 99's current affinity mask: 3\n"
    assert crew("taskset -pc 1 99") == ("pid 99's current affinity list: 0,1\npid 99's new affinity list: 1\n")
    assert crew("ps -p 99 -o psr=") == "  1\n"
    assert "Cpus_allowed_list:\t1\n" in crew("cat /proc/99/status")
    assert crew("taskset -c 0 nice -n 1 grep Cpus_allowed: /proc/self/status") == "Cpus_allowed:\t1\n"


def test_a_bound_kernel_thread_stays_where_it_is(computer):
    assert computer("taskset -p 3 14") == (
        "pid 14's current affinity mask: 1\ntaskset: failed to set pid 14's affinity: Invalid argument\n[1]\n"
    )


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ("", "bad usage\nTry 'taskset --help' for more information."),
        ("-p x", "invalid PID argument: 'x'"),
        ("-p 99999", "failed to get pid 99999's affinity: No such process"),
        ("1 nosuch", "failed to execute nosuch: No such file or directory"),
        ("zz true", "failed to parse CPU mask: zz"),
        ("-c 0- true", "failed to parse CPU list: 0-"),
        ("4 true", "failed to set pid 0's affinity: Invalid argument"),
    ],
)
def test_taskset_explains_what_is_wrong(computer, arguments, text):
    status = 127 if "nosuch" in arguments else 1
    assert computer(f"taskset {arguments}") == f"taskset: {text}\n[{status}]\n"


def test_chrt_shows_and_changes_the_policy(crew):
    assert crew("chrt -p 99") == (
        "pid 99's current scheduling policy: SCHED_OTHER\npid 99's current scheduling priority: 0\n"
    )
    assert crew("chrt -f -p 10 99") == ""
    assert crew("ps -p 99 -o cls,rtprio,pri,ni") == "CLS RTPRIO PRI  NI\n FF     10  50   -\n"
    assert crew("chrt -p 16").startswith("pid 16's current scheduling policy: SCHED_FIFO\n")
    assert crew("chrt -f 100 true") == (
        "chrt: unsupported priority value for the policy: 100: see --max for valid range\n[1]\n"
    )
    assert crew("chrt -p 99999") == "chrt: failed to get pid 99999's policy: No such process\n[1]\n"
