"""Looks: colours that say something, none if they are not wanted, and a window for an audience."""

from collections.abc import Callable

import pytest

from kshell.frontend.look import Look
from kshell.frontend.screen import ENTERED, Line, Screen
from kshell.machine import Record
from tests.frontend.window import F2, PROMPT, Window

Open = Callable[..., Window]


def colours(w: Window, line: str) -> list[tuple[str, str]]:
    """The coloured parts of the row that begins with this text: (text, colour)."""
    row = next(number for number, shown in enumerate(w.lines) if line in shown)
    parts: list[tuple[str, str]] = []
    for column in range(w.emulator.columns):
        cell = w.emulator.buffer[row][column]
        look = ("bold " if cell.bold else "") + cell.fg
        if parts and parts[-1][1] == look:
            parts[-1] = parts[-1][0] + cell.data, look
        else:
            parts.append((cell.data, look))
    return [(text.strip(), look) for text, look in parts if text.strip()]


def test_messages_on_the_console_have_the_colours_of_dmesg(window: Open) -> None:
    w = window()
    w.run("echo '<3>disk: on fire' >/dev/kmsg")
    w.wait("on fire\n" + PROMPT)
    stamp, *rest = colours(w, "] disk: on fire")
    assert stamp[1] == "green"
    assert rest == [("disk:", "brown"), ("on fire", "red")]


def test_no_colours_if_none_are_wanted(window: Open) -> None:
    for settings in ({"NO_COLOR": "1"}, {"NO_COLOR": "yes", "TERM": "linux"}):
        w = window(**settings)
        w.run("insmod kthread_hang.ko; rmmod kthread_hang")
        w.wait_toolbar("tty1!rmmod D")
        assert {cell.fg for row in w.emulator.buffer.values() for cell in row.values()} == {"default"}


def test_plain_has_no_toolbar_and_no_colours_and_says_what_is_asked(window: Open) -> None:
    w = window("--plain")
    w.run("insmod kthread_hang.ko; rmmod kthread_hang")
    w.wait("Cleaning Up\n$")
    assert not any("tty1" in line for line in w.lines)
    assert {cell.fg for row in w.emulator.buffer.values() for cell in row.values()} == {"default"}
    w.type("\x0fw")
    w.until(lambda: any("kthread_stop() waits until mythread" in line for line in w.lines), "the reason")
    w.type("\x0fp")
    w.until(lambda: "paused" in w.lines, "what has changed")
    w.type(F2)
    w.wait("^" + PROMPT)


def test_why_a_command_hangs_is_said_on_request_in_any_terminal(window: Open) -> None:
    w = window()
    w.run("insmod kthread_hang.ko; rmmod kthread_hang")
    w.wait_toolbar("tty1!rmmod D")
    w.type("\x0fw")
    w.until(lambda: any("rmmod (pid " in line and " has been in D for " in line for line in w.lines), "the reason")
    w.type(F2)
    w.wait("^" + PROMPT)
    w.type("\x0fw")
    w.until(lambda: any("Only a reboot" in line for line in w.lines), "the reason again")
    w.type("x")
    w.until(lambda: not any("Only a reboot" in line for line in w.lines), "the reason to go")
    w.wait("# x$")


def test_an_audience_sees_the_last_commands_and_keys(window: Open) -> None:
    w = window("--projector")
    w.run("lsmod")
    w.run("sleep 100")
    w.wait_toolbar("sleep S")
    w.type("\x03" + F2)
    w.wait("^\n" + PROMPT)
    assert w.lines[-3] == " tty1 lsmod   tty1 sleep 100"
    assert w.lines[-2] == " lsmod Enter sleep 100 Enter ^C F2"


@pytest.mark.parametrize(
    "text", ["BUG: kernel NULL pointer dereference, address: 0", "------------[ cut here ]------------"]
)
def test_a_report_is_set_apart_from_its_beginning_to_its_end(text: str) -> None:
    screen = Screen()
    lines = [text, "CPU: 0 PID: 1", "---[ end trace 0000000000000000 ]---", "RIP: 0010:careless+0x24/0x50", "after"]
    for number, line in enumerate(lines):
        screen.show_record(Record(number, 5_000_000_000, 4, 0, line))
    assert [line.report for line in screen.lines] == [True, True, True, True, False]
    assert Look().line(screen.lines[1]) == "\x1b[32m[    5.000000] \x1b[0m\x1b[31mCPU: 0 PID: 1\x1b[0m"
    assert Look(colour=False).line(screen.lines[1]) == "[    5.000000] CPU: 0 PID: 1"


def test_commands_stand_out_for_an_audience_only() -> None:
    line = Line("root@kshell:~# ls", ENTERED)
    assert Look().lines([line]) == ["root@kshell:~# ls"]
    assert Look(projector=True).lines([line]) == ["", "\x1b[1mroot@kshell:~# ls\x1b[0m"]
