"""watch, w and vmstat of procps-ng 4.0.2."""

import pytest

from kshell.machine import NSEC_PER_SEC

USAGE_HEAD = "\nUsage:\n watch [options] command\n\nOptions:\n"


def test_the_command_runs_every_two_seconds_under_a_header(console):
    lines = console.run("watch uptime -p", 1)
    assert lines[:3] == [
        "Every 2.0s: uptime -p                           kshell: Mon Nov 23 09:00:06 2026",
        "",
        "up 0 minutes",
    ]
    assert console.wait(60)[2] == "up 1 minute"
    console.terminal.press("C-c")
    console.wait(1)
    assert console.terminal.prompt is not None


def test_the_command_line_is_the_shell_s(console):
    assert console.run("watch -n 1 'echo a b | wc -w; echo c'", 1)[2:4] == ["2", "c"]


def test_a_long_command_is_cut_and_a_title_can_be_left_out(console):
    assert console.run("watch echo a very very very long command line", 1)[0] == (
        "Every 2.0s: echo a very very very long comm...  kshell: Mon Nov 23 09:00:06 2026"
    )
    console.terminal.press("C-c")
    console.wait(1)
    assert console.run("watch -t -x echo hi", 1)[0] == "hi"


def test_long_lines_go_on_in_the_next_row_or_not(console):
    assert console.run("watch -t seq -s, 40", 1)[1] != ""
    console.terminal.press("C-c")
    console.wait(1)
    assert console.run("watch -t -w seq -s, 40", 1)[1] == ""


def test_what_changes_is_reversed(console):
    console.run("watch -t -d -n 1 date +%S", 0.5)
    console.terminal.take_output()
    console.machine.run(console.machine.now + NSEC_PER_SEC)
    assert "0\x1b[7m7\x1b[m" in console.terminal.take_output()


def test_it_ends_when_the_output_changes(console):
    assert "done 0" in console.run("watch -g -n 1 date +%S; echo done $?", 4)


def test_it_ends_when_the_output_stays(console):
    assert "done 0" in console.run("watch -q 2 -n 1 echo same; echo done $?", 6)


def test_it_ends_with_a_key_after_a_failure(console):
    lines = console.run("watch -e false; echo status $?", 1)
    assert lines[23] == "command exit with a non-zero status, press a key to exit"
    console.terminal.type("x")
    assert any(line.startswith("status 8") for line in console.wait(1))


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ("-n x true", "watch: failed to parse argument: 'x': Invalid argument\n"),
        ("true", "Error opening terminal: unknown.\n"),
    ],
)
def test_wrong_arguments(computer, arguments, text):
    assert computer(f"watch {arguments}") == f"{text}[1]\n"


def test_usage(computer):
    assert computer("watch").startswith(USAGE_HEAD)
    assert computer("watch -Z x").startswith(f"watch: invalid option -- 'Z'\n{USAGE_HEAD}")
    assert computer("watch -v") == "watch from procps-ng 4.0.2\n"


def test_nobody_is_logged_in(computer):
    up = " 09:00:05 up 0 min,  0 user,  load average: 0.00, 0.00, 0.00\n"
    assert computer("w") == f"{up}USER     TTY      FROM             LOGIN@   IDLE   JCPU   PCPU WHAT\n"
    assert computer("w -sf") == f"{up}USER     TTY         IDLE WHAT\n"
    assert computer("w -h") == ""


def test_vmstat_tells_of_all_time_and_then_of_intervals(computer):
    assert computer("insmod spin.ko") == ""
    lines = computer("vmstat 2 3").splitlines()
    assert lines[:2] == [
        "procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----",
        " r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st",
    ]
    assert len(lines) == 5
    assert lines[3].split()[:2] == ["2", "0"]
    assert lines[3].split()[-5:] == ["0", "50", "50", "0", "0"]
    assert computer("uptime")[:9] == " 09:00:09"


def test_vmstat_has_other_columns(computer):
    assert computer("vmstat -w").splitlines()[0] == (
        "--procs-- -----------------------memory---------------------- ---swap-- -----io---- -system-- "
        "----------cpu----------"
    )
    assert " inact active " in computer("vmstat -a")
    assert computer("vmstat -t").splitlines()[2].endswith(" 2026-11-23 09:00:05")
    assert computer("vmstat x") == "vmstat: failed to parse argument: 'x'\n[1]\n"
    assert computer("vmstat 0") == "vmstat: delay must be positive integer\n[1]\n"
    assert computer("vmstat -S x") == "vmstat: -S requires k, K, m or M (default is KiB)\n[1]\n"
