"""An interactive session: one person in front of a machine's terminals, in the host's own terminal."""

import asyncio
from collections.abc import Callable
from functools import partial

from prompt_toolkit.application import Application
from prompt_toolkit.data_structures import Point
from prompt_toolkit.filters import Condition, is_done
from prompt_toolkit.formatted_text import (
    ANSI,
    AnyFormattedText,
    StyleAndTextTuples,
    fragment_list_to_text,
    to_formatted_text,
)
from prompt_toolkit.input import Input
from prompt_toolkit.layout import ConditionalContainer, HSplit, Layout, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl, UIControl
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.layout.processors import BeforeInput
from prompt_toolkit.output import Output
from prompt_toolkit.styles import Style

from kshell.frontend.console import Console
from kshell.frontend.host import HANGUP_STATUS, Host
from kshell.frontend.keys import bindings
from kshell.frontend.look import Look
from kshell.frontend.printer import Printer
from kshell.frontend.pump import Pump
from kshell.frontend.toolbar import menu, toolbar
from kshell.frontend.typeset import typeset

ROWS_FOR_TOOLBAR = 4
ESCAPE_SECONDS = 0.05
STYLE = Style.from_dict(
    {
        "toolbar": "reverse",
        "toolbar.shown": "bold",
        "toolbar.hung": "noreverse bg:ansired fg:ansiwhite bold",
        "toolbar.time": "noreverse bg:ansiyellow fg:ansiblack",
        "toolbar.key": "bold",
    }
)


