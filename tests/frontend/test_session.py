"""A session without a window: keys come from a pipe, and nothing is drawn."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import monotonic_ns
from typing import Any

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.formatted_text import fragment_list_to_text
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from kshell.frontend.look import Look
from kshell.frontend.pacer import Pacer
from kshell.frontend.pump import Pump
from kshell.frontend.session import Session
from kshell.frontend.toolbar import menu, toolbar
from kshell.machine import Machine, Settings

TURNS = 200


class Nothing(DummyOutput):
    """An output of a given size."""

    def __init__(self, rows: int, columns: int) -> None:
        self.size = Size(rows, columns)

    def get_size(self) -> Size:
        return self.size


class Seat:
    """Somebody at a session: ``await seat.type(keys)`` returns when all that needs no time has happened."""

    def __init__(self, session: Session, send: Callable[[str], None], output: Nothing) -> None:
        self.session = session
        self.output = output
        self._send = send

    async def type(self, keys: str) -> None:
        self._send(keys)
        await self.pause()

    async def pause(self) -> None:
        """Let the front end take some turns."""
        for _ in range(TURNS):
            await asyncio.sleep(0)
        self.session.pump.pacer.run()
        self.session.refresh()

    async def run(self, line: str) -> None:
        """Enter a command, and wait until the prompt is back."""
        await self.type(line + "\r")
        while not self.session.at_prompt:
            await self.pause()

    @property
    def bar(self) -> str:
        return fragment_list_to_text(toolbar(self.session))

    def lines(self, number: int = 1) -> list[str]:
        return [line.text for line in self.session.consoles[number].screen.lines]


def sit(
    body: Callable[[Seat], Awaitable[None]],
    rows: int = 24,
    columns: int = 80,
    look: Look | None = None,
    clock: Callable[[], int] = monotonic_ns,
    **settings: Any,
) -> None:
    """Run a session with somebody in front of it; ``clock`` is the host's, in ns."""

    async def run() -> None:
        output = Nothing(rows, columns)
        with create_pipe_input() as keyboard:
            machine = Machine(Settings(**settings))
            session = Session(Pump(machine, Pacer(machine, clock)), look, keyboard, output)
            running = asyncio.ensure_future(session.run())
            seat = Seat(session, keyboard.send_text, output)
            while not (session.app.is_running and session.at_prompt) and not running.done():
                await asyncio.sleep(0.001)
            try:
                await body(seat)
            finally:
                session.leave()
                await running

    asyncio.run(run())


def test_keys_are_edited_at_a_prompt_and_else_given_to_the_machine() -> None:
    async def body(seat: Seat) -> None:
        console = seat.session.console
        await seat.type("echo ab\x01\x04\x1b[C")
        assert (console.buffer.text, console.buffer.cursor_position) == ("cho ab", 1)
        await seat.type("\x15\x0bcat\r")
        assert not seat.session.at_prompt
        await seat.type("one\x01\x1b[Atwo\x7f")
        assert console.screen.partial == "one^A^[[Atwo\b \b"
        await seat.type("\r\x04")
        assert seat.lines()[-2].rstrip() == "one^A^[[Atw"
        assert seat.session.at_prompt

    sit(body)


def test_each_terminal_learns_the_size_that_it_has_in_the_window() -> None:
    async def body(seat: Seat) -> None:
        terminals = seat.session.machine.terminals
        assert (terminals[1].rows, terminals[1].columns) == (23, 80)
        await seat.type("\x1b2")
        seat.output.size = Size(40, 120)
        seat.session.app.invalidate()
        await asyncio.sleep(0.05)
        assert [(terminals[n].rows, terminals[n].columns) for n in (1, 2)] == [(39, 120)] * 2
        await seat.type("\x0fs")
        assert [(terminals[n].rows, terminals[n].columns) for n in (1, 2)] == [(39, 60)] * 2

    sit(body)


def test_a_terminal_without_toolbar_has_all_rows() -> None:
    async def body(seat: Seat) -> None:
        assert seat.session.machine.terminals[1].rows == 24

    sit(body, look=Look(bare=True))


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (80, "*tty1!rmmod D 0:00 kthread_stop  tty2 ready                     ^O menu up 0:05 "),
        (60, "*tty1!rmmod D 0:00 kthread_stop  tty2 ready         ^O menu "),
        (40, "*tty1!rmmod D 0:00 kthread_stop  tty2 re"),
        (20, "*tty1!rmmod D 0:00 k"),
    ],
)
def test_the_toolbar_keeps_what_matters_most(columns: int, expected: str) -> None:
    async def body(seat: Seat) -> None:
        await seat.type("insmod kthread_hang.ko; rmmod kthread_hang\r\x1b2\x1b1")
        assert seat.bar == expected

    sit(body, columns=columns, clock=lambda: 0)


