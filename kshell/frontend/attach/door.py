"""Has a session for each window that is attached to a machine, however it comes."""

import asyncio

from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size

from kshell.frontend.attach.remote import Remote, RemoteHost
from kshell.frontend.attach.watch import Picture, Watch, picture
from kshell.frontend.look import Look
from kshell.frontend.session import Session
from kshell.frontend.toolbar import doing, minutes
from kshell.machine import NSEC_PER_SEC

FIRST, LAST = 7, 63
PATIENCE_SECONDS = 5.0
ENDED, FULL, INTERNAL = 1, 1, 70
GONE = "kshell attach: the session that this window belonged to has ended"


class Door:
    """Has a session for each window that is attached; machine and terminals are those of the main session.

    ``says`` is what the person there should know, in lines.
    """

    _main: Session

    def __init__(self) -> None:
        self.says: list[str] = []
        self._closing = False
        self._windows: dict[asyncio.Task[None], Session | Watch] = {}

    def move(self, main: Session) -> None:
        """Another session is the main one from now on; windows with terminals on the machine of the last one leave."""
        self._main = main
        for window in self._windows.values():
            if isinstance(window, Session):
                window.leave(ENDED)

    async def close(self) -> None:
        """The machine is going: tell all windows, and wait a little until they have heard it."""
        self._closing = True
        for window in self._windows.values():
            window.leave(ENDED)
        if self._windows:
            await asyncio.wait(list(self._windows), timeout=PATIENCE_SECONDS)

    async def serve(self, remote: Remote) -> None:
        """Show a window until it ends, and say goodbye to it."""
        status, why = (ENDED, GONE) if self._closing else await self._show(remote)
        if self._closing or (self._main.player is None and self._main.machine.dead in ("halt", "poweroff")):
            status, why = ENDED, GONE
        try:
            await remote.wire.end(status, why)
        finally:
            if task := asyncio.current_task():
                self._windows.pop(task, None)

    async def _show(self, remote: Remote) -> tuple[int, str]:
        """Do what a window asks for: its exit status, and why it ends."""
        if remote.hello.ask == "list":
            return 0, self._summary()
        if remote.hello.ask == "notes" and self._main.player is None:
            return ENDED, "kshell play: nothing is performed in that kshell: start it with kshell play FILE"
        task, number = asyncio.current_task(), self._free()
        if task is None or not number:
            return FULL, f"kshell attach: tty{FIRST} to tty{LAST} are all taken"
        with create_app_session(input=remote.keyboard, output=remote.output):
            window = remote.window = self._windows[task] = self._window(remote, number)
            pacer, at_work = self._main.pump.pacer, isinstance(window, Session)
            pacer.guests += at_work
            try:
                status = await window.show(signals=False)
                moved = isinstance(window, Session) and window.machine is not self._main.machine
                return (ENDED, GONE) if moved else (status, "")
            except Exception as error:  # a bug of kshell's own costs this window only
                return INTERNAL, f"kshell attach: internal error: {type(error).__name__}: {error}".split("\n")[0]
            finally:
                pacer.guests -= at_work
                if isinstance(window, Session):
                    window.consoles[number].forget_logout()

    def _free(self) -> int:
        """The first terminal that no window has at home; what runs there was left by one that has gone."""
        taken = {window.home for window in self._windows.values() if isinstance(window, Session)}
        return next((number for number in range(FIRST, LAST + 1) if number not in taken), 0)

    def _window(self, remote: Remote, number: int) -> Session | Watch:
        main, hello = self._main, remote.hello
        host = RemoteHost(remote, lambda: self._main.app._on_resize())
        if hello.ask == "watch":
            return Watch(lambda size: picture(self._main, size), host, remote.keyboard, remote.output)
        if hello.ask == "notes" and main.player is not None:
            main.player.show.notes_shown = False  # they are read there from now on
            main.app.invalidate()
            return Watch(self._notes, host, remote.keyboard, remote.output, "notes", cursor=False)
        look = Look(colour=hello.colour, bare=hello.plain)
        session = Session(
            main.pump, look, remote.keyboard, remote.output, past=main.past, home=number, host=lambda app: host
        )
        session.app.editing_mode, session.app.style = main.app.editing_mode, main.app.style
        return session

    def _notes(self, size: Size) -> Picture:
        from kshell.frontend.play.notes import notes  # noqa: PLC0415  # only a play has them

        player = self._main.player
        return notes(player, size) if player is not None else Picture([], "", blocked=False)

    def _summary(self) -> str:
        """What goes on here, in a line."""
        machine = self._main.machine
        seconds, count = machine.now // NSEC_PER_SEC, len(self._windows)
        said = doing(machine.terminals[1], machine.now)[0] if not machine.dead else machine.dead
        plays = f", plays {player.show.transcript.file}" if (player := self._main.player) is not None else ""
        return f"up {minutes(seconds)}, {count} more {'window' if count == 1 else 'windows'}, tty1 {said}{plays}"