class Session:
    """Shows one terminal of a machine at a time."""

    def __init__(
        self, pump: Pump, look: Look | None = None, input: Input | None = None, output: Output | None = None
    ) -> None:
        self.pump: Pump = pump
        self.machine = pump.machine
        self.look = look or Look()
        self.consoles: dict[int, Console] = {}
        self.shown: int = 1
        self.before: int = 1
        self.menu_open = False
        self._line = BufferControl(self._open(1).buffer, input_processors=[BeforeInput(self._prompt)])
        self._machine_line = FormattedTextControl(
            self._partial, focusable=True, show_cursor=True, get_cursor_position=self._partial_end
        )
        self.app: Application[None] = Application(
            layout=Layout(self._layout()), key_bindings=bindings(self), style=STYLE, input=input, output=output
        )
        self.app.ttimeoutlen = self.app.timeoutlen = ESCAPE_SECONDS
        self.printer = Printer(self.app)
        self._size = self.app.output.get_size()
        self.app.before_render += self._fit
        self.host: Host = Host(self.app, self.leave, self._resumed)
        self.status = 0
        self._toolbar_was: object = None
        pump.watchers.append(self.refresh)

    def _open(self, number: int) -> Console:
        if number not in self.consoles:
            screen = self.pump.open(number)
            self.consoles[number] = Console(self.machine.terminals[number], screen)
        return self.consoles[number]

    def _layout(self) -> HSplit:
        bar = Condition(lambda: not self.look.bare and self._size.rows >= ROWS_FOR_TOOLBAR) & ~is_done
        at_prompt = Condition(lambda: self.at_prompt)
        return HSplit(
            [
                ConditionalContainer(_growing(self._line), at_prompt & ~is_done),
                ConditionalContainer(_growing(self._machine_line), ~at_prompt & ~is_done),
                ConditionalContainer(Window(), bar),
                ConditionalContainer(_bar(partial(menu, self), wrap=True), bar & Condition(lambda: self.menu_open)),
                ConditionalContainer(_bar(partial(toolbar, self)), bar),
            ]
        )

    # -- what is shown

    @property
    def columns(self) -> int:
        """How wide the window is."""
        return self._size.columns

    @property
    def console(self) -> Console:
        """The terminal that is shown."""
        return self.consoles[self.shown]

    @property
    def at_prompt(self) -> bool:
        """Whether the person edits a line now; else keys go to the machine."""
        return self.console.at_prompt and not self.machine.dead

    def _prompt(self) -> AnyFormattedText:
        return ANSI(typeset(self.console.prompt))

    def _partial(self) -> AnyFormattedText:
        """The line that the machine has not finished, with room for the cursor behind it."""
        return ANSI(typeset(self.console.screen.partial) + " ")

    def _partial_end(self) -> Point:
        return Point(len(fragment_list_to_text(to_formatted_text(self._partial()))) - 1, 0)

    def _focus(self) -> None:
        """Keys are edited at a prompt, and else go to the machine."""
        self.app.layout.focus(self._line if self.at_prompt else self._machine_line)

    def refresh(self) -> None:
        """Show what is new."""
        if not self.app.is_running:
            return
        console = self.console
        console.sync()
        self._focus()
        wiped = console.wiped
        lines = [self.look.line(line) for line in console.take_new()]
        if wiped:
            self.printer.repaint(lines)
        elif lines:
            self.printer.print(lines)
        self._refresh_rest()
        if self._over():
            self.leave()

    def _refresh_rest(self) -> None:
        """Draw again if the unfinished line or the toolbar has changed."""
        now = (self.console.prompt, self.console.buffer.text, toolbar(self))
        if now != self._toolbar_was:
            self._toolbar_was = now
            self.app.invalidate()

    def _fit(self, _: object = None) -> None:
        """The window may have another size: tell the machine, and lay out afresh what is seen."""
        size = self.app.output.get_size()
        if size != self._size:
            self._size = size
            self.tell_size()
            self._repaint()

    def tell_size(self) -> None:
        """Let the terminals of the machine have the size of this window."""
        for console in self.consoles.values():
            if (console.terminal.rows, console.terminal.columns) != (self._size.rows, self._size.columns):
                console.terminal.resize(self._size.rows, self._size.columns)
        self.pump.wake()

    def _repaint(self) -> None:
        self.console.take_new()
        self.printer.repaint([self.look.line(line) for line in self.console.screen.tail(self._size.rows)])

    def _resumed(self) -> None:
        """kshell was stopped, and something else has written into the window."""
        self.printer.start()
        self._repaint()

    def switch(self, number: int) -> None:
        """Show another terminal, with the lines that it showed last."""
        if number == self.shown:
            return
        self.before, self.shown = self.shown, number
        self._line.buffer = self._open(number).buffer
        self._focus()
        self.tell_size()
        self._repaint()

    # -- keys

    def press(self, text: str) -> None:
        """Keys for the machine. A dead machine is switched on again by Enter."""
        if not self.machine.dead:
            self.console.terminal.type(text)
        elif text == "\r":
            self.machine.reboot()
        elif text == "\x04":
            self.leave()
        self._typed()

    def enter(self) -> None:
        """The line at the prompt is finished."""
        self.console.enter()
        self._typed()

    def interrupt(self) -> None:
        """^C"""
        if not self.machine.dead:
            self.console.interrupt()
        self._typed()

    def end_of_file(self) -> None:
        """^D on an empty line."""
        self.console.end_of_file()
        self._typed()

    def _typed(self) -> None:
        self.pump.wake()
        self._focus()

    def wipe(self) -> None:
        """^L: the prompt goes to the top; what is above can still be scrolled to."""
        self.console.take_new()
        self.printer.start()

    def leave(self, status: int = 0) -> None:
        """End the session; the machine is gone."""
        if self.app.is_running and not self.app.is_done:
            self.status = status
            self.app.exit()

    def _over(self) -> bool:
        """Whether the person has logged out of the first terminal, or switched the machine off."""
        if self.machine.dead in ("halt", "poweroff"):
            return True
        for number in [n for n, console in self.consoles.items() if n > 1 and console.terminal.logouts]:
            self._close(number)
        return self.machine.terminals[1].logouts > 0

    def _close(self, number: int) -> None:
        """The person has logged out of a terminal: back to the one before."""
        console = self.consoles[number]
        console.terminal.logouts = 0
        console.screen.clear()
        if number == self.shown:
            self.switch(self.before if self.before in self.consoles else 1)
        del self.consoles[number]

    # -- running

    async def run(self) -> int:
        """Run the session until the person leaves; the exit status."""
        pump = asyncio.ensure_future(self.pump.run())
        pump.add_done_callback(self._pump_ended)
        try:
            await self.app.run_async(pre_run=self._begin, set_exception_handler=False)
        except (EOFError, OSError):
            self.status = HANGUP_STATUS  # the window has gone
        finally:
            pump.cancel()
        return self.status

    def _begin(self) -> None:
        self.tell_size()
        self.printer.start()
        self.host.begin()
        asyncio.get_running_loop().set_exception_handler(self._failed)

    def _failed(self, loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        """A bug must end the session with its terminal restored, not freeze it."""
        error = context.get("exception")
        if isinstance(error, BaseException) and self.app.is_running and not self.app.is_done:
            self.app.exit(exception=error)

    def _pump_ended(self, pump: "asyncio.Task[None]") -> None:
        if not pump.cancelled() and (error := pump.exception()) is not None:
            self._failed(asyncio.get_running_loop(), {"exception": error})


def _bar(text: Callable[[], StyleAndTextTuples], *, wrap: bool = False) -> Window:
    """A bar across the window."""
    height = None if wrap else 1
    return Window(FormattedTextControl(text), height, dont_extend_height=True, wrap_lines=wrap, style="class:toolbar")


def _growing(control: UIControl) -> Window:
    """As many rows as its text takes."""
    return Window(control, wrap_lines=True, dont_extend_height=True, height=Dimension(min=1))
