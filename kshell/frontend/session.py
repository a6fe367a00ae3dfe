"""An interactive session: one person in front of a machine's terminals, in one window of the host."""

import asyncio
from collections.abc import Callable
from contextvars import copy_context
from typing import TYPE_CHECKING

from prompt_toolkit.application import Application
from prompt_toolkit.input import Input
from prompt_toolkit.layout import DynamicContainer, HSplit, Layout
from prompt_toolkit.output import Output
from prompt_toolkit.search import accept_search

from kshell.frontend.audience import Audience
from kshell.frontend.bars import STYLE, bars
from kshell.frontend.console import Console
from kshell.frontend.edit import FileEditor
from kshell.frontend.editor import Editor
from kshell.frontend.history import Past
from kshell.frontend.host import HANGUP_STATUS, Host, JobControl
from kshell.frontend.keys import bindings
from kshell.frontend.look import Look
from kshell.frontend.pump import Pump
from kshell.frontend.toolbar import toolbar
from kshell.frontend.views.choice import Choice
from kshell.frontend.window import HostWindow
from kshell.machine.changes import Changes

if TYPE_CHECKING:
    from kshell.frontend.play.player import Player

ESCAPE_SECONDS = 0.05


class Session:
    """Shows one terminal of a machine at a time, and takes the keys for it.

    ``consoles`` are the terminals that this person has opened; ``shown`` is the number of the one in the window.
    ``home`` is the one that it begins with: logging out there ends the session. Several sessions can share a pump, with
    its machine; the one that runs it is the main one. ``host`` makes what sees to the window's job control.
    """

    def __init__(
        self,
        pump: Pump,
        look: Look | None = None,
        input: Input | None = None,
        output: Output | None = None,
        past: Past | None = None,
        audience: Audience | None = None,
        home: int = 1,
        host: Callable[[Application[None]], JobControl] | None = None,
    ) -> None:
        self.pump: Pump = pump
        self.machine = pump.machine
        self.look = look or Look()
        self.past = past or Past()
        self.consoles: dict[int, Console] = {}
        self.home: int = home
        self.shown: int = home
        self.before: int = home
        self.menu_open = False
        self.menu_find: str | None = None
        self.note = ""
        self.audience = audience
        self.player: Player | None = None
        self.status = 0
        self.editor = Editor(self, self._open(home).buffer)
        self.views: Choice = Choice(self, self.editor)
        root = HSplit([DynamicContainer(lambda: self.window.view.container), *bars(self)])
        self.app: Application[None] = Application(key_bindings=bindings(self), style=STYLE, input=input, output=output)
        self.window: HostWindow = HostWindow(self, self.app, self.views.lines)
        self.app.layout = Layout(root)
        self.app.key_processor.before_key_press += self._forget_note
        self.app.ttimeoutlen = self.app.timeoutlen = ESCAPE_SECONDS
        self.files = FileEditor(self)
        self.changes = Changes(self.machine)
        self.host: JobControl = host(self.app) if host is not None else Host(self.app, self.leave, self.window.resume)

    # -- what is shown

    def _open(self, number: int) -> Console:
        if number not in self.consoles:
            screen = self.pump.open(number)
            self.consoles[number] = Console(self.machine.terminals[number], screen, self.past)
        return self.consoles[number]

    @property
    def console(self) -> Console:
        """The terminal that is shown."""
        return self.consoles[self.shown]

    @property
    def at_prompt(self) -> bool:
        """Whether the person edits a line now; else keys go to the machine."""
        return self.console.at_prompt and not self.machine.dead

    def refresh(self) -> None:
        """Show what is new, unless another program has the window."""
        self.files.attend()
        if not self.app.is_running or self.app.is_done or self.files.open:
            return
        self.sync()
        keys = tuple(self.audience.keys) if self.audience is not None else ()
        self.window.refresh((toolbar(self), self.window.view.state(), keys))
        if self._over():
            self.leave(self.machine.terminals[self.home].logout_status)

    def sync(self) -> None:
        """The machine may have come to a prompt, or a program has begun or ceased to paint."""
        self.console.sync()
        view = self.views.view
        if view is not self.window.view:
            self.window.change(view)
        self.app.layout.focus(view.focus)

    def switch(self, number: int) -> None:
        """Show another terminal, with the lines that it showed last."""
        if number == self.shown:
            return
        self.views.back()
        self.before, self.shown = self.shown, number
        self.editor.edit(self._open(number).buffer)
        self.window.tell_size()
        self.sync()
        if not self.window.view.full_screen:
            self.window.repaint()

    def explain(self) -> None:
        """Say why the command in this terminal does not come back, or else one that hangs in another."""
        others = [self.consoles[number] for number in sorted(self.consoles)]
        reasons = (console.terminal.why for console in [self.console, *others])
        self.note = "\n".join(next(filter(None, reasons), ["Nothing keeps a terminal from its prompt."]))

    def _advise(self, number: int, text: str) -> None:
        """What may help with what was done at a terminal; what is bare shows what Linux shows, and no more."""
        if number == self.shown and not self.look.bare:
            self.note = text

    def find_in_menu(self) -> None:
        """Let the menu be narrowed down by what is typed."""
        self.menu_open, self.menu_find = True, ""

    def close_menu(self) -> None:
        """The menu goes."""
        self.menu_open, self.menu_find = False, None

    def _forget_note(self, _: object) -> None:
        self.note = ""

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
        """The line at the prompt is finished; if one was looked for, the one that was found."""
        if self.editor.searching:
            accept_search()
        if self.audience is not None:
            self.audience.entered(self.shown, self.console.buffer.text)
        self.files.serve(self.console.terminal)
        self.console.enter()
        self.app.vi_state.reset()  # with vi's keys a line begins in insert mode
        self._typed()

    def interrupt(self) -> None:
        """^C"""
        if self.files.open:
            return  # it is meant for the editor
        if not self.machine.dead:
            self.console.interrupt()
            self.app.vi_state.reset()
        self._typed()

    def end_of_file(self) -> None:
        """^D on an empty line."""
        self.console.end_of_file()
        self._typed()

    def _typed(self) -> None:
        if self.player is not None:
            self.player.has_typed()
        self.pump.wake()
        self.sync()

    def wipe(self) -> None:
        """^L: the prompt goes to the top; what is above can still be scrolled to."""
        self.console.take_new()
        self.window.begin()

    # -- the end

    def leave(self, status: int = 0) -> None:
        """End the session; the machine is gone."""
        if self.app.is_running and not self.app.is_done:
            self.status = status
            self.window.change(self.views.lines)
            self.app.exit()

    def _over(self) -> bool:
        """Whether the person has logged out of the terminal at home, or switched the machine off."""
        performing = self.player is not None and self.player.keeps_on()
        if self.machine.dead in ("halt", "poweroff"):
            return not performing
        for number in [
            n for n, console in self.consoles.items() if n not in (1, self.home) and console.terminal.logouts
        ]:
            self._close(number)
        home = self.machine.terminals[self.home]
        if performing:
            home.logouts = 0
        return home.logouts > 0

    def _close(self, number: int) -> None:
        """The person has logged out of a terminal: back to the one before."""
        console = self.consoles[number]
        console.forget_logout()
        if number == self.shown:
            self.switch(self.before if self.before in self.consoles else self.home)
        del self.consoles[number]

    # -- running

    async def run(self) -> int:
        """Run the machine, and show it until the person leaves; the exit status."""
        pump = asyncio.ensure_future(self.pump.run())
        pump.add_done_callback(self._pump_ended)
        asyncio.get_running_loop().set_exception_handler(lambda _, context: self.fail(context.get("exception")))
        try:
            return await self.show()
        finally:
            pump.cancel()

    async def show(self, *, signals: bool = True) -> int:
        """Show the machine, which somebody runs, until the person leaves; the exit status.

        ``signals`` tells whether the host's SIGINT is meant for this window.
        """
        context = copy_context()

        def watcher() -> None:
            context.run(self._watch)

        self.pump.watchers.append(watcher)
        self.machine.advise.append(self._advise)
        try:
            await self.app.run_async(pre_run=self._begin, set_exception_handler=False, handle_sigint=signals)
        except (EOFError, OSError):
            self.status = HANGUP_STATUS  # the window has gone
        finally:
            self.pump.watchers.remove(watcher)
            self.machine.advise.remove(self._advise)
        return self.status

    def _begin(self) -> None:
        self.window.tell_size()
        self.window.begin()
        if self.console.screen.count:
            self.window.repaint()
        self.sync()  # a command may run here already, and keys that come now are its own
        self.host.begin()

    def _watch(self) -> None:
        try:
            self.refresh()
        except Exception as error:  # the other windows go on
            self.fail(error)

    def redraw(self) -> None:
        """Whatever the window shows now, show what it should."""
        self.app.renderer.reset()
        if self.window.view.full_screen:
            self.app.invalidate()
        else:
            self.window.repaint()

    def fail(self, error: object) -> None:
        """A bug must end the session with its terminal restored, not freeze it."""
        if isinstance(error, BaseException) and self.app.is_running and not self.app.is_done:
            self.app.exit(exception=error)

    def _pump_ended(self, pump: "asyncio.Task[None]") -> None:
        if not pump.cancelled():
            self.fail(pump.exception())
