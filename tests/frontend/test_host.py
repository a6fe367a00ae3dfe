"""kshell in its host: it stops, goes on and ends with the terminal in order, and makes do with little."""

import os
import signal
from collections.abc import Callable

import pytest

from tests.frontend.window import HOST_PROMPT, PROMPT, Window

Open = Callable[..., Window]


def modes(w: Window) -> str:
    """The terminal's settings, as the host says."""
    w.wait(HOST_PROMPT)
    w.type("clear; stty -a | tr -s ' \\n' ' '; echo end\r")
    w.wait("^speed(.*\n)*.*end\n" + HOST_PROMPT)
    return w.text


def start(w: Window) -> None:
    w.type("$KSHELL\r")
    w.wait("^" + PROMPT)


def send(w: Window, number: int) -> None:
    """Send a signal to what has the window."""
    os.kill(os.tcgetpgrp(w.child.fileno()), number)


def test_the_end_of_file_leaves_and_the_terminal_is_as_it_was(window: Open) -> None:
    w = window(shell=True)
    before = modes(w)
    w.type("echo before kshell\r")
    w.wait("before kshell\n" + HOST_PROMPT)
    start(w)
    w.type("pwd\rexit 3\r")
    w.wait("pwd\n/root\nroot@kshell:~# exit 3\nexit\n" + HOST_PROMPT)
    assert w.raw.rindex(b"\x1b[?2004l", 0, w.raw.rindex(b"host$")) > w.raw.rindex(
        b"\x1b[?2004h", 0, w.raw.rindex(b"exit 3")
    )
    assert "before kshell" in w.history
    w.type("echo $?\r")
    w.wait("\n3\n" + HOST_PROMPT)
    assert modes(w) == before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_ends_the_session_and_restores_the_terminal(window: Open, number: int) -> None:
    w = window(shell=True)
    before = modes(w)
    start(w)
    w.type("sleep 100\r")
    w.wait_toolbar("sleep S")
    send(w, number)
    w.wait(HOST_PROMPT)
    w.type("echo $?\r")
    w.wait(f"\n{128 + number}\n" + HOST_PROMPT)
    assert modes(w) == before


def test_stopping_kshell_and_going_on(window: Open) -> None:
    w = window(shell=True)
    before = modes(w)
    start(w)
    w.type("echo here\r")
    w.wait("here\n" + PROMPT)
    w.type("half\x0fz")
    w.wait(r"Stopped +\$KSHELL\n" + HOST_PROMPT)
    assert modes(w) == before
    w.type("fg\r")
    w.wait("^root@kshell:~# echo here\nhere\nroot@kshell:~# half$")
    w.type("\x03pwd\r")
    w.wait("/root\n" + PROMPT)


def test_a_stop_from_outside_does_not_leave_the_terminal_in_a_mess(window: Open) -> None:
    w = window(shell=True)
    start(w)
    w.type("echo here\r")
    w.wait("here\n" + PROMPT)
    for number in (signal.SIGTSTP, signal.SIGSTOP):
        send(w, number)
        w.wait(r"Stopped +\$KSHELL\n" + HOST_PROMPT)
        w.type("fg\r")
        w.wait("^root@kshell:~# echo here\nhere\n" + PROMPT)
    w.type("echo again\r")
    w.wait("again\n" + PROMPT)


def test_a_window_that_is_closed_takes_kshell_with_it(window: Open) -> None:
    w = window()
    w.wait(PROMPT)
    assert w.hang_up() == 129


@pytest.mark.parametrize("name", ["dumb", "", None])
def test_a_terminal_that_can_do_nothing(window: Open, name: str | None) -> None:
    w = window(TERM=name)
    w.run("sleep 100 &")
    w.run("insmod hello.ko; kill %1")
    w.wait(r"\] hello: module loaded\n(.*\n)*" + PROMPT)
    w.type("cat\r")
    w.type("said once\r")
    w.wait("cat\nsaid once\nsaid once\n")
    w.type("\x03")
    w.wait(r"\^C\n(.*\n)?" + PROMPT)
    w.type("echo half")
    w.wait("echo half$")
    w.type("\x03")
    w.wait(r"half\^C\n" + PROMPT)
    w.type("exit 4\r")
    assert w.end() == 4
    assert b"\x1b" not in w.raw


def test_no_home(window: Open) -> None:
    w = window(HOME=None)
    w.run("pwd")
    w.wait("/root\n" + PROMPT)
