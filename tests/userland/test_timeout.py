"""timeout, and the durations that it reads (coreutils 9.1)."""

import pytest

from kshell.userland.coreutils.duration import FOREVER, parse_duration

HELP = "Try 'timeout --help' for more information.\n"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1", 1),
        ("0.1", 0.1),
        (".5", 0.5),
        ("2s", 2),
        ("1.5m", 90),
        ("1h", 3600),
        ("2d", 172_800),
        ("1e1", 10),
        ("0", 0),
    ],
)
def test_durations(text, seconds):
    assert parse_duration(text) == round(seconds * 1_000_000_000)


def test_a_duration_without_end():
    assert parse_duration("inf") == FOREVER


@pytest.mark.parametrize("text", ["", "x", "1x", "1ms", "-1", "1_0", "s", "nan", "0x1"])
def test_what_is_no_duration(text):
    assert parse_duration(text) is None


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ("1 uname", "Linux\n"),
        ("1 uname -x", "uname: invalid option -- 'x'\nTry 'uname --help' for more information.\n[1]\n"),
        ("1 dmesg -w", "[124]\n"),
        ("-v 1 dmesg -w", "timeout: sending signal TERM to command 'dmesg'\n[124]\n"),
        ("-s KILL 1 dmesg -w", "[137]\n"),
        ("--foreground 1 dmesg -w", "[124]\n"),
        ("--foreground -s 9 1 dmesg -w", "[137]\n"),
        ("5 timeout 1 dmesg -w", "[124]\n"),
        ("1 nosuch", "timeout: failed to run command 'nosuch': No such file or directory\n[127]\n"),
        ("1 /tmp", "timeout: failed to run command '/tmp': Permission denied\n[126]\n"),
        ("x uname", f"timeout: invalid time interval 'x'\n{HELP}[125]\n"),
        ("-s FOO 1 uname", f"timeout: 'FOO': invalid signal\n{HELP}[125]\n"),
        ("1", f"{HELP}[125]\n"),
    ],
)
def test_commands_and_their_ends(computer, arguments, shown):
    assert computer(f"timeout {arguments}") == shown


def test_kill_follows_for_a_command_that_does_not_end(computer):
    computer("insmod slowexit.ko")
    assert computer("timeout -v -k 1 1 rmmod slowexit") == (
        "timeout: sending signal TERM to command 'rmmod'\ntimeout: sending signal KILL to command 'rmmod'\n[137]\n"
    )


def test_a_blocked_command_is_waited_for(computer):
    computer("insmod slowexit.ko")
    before = computer.machine.now
    assert computer("timeout 3 rmmod slowexit") == "[124]\n"
    assert 8 <= (computer.machine.now - before) / 1_000_000_000 < 8.5
