"""top as in the recordings p-ps and j-spin: frames in batch mode, a screen and keys at a terminal."""

import re

import pyte
import pytest

from kshell.machine import NSEC_PER_SEC, Machine, Settings

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
    assert re.search(r"^%Cpu\(s\):  0\.0 us, 5\d\.\d sy,  0\.0 ni, 4\d\.\d id,  0\.0 wa, .* 0\.0 st $", text, re.M)
    assert f"{MEMORY}\n{HEADER}" in text
    rows = text.partition(HEADER)[2].splitlines()
    assert rows[0].startswith("   99 root      20   0       0      0      0 R 100.0   0.0   0:01.1")
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


class Console:
    """A machine's first terminal, as a person sees it."""

    def __init__(self):
        self.machine = Machine(Settings(kernel="6.1", samples=False))
        self.terminal = self.machine.terminal(1)
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.Stream(self.screen)
        self.wait(1)

    def wait(self, seconds):
        """Let time pass; the lines on the screen."""
        self.machine.run(self.machine.now + int(seconds * NSEC_PER_SEC))
        self._stream.feed(self.terminal.take_output().replace("\n", "\r\n"))
        return [line.rstrip() for line in self.screen.display]

    def press(self, keys):
        """Press keys; the lines on the screen a moment later."""
        self.terminal.type(keys)
        return self.wait(0.3)


@pytest.fixture
def console():
    console = Console()
    console.terminal.type_line("top")
    console.wait(1)
    return console


def test_the_screen_is_full_and_keys_change_it(console):
    lines = console.press(" ")
    assert lines[0].startswith("top - 09:00:07 up 0 min,")
    assert lines[6] == HEADER.rstrip()
    assert lines[7].endswith(" init")
    assert lines[23].endswith(" kworker/0+")
    assert console.press("c")[7].endswith(" /bin/bash+")
    assert console.press("N")[7].endswith(" top")
    assert console.press("R")[7].endswith(" /bin/bash+")
    assert console.press("\x1b[B")[7].endswith(" [kthreadd]")
    assert console.press("E")[3].startswith("GiB Mem :      0.9 total,")
    assert console.press("z")[5] == "Unknown command - try 'h' for help"
    assert "  q         Quit" in console.press("h")
    assert console.press(" ")[0].startswith("top - ")


def test_it_draws_again_every_three_seconds(console):
    before = console.wait(0)[0]
    assert console.wait(2)[0] == before
    assert console.wait(2)[0][:14] == "top - 09:00:09"


def test_a_process_can_be_signalled(console):
    console.terminal.type("k")
    assert console.wait(0.3)[5].startswith("PID to signal/kill [default pid = 1")
    assert console.press("100\n")[5].startswith("Send pid 100 signal [15/sigterm]")
    assert console.press("foo\n")[5] == "Invalid signal"


@pytest.mark.parametrize("key", ["q", "\x03"])
def test_the_terminal_is_as_before_afterwards(console, key):
    console.press(key)
    console.wait(1)
    console.terminal.type_line("echo $(( 6 * 7 ))")
    assert "42" in console.wait(1)
