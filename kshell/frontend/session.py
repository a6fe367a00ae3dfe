"""An interactive session: one person in front of a machine's terminals, in the host's own terminal."""

import asyncio
from functools import partial

from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition, is_done
from prompt_toolkit.formatted_text import ANSI, AnyFormattedText
from prompt_toolkit.input import Input
from prompt_toolkit.layout import ConditionalContainer, HSplit, Layout, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.layout.processors import BeforeInput
from prompt_toolkit.output import Output
from prompt_toolkit.styles import Style

from kshell.frontend.console import Console
from kshell.frontend.keys import bindings
from kshell.frontend.look import Look
from kshell.frontend.printer import Printer
from kshell.frontend.pump import Pump
from kshell.frontend.toolbar import toolbar
from kshell.frontend.typeset import typeset

ROWS_FOR_TOOLBAR = 4
ESCAPE_SECONDS = 0.05
STYLE = Style.from_dict({"toolbar": "reverse", "toolbar.hung": "reverse bold"})


class Session:
    """Shows one terminal of a machine at a time."""

    def __init__(
        self, pump: Pump, look: Look | None = None, input: Input | None = None, output: Output | None = None
    ) -> None:
        self.pump = pump
        self.machine = pump.machine
        self.look = look or Look()
        self.consoles: dict[int, Console] = {}
        self.shown = 1
        self._line = BufferControl(self._open(1).buffer, input_processors=[BeforeInput(self._before)])
        self.app: Application[None] = Application(
            layout=Layout(self._layout()), key_bindings=bindings(self), style=STYLE, input=input, output=output
        )
        self.app.ttimeoutlen = self.app.timeoutlen = ESCAPE_SECONDS
        self.printer = Printer(self.app)
        self._size = self.app.output.get_size()
        self.app.before_render += self._fit
        self._toolbar_was: object = None
        pump.watchers.append(self.refresh)

    def _open(self, number: int) -> Console:
        if number not in self.consoles:
            screen = self.pump.open(number)
            self.consoles[number] = Console(self.machine.terminals[number], screen)
        return self.consoles[number]

    def _layout(self) -> HSplit:
        bar = Condition(lambda: not self.look.bare and self._size.rows >= ROWS_FOR_TOOLBAR) & ~is_done
        return HSplit(
            [
                ConditionalContainer(
                    Window(self._line, wrap_lines=True, dont_extend_height=True, height=Dimension(min=1)), ~is_done
                ),
                ConditionalContainer(Window(), filter=bar),
                ConditionalContainer(
                    Window(FormattedTextControl(partial(toolbar, self)), height=1, style="class:toolbar"), filter=bar
                ),
            ]
        )

    # -- what is shown

    @property
    def console(self) -> Console:
        """The terminal that is shown."""
        return self.consoles[self.shown]

    @property
    def at_prompt(self) -> bool:
        """Whether the person edits a line now; else keys go to the machine."""
        return self.console.at_prompt and not self.machine.dead

    def _before(self) -> AnyFormattedText:
        return ANSI(typeset(self.console.prompt))

    def refresh(self) -> None:
        """Show what is new."""
        if not self.app.is_running:
            return
        console = self.console
        console.sync()
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

    def switch(self, number: int) -> None:
        """Show another terminal, with the lines that it showed last."""
        if number == self.shown:
            return
        self.shown = number
        self._line.buffer = self._open(number).buffer
        self.tell_size()
        self._repaint()

    # -- keys

    def press(self, text: str) -> None:
        """Keys for the machine. A dead machine is switched on again by Enter."""
        if self.machine.dead:
            if text == "\n":
                self.machine.reboot()
            elif text == "\x04":
                self.leave()
        else:
            self.console.terminal.type(text)
        self.pump.wake()

    def enter(self) -> None:
        """The line at the prompt is finished."""
        self.console.enter()
        self.pump.wake()

    def interrupt(self) -> None:
        """^C"""
        if not self.machine.dead:
            self.console.interrupt()
        self.pump.wake()

    def end_of_file(self) -> None:
        """^D on an empty line."""
        self.console.end_of_file()
        self.pump.wake()

    def wipe(self) -> None:
        """^L: the prompt goes to the top; what is above can still be scrolled to."""
        self.console.take_new()
        self.printer.start()

    def leave(self) -> None:
        """End the session; the machine is gone."""
        if self.app.is_running and not self.app.is_done:
            self.app.exit()

    def _over(self) -> bool:
        """Whether the person has logged out of the first terminal, or switched the machine off."""
        if self.machine.dead in ("halt", "poweroff"):
            return True
        for number, console in self.consoles.items():
            if number > 1 and console.terminal.logouts:
                console.terminal.logouts = 0
                if number == self.shown:
                    self.switch(1)
        return self.machine.terminals[1].logouts > 0

    # -- running

    async def run(self) -> None:
        """Run the session until the person leaves."""
        pump = asyncio.ensure_future(self.pump.run())
        pump.add_done_callback(self._pump_ended)
        try:
            await self.app.run_async(pre_run=self._begin, set_exception_handler=False)
        finally:
            pump.cancel()

    def _begin(self) -> None:
        self.tell_size()
        self.printer.start()
        asyncio.get_running_loop().set_exception_handler(self._failed)

    def _failed(self, loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        """A bug must end the session with its terminal restored, not freeze it."""
        error = context.get("exception")
        if isinstance(error, BaseException) and self.app.is_running and not self.app.is_done:
            self.app.exit(exception=error)

    def _pump_ended(self, pump: "asyncio.Task[None]") -> None:
        if not pump.cancelled() and (error := pump.exception()) is not None:
            self._failed(asyncio.get_running_loop(), {"exception": error})
