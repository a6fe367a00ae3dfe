"""top as in the recordings p-ps and j-spin: frames in batch mode, a screen and keys at a terminal."""

import re

import pytest

HEADER = "  PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND\n"
MEMORY = (
    "MiB Mem :    958.5 total,    898.9 free,    124.8 used,     33.4 buff/cache     \n"
    "MiB Swap:      0.0 total,      0.0 free,      0.0 used.    833.7 avail Mem \n"
)


def test_a_frame_has_a_summary_and_the_busiest_first(computer):
    assert computer("insmod spin.ko") == ""
    assert computer("sleep 1") == ""
    text = computer("top -b -n1")
    assert text.startswith(
        "top - 09:00:06 up 0 min,  0 user,  load average: 0.16, 0.03, 0.01\n"
        "Tasks:  55 total,   2 running,  53 sleeping,   0 stopped,   0 zombie\n"
    )
    assert "\n%Cpu(s):  0.0 us, 50.0 sy,  0.0 ni, 50.0 id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st \n" in text
    assert f"{MEMORY}\n{HEADER}" in text
    rows = text.partition(HEADER)[2].splitlines()
    assert rows[0].startswith("   99 root      20   0       0      0      0 R  93.7   0.0   0:01.")
    assert rows[0].endswith(" spin_thr")
    assert rows[3] == "    3 root       0 -20       0      0      0 I   0.0   0.0   0:00.00 rcu_gp"
    assert rows[5] == "    5 root       0 -20       0      0      0 I   0.0   0.0   0:00.00 slub_flus+"


def test_frames_are_apart_by_a_blank_line_and_the_delay(computer):
    frames = computer("top -b -n2 -d 7 -p 1").split("\n\ntop - ")
    assert [frame.removeprefix("top - ")[:8] for frame in frames] == ["09:00:05", "09:00:12"]


@pytest.mark.parametrize(
    ("options", "row"),
    [
        ("-p 2", "    2 root      20   0       0      0      0 S   0.0   0.0   0:00.00 kthreadd"),
        ("-p 1 -c -w 100", "    1 root      20   0    3932   3144   2692 S   0.0   0.3   0:01.25 /bin/bash /init"),
        ("-p 1 -e m", "    1 root      20   0    3.8m   3.1m   2.6m S   0.0   0.3   0:01.25 init"),
    ],
)
def test_rows(computer, options, row):
    assert computer(f"top -b -n1 {options}").splitlines()[-1] == row


def test_order_and_selection(computer):
    first = computer("top -b -n1 -o PID -u root").partition(HEADER)[2].splitlines()
    assert first[0].endswith(" top")
    assert first[-1].endswith(" init")
    assert computer("top -b -n1 -u user").endswith(HEADER)


def test_the_summary_can_show_each_cpu_and_other_units(computer):
    text = computer("top -b -n1 -1 -E g -w 160 -p 1")
    assert re.search(r"^%Cpu0  : .* 0\.0 st   %Cpu1  : ", text, re.M)
    assert "GiB Mem :      0.9 total," in text


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ("-n 0", "bad iterations argument '0'"),
        ("-d x", "bad delay interval 'x'"),
        ("-p x", "bad pid 'x'"),
        ("-u nouser", "Invalid user"),
        ("-o FOO", "unrecognized field name 'FOO'"),
        ("-w 2", "bad width arg '2'"),
        ("-p 1 -u root", "conflicting process selections (U/p/u)"),
        ("x", "unknown option 'x'"),
    ],
)
def test_wrong_arguments(computer, options, text):
    assert computer(f"top -b {options}") == f"top: {text}\n[1]\n"


def test_without_a_terminal_only_batch_mode_works(computer):
    assert computer("top") == "TERM environment variable not set.\n[1]\n"
    assert computer("top", TERM="linux") == "top: failed tty get\n[1]\n"


@pytest.fixture
def top(console):
    """A terminal with top on it."""
    console.run("top", 1)
    return console


def test_the_screen_is_full_and_keys_change_it(top):
    lines = top.press(" ")
    assert lines[0].startswith("top - 09:00:07 up 0 min,")
    assert lines[6] == HEADER.rstrip()
    assert lines[7].endswith(" init")
    assert lines[23].endswith(" kworker/0+")
    assert top.press("c")[7].endswith(" /bin/bash+")
    assert top.press("N")[7].endswith(" top")
    assert top.press("R")[7].endswith(" /bin/bash+")
    assert top.press("\x1b[B")[7].endswith(" [kthreadd]")
    assert top.press("E")[3].startswith("GiB Mem :      0.9 total,")
    assert top.press("z")[5] == "Unknown command - try 'h' for help"
    assert "  q         Quit" in top.press("h")
    assert top.press(" ")[0].startswith("top - ")


def test_it_draws_again_every_three_seconds(top):
    before = top.wait(0)[0]
    assert top.wait(2)[0] == before
    assert top.wait(2)[0][:14] == "top - 09:00:09"


def test_a_process_can_be_signalled(top):
    top.terminal.type("k")
    assert top.wait(0.3)[5].startswith("PID to signal/kill [default pid = 1")
    assert top.press("100\n")[5].startswith("Send pid 100 signal [15/sigterm]")
    assert top.press("foo\n")[5] == "Invalid signal"


@pytest.mark.parametrize("key", ["q", "\x03"])
def test_the_terminal_is_as_before_afterwards(top, key):
    top.press(key)
    top.wait(1)
    top.terminal.type_line("echo $(( 6 * 7 ))")
    assert "42" in top.wait(1)
