"""kshell in its host: it stops, goes on and ends with the terminal in order, and makes do with little."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.frontend.window import F2, HOST_PROMPT, PROMPT, Window

Open = Callable[..., Window]
CRASHING = """
import signal, sys
from functools import reduce
from kshell import cli
import {module}

*path, name = "{name}".split(".")
place = reduce(getattr, path, {module})
signal.signal(signal.SIGUSR1, lambda *_: setattr(place, name, lambda *_: 1 // 0))
sys.exit(cli.main([]))
"""


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


STATES = {
    "the split view": ("\x0fs", "MODULE +STATE +USED +BY$"),
    "a program that paints": ("top\r", "^top - "),
    "the menu": ("\x0f", "p pause time"),
    "completion": ("kill -\t\t", "^ -HUP +1 +Hangup"),
}


def restored(w: Window) -> None:
    """The terminal has its usual screen, shows its cursor and pastes as without kshell."""
    assert w.raw.count(b"\x1b[?1049h") == w.raw.count(b"\x1b[?1049l")
    assert not w.emulator.cursor.hidden
    at = w.raw.rindex(b"host$")
    assert w.raw.rindex(b"\x1b[?2004l", 0, at) > w.raw.rindex(b"\x1b[?2004h", 0, w.raw.rindex(b"root@kshell", 0, at))


@pytest.mark.parametrize("state", STATES)
def test_a_signal_restores_the_terminal_whatever_is_shown(window: Open, state: str) -> None:
    keys, shown = STATES[state]
    w = window(shell=True)
    before = modes(w)
    w.type("echo before kshell\r")
    w.wait("before kshell\n" + HOST_PROMPT)
    start(w)
    w.type(keys)
    w.see(shown)
    send(w, signal.SIGTERM)
    w.wait(HOST_PROMPT)
    restored(w)
    assert "before kshell" in w.history
    assert modes(w) == before


CRASHES = {
    "as a key is pressed": ("kshell.frontend.session", "Session.switch"),
    "as the window is drawn": ("kshell.frontend.toolbar", "_consoles"),
    "as the machine runs": ("kshell.frontend.pacer", "Pacer.run"),
}


@pytest.mark.parametrize(
    ("where", "state"),
    [
        ("as a key is pressed", "completion"),
        ("as the window is drawn", "the split view"),
        ("as the window is drawn", "the menu"),
        ("as the machine runs", "a program that paints"),
    ],
)
def test_a_bug_of_kshell_restores_the_terminal_and_says_so_in_a_line(
    window: Open, tmp_path: Path, where: str, state: str
) -> None:
    module, name = CRASHES[where]
    crashing = tmp_path / "crashing.py"
    crashing.write_text(CRASHING.format(module=module, name=name))
    w = window(shell=True, columns=160, KSHELL=f"{sys.executable} {crashing}")
    before = modes(w)
    start(w)
    keys, shown = STATES[state]
    w.type(keys)
    w.see(shown)
    send(w, signal.SIGUSR1)
    w.type(F2)
    w.wait("kshell: internal error: ZeroDivisionError: .*; please report it .*\n" + HOST_PROMPT)
    restored(w)
    w.type("echo $?\r")
    w.wait("\n70\n" + HOST_PROMPT)
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
    assert not any("here" in line for line in w.history[: -len(w.lines)]), "it is shown once"
    w.type("\x03pwd\r")
    w.wait("/root\n" + PROMPT)


@pytest.mark.parametrize("state", ["the split view", "a program that paints"])
def test_stopping_kshell_while_it_has_the_whole_window(window: Open, state: str) -> None:
    keys, shown = STATES[state]
    w = window(shell=True)
    before = modes(w)
    start(w)
    w.type("echo here\r")
    w.wait("here\n" + PROMPT)
    w.type(keys)
    w.see(shown)
    w.type("\x0fz")
    w.wait(r"Stopped +\$KSHELL\n" + HOST_PROMPT)
    restored(w)
    assert modes(w) == before
    w.type("fg\r")
    w.see(shown)
    w.wait_toolbar("tty1")
    w.type("q" if state == "a program that paints" else "\x0fs")
    w.wait(PROMPT)
    assert not any("host$" in line for line in w.lines)
    w.type("\x0fq")
    w.wait(HOST_PROMPT)
    restored(w)


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
