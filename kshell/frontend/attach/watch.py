"""A window that can only be looked at: what the main window shows, or a presenter's notes, as they change.

It is given pictures and has nothing that could type: its own keys leave it, or stop it.
"""

import asyncio
from collections.abc import Callable
from typing import NamedTuple

from prompt_toolkit.application import Application
from prompt_toolkit.data_structures import Point, Size
from prompt_toolkit.formatted_text import ANSI, StyleAndTextTuples, fragment_list_to_text, to_formatted_text
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import HSplit, Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.output import Output

from kshell.frontend.bars import STYLE
from kshell.frontend.host import HANGUP_STATUS, JobControl
from kshell.frontend.session import Session
from kshell.frontend.toolbar import doing
from kshell.frontend.typeset import last_that_fit, typeset

LOOK_SECONDS = 0.1


class Picture(NamedTuple):
    """What a terminal shows: its last lines, typeset, the one with the cursor last; and what goes on there."""

    lines: list[str]
    doing: str
    blocked: bool


def picture(session: Session, size: Size) -> Picture:
    """The terminal that a session shows, with the line that is being typed there."""
    console, machine = session.console, session.machine
    said, blocked = doing(console.terminal, machine.now) if not machine.dead else (machine.dead, True)
    canvas = console.screen.canvas
    if canvas is not None:
        lines = canvas.lines()
    else:
        edited = typeset(console.prompt + (console.buffer.text if console.at_prompt else ""))
        lines = [*session.look.lines(console.screen.tail(size.rows)), *edited.split("\n")]
    return Picture(lines, f"tty{session.shown} {said}", blocked)


class Watch:
    """``look`` gives the picture for a window of some size, ``title`` says what it is; ``cursor``: it has one."""

    def __init__(
        self,
        look: Callable[[Size], Picture],
        host: JobControl,
        input: Input,
        output: Output,
        title: str = "watching",
        *,
        cursor: bool = True,
    ) -> None:
        self._look = look
        self._host = host
        self._title = title
        self._picture = look(output.get_size())
        self._status = 0
        text = FormattedTextControl(self._text, focusable=True, show_cursor=cursor, get_cursor_position=self._cursor)
        bar = Window(FormattedTextControl(self._bar), height=1, style="class:toolbar")
        self.app: Application[None] = Application(
            Layout(HSplit([Window(text, wrap_lines=True), bar])),
            key_bindings=self._keys(),
            style=STYLE,
            full_screen=True,
            input=input,
            output=output,
        )

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()

        @keys.add("q")
        @keys.add("c-c")
        @keys.add("c-d")
        def _(event: KeyPressEvent) -> None:
            self.leave()

        @keys.add("c-z")
        def _(event: KeyPressEvent) -> None:
            self._host.stop()

        return keys

    # -- what is shown

    def _text(self) -> StyleAndTextTuples:
        size = self.app.output.get_size()
        return to_formatted_text(ANSI("\n".join(last_that_fit(self._picture.lines, size.rows - 1, size.columns))))

    def _cursor(self) -> Point:
        *above, last = fragment_list_to_text(self._text()).split("\n")
        return Point(len(last), len(above))

    def _bar(self) -> StyleAndTextTuples:
        style = "class:toolbar.hung" if self._picture.blocked else "class:toolbar.shown"
        return [(style, f" {self._title} {self._picture.doing} "), ("", " q leaves ")]

    async def _follow(self) -> None:
        while True:
            now = self._look(self.app.output.get_size())
            if now != self._picture:
                self._picture = now
                self.app.invalidate()
            await asyncio.sleep(LOOK_SECONDS)

    def redraw(self) -> None:
        """Whatever the window shows now, show what it should."""
        self.app.renderer.reset()
        self.app.invalidate()

    # -- running

    async def show(self, *, signals: bool = True) -> int:
        """Show the pictures until the person leaves; the exit status."""
        follow = asyncio.ensure_future(self._follow())
        follow.add_done_callback(lambda task: None if task.cancelled() else self.fail(task.exception()))
        try:
            await self.app.run_async(pre_run=self._host.begin, set_exception_handler=False, handle_sigint=signals)
        except (EOFError, OSError):
            return HANGUP_STATUS
        finally:
            follow.cancel()
        return self._status

    def leave(self, status: int = 0) -> None:
        """Look no longer."""
        if self.app.is_running and not self.app.is_done:
            self._status = status
            self.app.exit()

    def fail(self, error: object) -> None:
        """A bug ends this window."""
        if isinstance(error, BaseException) and self.app.is_running and not self.app.is_done:
            self.app.exit(exception=error)
