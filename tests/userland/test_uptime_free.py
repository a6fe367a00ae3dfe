"""uptime and free as procps-ng 4.0.2 prints them."""

import pytest


def test_uptime(computer):
    assert computer("uptime") == " 09:00:05 up 0 min,  0 user,  load average: 0.00, 0.00, 0.00\n"
    assert computer("sleep 4000", limit=5000) == ""
    assert computer("uptime").startswith(" 10:06:45 up  1:06,  0 user,  load average: ")
    assert computer("uptime -p") == "up 1 hour, 6 minutes\n"
    assert computer("uptime --since") == "2026-11-23 09:00:00\n"


def test_uptime_counts_days(computer):
    assert computer("sleep 180000", limit=200_000) == ""
    assert computer("uptime").startswith(" 11:00:05 up 2 days,  2:00,  0 user,  ")
    assert computer("uptime -p") == "up 2 days, 2 hours, 0 minutes\n"


def test_uptime_explains_itself(computer):
    usage = """
Usage:
 uptime [options]

Options:
 -p, --pretty   show uptime in pretty format
 -h, --help     display this help and exit
 -s, --since    system up since
 -V, --version  output version information and exit

For more details see uptime(1).
"""
    assert computer("uptime -h") == usage
    assert computer("uptime x") == f"{usage}[1]\n"
    assert computer("uptime -x") == f"uptime: invalid option -- 'x'\n{usage}[1]\n"
    assert computer("uptime -V") == "uptime from procps-ng 4.0.2\n"


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        ("", ["Mem:          981476      12", "Swap:              0           0           0"]),
        ("-h", ["Mem:           958Mi       12", "Swap:             0B          0B          0B"]),
        ("-m", ["Mem:             958         12", "Swap:              0           0           0"]),
        ("-b", ["Mem:      1005031424   1", "Swap:              0           0           0"]),
        ("-ht --si", ["Mem:            1.0G        1", "Swap:             0B", "Total:          1.0G        1"]),
        ("-l", ["Mem:          981476", "Low:          981476", "High:              0           0           0"]),
        ("-v", ["Mem:          981476", "Swap:", "Comm:         490738       28436      462302"]),
    ],
)
def test_free(computer, options, lines):
    header, *shown = computer(f"free {options}").splitlines()
    assert header == "               total        used        free      shared  buff/cache   available"
    for line, start in zip(shown, lines, strict=False):
        assert line.startswith(start)


def test_free_repeats(computer):
    assert computer("free -s 2 -c 3").count("Mem:") == 3
    assert computer("uptime")[:9] == " 09:00:09"


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ("-mg", "Multiple unit options don't make sense."),
        ("-s x", "seconds argument failed: 'x': Invalid argument"),
        ("-s 0", "seconds argument `0' is not positive number"),
        ("-c x", "failed to parse count argument: 'x'"),
        ("-c 0", "failed to parse count argument: '0': Numerical result out of range"),
    ],
)
def test_free_with_wrong_arguments(computer, options, text):
    assert computer(f"free {options}") == f"free: {text}\n[1]\n"
