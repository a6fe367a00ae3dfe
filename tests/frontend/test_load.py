"""Much at once: messages by the thousand, long pastes, windows that change their size again and again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.frontend.window import PROMPT, Window

Open = Callable[..., Window]
FLOOD = """
from kshell.linux import *
MODULE_LICENSE("GPL")
thread = None

def flood(unused):
    n = 0
    while not kthread_should_stop():
        for i in range(100):
            printk(KERN_INFO + "flood: line %d\\n", n)
            n += 1
        msleep(10)
    return 0

def start():
    global thread
    thread = kthread_run(flood, None, "flood")
    return 0

def stop():
    kthread_stop(thread)

module_init(start)
module_exit(stop)
"""


def test_ten_thousand_messages_a_second_do_not_stop_the_typing(window: Open, tmp_path: Path) -> None:
    (tmp_path / "flood.py").write_text(FLOOD)
    w = window("--modules", str(tmp_path))
    w.run("insmod flood.ko")
    w.wait(r"flood: line \d+\n" + PROMPT)
    w.type("echo still here; rmmod flood")
    w.wait(r"flood: line \d+\nroot@kshell:~# echo still here; rmmod flood$")
    w.type("\r")
    w.wait("still here\n(.*\n)*" + PROMPT)
    w.type("clear; dmesg | grep -c 'flood: line [0-9]*$'\r")
    w.wait(r"^\d+\n" + PROMPT)
    shown = [line.split()[-1] for line in w.history if "] flood: line " in line]
    first = int(shown[0])
    assert shown == [str(first + n) for n in range(len(shown))], "none is lost, none out of order"


def test_lines_that_are_pasted_are_one_command_and_run_in_order(window: Open) -> None:
    w = window()
    w.wait(PROMPT)
    w.paste("\n".join(f"echo line {n}" for n in range(500)))
    w.wait("echo line 499$")
    w.type("\r")
    w.wait("line 499\n" + PROMPT)
    assert [line for line in w.history if line.startswith("line ")] == [f"line {n}" for n in range(500)]


def test_lines_that_come_as_keys_run_one_by_one(window: Open) -> None:
    w = window()
    w.wait(PROMPT)
    w.type("".join(f"echo {n}\r" for n in range(50)))
    w.wait("echo 49\n49\n" + PROMPT)
    assert [line for line in w.history if line.isdigit()] == [str(n) for n in range(50)]


SIZES = [(20, 5), (160, 50), (1, 1), (60, 20), (3, 2), (20, 5), (80, 24), (20, 5), (80, 24)]


def test_sizes_that_change_all_the_time(window: Open) -> None:
    w = window()
    w.run("insmod kthread_hang.ko; rmmod kthread_hang")
    w.wait_toolbar("tty1!rmmod D")
    w.type("typed")
    for columns, rows in SIZES * 3:
        w.resize(columns, rows)
        w.read()
    w.wait(r"insmod kthread_hang.ko; rmmod kthread_hang\n(.*\n)*\[.*Cleaning Up\n(.*\n)*typed$")
    w.wait_toolbar(r"^\*tty1!rmmod D .* \^O menu up \d:\d\d$")
    assert sum("*tty1!rmmod" in line for line in w.lines) == 1


STATES = {
    "at a prompt": ([], "echo half", r"\Aroot@kshell:~# echo half\n", "half"),
    "the split view": ([], "\x0fs", r"^ *\d+ +S +bash +\d\.\d\d +do_select\n(.*\n)*─{80}\nroot@kshell:~#\n", "# *"),
    "less": ([], "seq 100 | less\r", r"\A1\n2\n(.*\n)+22\n:\n\*tty1 less S", "3\n:"),
    "top": ([], "top\r", r"\Atop - (.*\n)+ +14 root .*\n.*\n.*\n\*tty1 top S", "PID USER"),
    "scrolling back": ([], "\x0fb", "what tty1 has shown · PageUp PageDown", "what tty1 has shown"),
    "the menu": ([], "\x0f", "^ 1-6 o console, the last one  h first console  .*\n p pause time", "h first console"),
    "completion": ([], "kill -\t\t", r"\Aroot@kshell:~# kill -(HUP)?\n -HUP +1 +Hangup\n -INT ", "^ -HUP +1 "),
    "projector": (["--projector"], "echo half", r"\A\nroot@kshell:~# echo half\n(.*\n)* echo half\n", "half"),
    "plain": (["--plain"], "echo half", r"\Aroot@kshell:~# echo half\n", "half"),
}


@pytest.mark.parametrize("state", STATES)
def test_a_small_window_and_back_looks_as_before(window: Open, state: str) -> None:
    options, keys, large, small = STATES[state]
    w = window(*options)
    w.wait(PROMPT)
    w.type(keys)
    for size, shown in [((80, 24), large), ((20, 5), small), ((160, 50), ""), ((80, 24), large)]:
        w.resize(*size)
        w.see(shown)
