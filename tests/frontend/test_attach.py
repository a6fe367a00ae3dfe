"""More windows on one machine: each is a real program in a terminal of its own."""

import re
import signal
from collections.abc import Callable

import pytest

from tests.frontend.window import HOST_PROMPT, PROMPT, Window

Open = Callable[..., Window]


def shows(w: Window, pattern: str) -> None:
    """Wait until a row of the window matches."""
    w.until(lambda: any(re.search(pattern, line) for line in w.lines), repr(pattern))


def modes(w: Window) -> str:
    """The terminal's settings, as the host says."""
    w.wait(HOST_PROMPT)
    w.type("clear; stty -a | tr -s ' \\n' ' '; echo end\r")
    w.wait("^speed(.*\n)*.*end\n" + HOST_PROMPT)
    return w.text


def two(window: Open) -> tuple[Window, Window]:
    """A kshell, and a window that is attached to it."""
    first = window()
    first.wait(PROMPT)
    second = window("attach")
    second.wait("^" + PROMPT)
    return first, second


def test_two_windows_share_the_machine_and_have_terminals_of_their_own(window: Open) -> None:
    first, second = two(window)
    second.type("insmod kthread_hang.ko; tty\r")
    second.wait("/dev/tty7\n" + PROMPT)
    first.wait("Thread Running\n")  # tty1 is the console
    for w in (first, second):
        w.type("lsmod\r")
        w.wait(r"kthread_hang +\d+  0\n" + PROMPT)
    assert b"\x1b[?1049h" not in second.raw


def test_one_window_hangs_and_the_other_works(window: Open) -> None:
    first, second = two(window)
    second.type("insmod kthread_hang.ko; rmmod kthread_hang\r")
    second.wait_toolbar("rmmod D .* kthread_stop")
    first.type("ps -C rmmod -o stat=,comm=\r")
    first.wait(r"D\+? +rmmod\n" + PROMPT)
    first.type("echo works\r")
    first.wait("\nworks\n" + PROMPT)


def test_a_third_window_has_the_next_terminal(window: Open) -> None:
    _, second = two(window)
    third = window("attach")
    third.run("tty; who am i")
    third.wait("/dev/tty8\n")
    second.type("echo here > /dev/tty8\r")
    third.wait("\nhere\n")


def test_what_runs_in_a_window_goes_on_without_it_and_the_next_one_finds_it(window: Open) -> None:
    first, second = two(window)
    second.type("echo before; sleep 1000\r")
    second.wait_toolbar("sleep S")
    second.type("\x0fq")
    assert second.end() == 0
    first.type("ps -C sleep -o tty=,comm=\r")
    first.wait("tty7 +sleep\n" + PROMPT)
    third = window("attach")
    third.wait("^root@kshell:~# echo before; sleep 1000\nbefore\n$")
    third.type("\x03")
    third.wait(r"\^C\n" + PROMPT)


def test_a_window_that_is_killed_does_not_disturb_the_machine(window: Open) -> None:
    first, second = two(window)
    second.type("sleep 1000\r")
    second.wait_toolbar("sleep S")
    second.child.kill(signal.SIGKILL)
    assert second.end() == 128 + signal.SIGKILL
    first.type("ps -C sleep -o tty=,comm=\r")
    first.wait("tty7 +sleep\n" + PROMPT)


def test_a_window_that_is_closed_does_not_disturb_the_machine(window: Open) -> None:
    first, second = two(window)
    assert second.hang_up() == 128 + signal.SIGHUP
    first.type("echo works\r")
    first.wait("\nworks\n" + PROMPT)


def test_logging_out_leaves_and_the_next_window_has_a_new_shell(window: Open) -> None:
    first, second = two(window)
    second.type("x=1; exit\r")
    assert second.end() == 0
    first.type("echo works\r")
    first.wait("\nworks\n" + PROMPT)
    third = window("attach")
    third.wait("^" + PROMPT)
    third.type("echo $(tty)$x.\r")
    third.wait("\n/dev/tty7.\n" + PROMPT)


@pytest.mark.parametrize("how", ["exit\r", "echo o > /proc/sysrq-trigger\r", "\x0fq"])
def test_when_the_session_ends_its_windows_say_so_and_leave(window: Open, how: str) -> None:
    first, second = two(window)
    watching = window("attach", "--watch")
    shows(watching, "watching tty1")
    first.type(how)
    assert first.end() == 0
    for w in (second, watching):
        assert w.end() == 1
        assert "kshell attach: the session that this window belonged to has ended" in w.lines


def test_when_the_session_is_killed_the_window_says_so_and_its_terminal_is_restored(window: Open) -> None:
    first = window()
    first.wait(PROMPT)
    w = window(shell=True)
    before = modes(w)
    w.type("$KSHELL attach\r")
    w.wait("^" + PROMPT)
    w.type("\x0fs")
    shows(w, "─")
    first.child.kill(signal.SIGKILL)
    w.wait("kshell attach: the kshell that this window belonged to is gone\n" + HOST_PROMPT)
    w.type("echo $?\r")
    w.wait("\n1\n" + HOST_PROMPT)
    assert modes(w) == before
    assert w.raw.count(b"\x1b[?1049h") == w.raw.count(b"\x1b[?1049l") == 1
