"""An interactive session: one machine, its terminals, and the person in front of them."""

import asyncio
from functools import partial

from prompt_toolkit.application import Application
from prompt_toolkit.application.run_in_terminal import run_in_terminal
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.formatted_text import ANSI, AnyFormattedText
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import Input
from prompt_toolkit.layout import HSplit, Layout, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.layout.processors import BeforeInput
from prompt_toolkit.output import Output
from prompt_toolkit.styles import Style

from kshell.frontend.keys import bindings
from kshell.frontend.pacer import Pacer
from kshell.frontend.screen import Screen
from kshell.frontend.toolbar import toolbar
from kshell.machine import Machine, Terminal

TICK_SECONDS = 0.03
BUSY_SECONDS = 0.001
STYLE = Style.from_dict({"toolbar": "reverse", "toolbar.hung": "reverse bold"})


class Session:
    """Shows one terminal of a machine at a time, in the host's own terminal."""

    def __init__(self, machine: Machine, input: Input | None = None, output: Output | None = None) -> None:
        self.machine = machine
        self.shown = 1
        self._screens: dict[int, Screen] = {}
        self._changed = asyncio.Event()
        self._pacer = Pacer(machine)
        for number in (1, 2):
            self._open(number)
        self.buffer = Buffer(multiline=False, history=InMemoryHistory())
        self.app: Application[None] = Application(
            layout=Layout(self._layout()), key_bindings=bindings(self), style=STYLE, input=input, output=output
        )
        self.app.ttimeoutlen = 0.05
        self.app.timeoutlen = 0.05

    def _open(self, number: int) -> None:
        screen = self._screens[number] = Screen()
        self.machine.terminal(number).listener = screen.show

    def _layout(self) -> HSplit:
        line = BufferControl(self.buffer, input_processors=[BeforeInput(self._before)])
        return HSplit(
            [
                Window(line, wrap_lines=True, dont_extend_height=True, height=Dimension(min=1)),
                Window(
                    FormattedTextControl(lambda: toolbar(self.machine, self.shown)), height=1, style="class:toolbar"
                ),
            ]
        )

    # -- what is shown

    @property
    def terminal(self) -> Terminal:
        """The terminal that is shown."""
        return self.machine.terminals[self.shown]

    @property
    def at_prompt(self) -> bool:
        """Whether the person edits a line now; else keys go to the machine."""
        return self.terminal.prompt is not None and not self.machine.dead

    def _before(self) -> AnyFormattedText:
        return ANSI(self._screens[self.shown].partial + (self.terminal.prompt or ""))

    async def _flush(self) -> None:
        """Print the lines that are finished above the one being written."""
        for number, screen in self._screens.items():
            cleared, screen.cleared = screen.cleared, False
            lines = screen.take_new()
            if number == self.shown and (lines or cleared):
                await run_in_terminal(partial(self._print, lines, cleared))

    def _print(self, lines: list[str], clear: bool) -> None:
        output = self.app.output
        if clear:
            output.erase_screen()
            output.cursor_goto(0, 0)
        for line in lines:
            output.write_raw(line.replace("\r", "") + "\r\n")
        output.flush()

    def switch(self, number: int) -> None:
        """Show another terminal, with the lines that it showed last."""
        if number == self.shown:
            return
        self.shown = number
        self.buffer.reset()
        screen = self._screens[number]
        screen.take_new()
        rows = self.app.output.get_size().rows - 3
        self.app.create_background_task(self._repaint(screen.tail(rows)))

    async def _repaint(self, lines: list[str]) -> None:
        await run_in_terminal(partial(self._print, lines, True))

    # -- keys

    def press(self, text: str) -> None:
        """Keys for the machine. A dead machine is switched on again by Enter."""
        if self.machine.dead:
            if text == "\n":
                self.machine.reboot()
            elif text == "\x04":
                self.leave()
        else:
            self.terminal.type(text)
        self._changed.set()

    def enter(self) -> None:
        """The line at the prompt is finished."""
        text = self.buffer.text
        if text.strip():
            self.buffer.append_to_history()
        self._screens[self.shown].show((self.terminal.prompt or "") + text + "\n")
        self.buffer.reset()
        first, *more = text.split("\n")
        self.terminal.type_line(first)
        for line in more:
            self.terminal.type(line + "\n")
        self._changed.set()

    def interrupt(self) -> None:
        """^C: the line is given up, or the command gets SIGINT."""
        if self.at_prompt:
            self._screens[self.shown].show((self.terminal.prompt or "") + self.buffer.text)
            self.buffer.reset()
        self.press("\x03")

    def end_of_file(self) -> None:
        """^D on an empty line."""
        self._screens[self.shown].show(self.terminal.prompt or "")
        self.press("\x04")

    def leave(self) -> None:
        """End the session; the machine is gone."""
        if self.app.is_running:
            self.app.exit()

    # -- running

    async def run(self) -> None:
        """Run the session until the person leaves."""
        pump = asyncio.ensure_future(self._pump())
        pump.add_done_callback(self._pump_ended)
        try:
            await self.app.run_async()
        finally:
            pump.cancel()

    def _pump_ended(self, pump: "asyncio.Task[None]") -> None:
        """A bug in what the pump runs must end the session, not freeze it."""
        if not pump.cancelled() and (error := pump.exception()) is not None and self.app.is_running:
            self.app.exit(exception=error)

    async def _pump(self) -> None:
        while True:
            size = self.app.output.get_size()
            for terminal in self.machine.terminals.values():
                if (terminal.rows, terminal.columns) != (size.rows, size.columns):
                    terminal.resize(size.rows, size.columns)
            idle = self._pacer.run()
            await self._flush()
            self.app.invalidate()
            if self._over():
                self.leave()
                return
            self._changed.clear()
            try:
                await asyncio.wait_for(self._changed.wait(), TICK_SECONDS if idle else BUSY_SECONDS)
            except TimeoutError:
                continue

    def _over(self) -> bool:
        """Whether the person has logged out of the first terminal, or switched the machine off."""
        if self.machine.dead in ("halt", "poweroff"):
            return True
        if self.machine.terminals[2].logouts and self.shown == 2:
            self.machine.terminals[2].logouts = 0
            self.switch(1)
        return self.machine.terminals[1].logouts > 0