def test_ten_thousand_lines_that_are_pasted_are_one_command_and_all_run() -> None:
    async def body(seat: Seat) -> None:
        await seat.type("\x1b[200~")
        for first in range(0, 10_000, 1000):  # a pipe takes no more at once
            await seat.type("".join(f"x=$((x + {n}))\n" for n in range(first, first + 1000)))
        await seat.type("echo $x\x1b[201~")
        assert seat.session.console.buffer.text.count("\n") == 10_000
        await seat.type("\r")
        while not seat.session.at_prompt:
            await seat.pause()
        assert seat.lines()[-1] == "49995000"

    sit(body)


def test_the_toolbar_tells_how_time_goes() -> None:
    async def body(seat: Seat) -> None:
        for keys, says in (("\x0f+", " 2x "), ("\x0f-\x0f-", " 0.5x "), ("\x0fp", " paused "), ("\x0fr", "ready   ")):
            await seat.type(keys)
            assert says in seat.bar

    sit(body)


def test_a_bug_of_kshell_ends_the_session_with_its_exception() -> None:
    async def body(seat: Seat) -> None:
        seat.session.pump.watchers.append(lambda: 1 // 0)  # type: ignore[arg-type,return-value]  # a bug
        seat.session.pump.wake()
        await seat.pause()

    with pytest.raises(ZeroDivisionError):
        sit(body)


def test_keys_that_come_as_a_window_opens_are_those_of_what_runs_there(monkeypatch: pytest.MonkeyPatch) -> None:
    async def body(seat: Seat) -> None:
        seat.session.machine.terminal(7).type_line("sleep 1000")
        seat.session.pump.pacer.run()
        with create_pipe_input() as keyboard:
            second = Session(seat.session.pump, input=keyboard, output=seat.output, home=7)
            monkeypatch.setattr(second, "refresh", lambda: None)  # the key comes before anything is seen to be new
            keyboard.send_text("\x03")
            showing = asyncio.ensure_future(second.show(signals=False))
            await seat.pause()
            assert second.at_prompt
            second.leave()
            await showing

    sit(body)


UNKNOWN = b"""\
from kshell.linux import *
MODULE_LICENSE("GPL")
def init():
    pr_inof("typo")
    return 0
module_init(init)
"""


@pytest.mark.parametrize("bare", [False, True])
def test_where_a_module_uses_a_name_that_there_is_not_is_a_note_until_the_next_key(bare: bool) -> None:
    async def body(seat: Seat) -> None:
        await seat.run("insmod typo.py")
        assert seat.lines()[-1] == "insmod: ERROR: could not insert module typo.py: Unknown symbol in module"
        note = [
            "typo.py:4:5: pr_inof is not in kshell.linux: did you mean pr_info?",
            '    4 |     pr_inof("typo")',
            "      |     ^~~~~~~",
        ]
        assert seat.session.note == ("" if bare else "\n".join(note))
        await seat.type("x")
        assert seat.session.note == ""

    sit(body, look=Look(bare=bare), files={"typo.py": UNKNOWN})


def test_the_toolbar_says_which_loaded_modules_have_changed_on_disk(tmp_path: Path) -> None:
    source = "from kshell.linux import *\nMODULE_LICENSE('GPL')\n@module_exit\ndef ends():\n    pass\n"
    for name in ("one", "two", "idle"):
        (tmp_path / f"{name}.py").write_text(source)

    async def body(seat: Seat) -> None:
        await seat.run("insmod one.ko; insmod two.ko")
        assert "changed" not in seat.bar
        (tmp_path / "idle.py").write_text(source + "# not loaded\n")
        (tmp_path / "one.py").write_text(source + "# more\n")
        assert " one changed: reload " in seat.bar
        (tmp_path / "two.py").write_text(source + "# more\n")
        assert " two changed: reload (+1) " in seat.bar
        await seat.run("reload one two")
        assert "changed" not in seat.bar
        (tmp_path / "one.py").unlink()
        assert "changed" not in seat.bar

    sit(body, modules=(tmp_path,), samples=False)


def test_the_menu_is_narrowed_down_by_words_and_enter_takes_the_first_that_is_left() -> None:
    async def body(seat: Seat) -> None:
        def shown() -> str:
            return fragment_list_to_text(menu(seat.session))

        await seat.type("\x0f")
        assert " p pause time " in shown()
        assert " k skip 60 s " in shown()
        await seat.type("/tim")
        assert shown() == " /tim_  p pause time  r real time "
        await seat.type("e pxx\x7f\x7f")
        assert shown() == " /time p_  p pause time "
        await seat.type("\r")
        assert not seat.session.menu_open
        assert " paused " in seat.bar
        await seat.type("\x0f/no such\r")
        assert not seat.session.menu_open
        await seat.type("\x0f/p\x03x")
        assert seat.session.console.buffer.text == "x"

    sit(body)
