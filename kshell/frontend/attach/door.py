"""Has a session for each window that is attached to a machine, however it comes."""

import asyncio

from prompt_toolkit.application import create_app_session

from kshell.frontend.attach.remote import Remote, RemoteHost
from kshell.frontend.attach.watch import Watch, picture
from kshell.frontend.look import Look
from kshell.frontend.session import Session
from kshell.frontend.toolbar import doing, minutes
from kshell.machine import NSEC_PER_SEC

FIRST, LAST = 7, 63
PATIENCE_SECONDS = 5.0
ENDED, FULL, INTERNAL = 1, 1, 70
GONE = "kshell attach: the session that this window belonged to has ended"


class Door:
    """Has a session for each window that is attached; machine and terminals are those of the main session."""

    def __init__(self, main: Session) -> None:
        self._main = main
        self._closing = False
        self._windows: dict[asyncio.Task[None], Session | Watch] = {}

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
        if self._closing or self._main.machine.dead in ("halt", "poweroff"):
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
        task, number = asyncio.current_task(), self._free()
        if task is None or not number:
            return FULL, f"kshell attach: tty{FIRST} to tty{LAST} are all taken"
        with create_app_session(input=remote.keyboard, output=remote.output):
            window = remote.window = self._windows[task] = self._window(remote, number)
            try:
                return await window.show(signals=False), ""
            except Exception as error:  # a bug of kshell's own costs this window only
                return INTERNAL, f"kshell attach: internal error: {type(error).__name__}: {error}".split("\n")[0]
            finally:
                if isinstance(window, Session):
                    window.consoles[number].forget_logout()

    def _free(self) -> int:
        """The first terminal that no window has at home; what runs there was left by one that has gone."""
        taken = {window.home for window in self._windows.values() if isinstance(window, Session)}
        return next((number for number in range(FIRST, LAST + 1) if number not in taken), 0)

    def _window(self, remote: Remote, number: int) -> Session | Watch:
        main, hello = self._main, remote.hello
        host = RemoteHost(remote, main.app._on_resize)
        if hello.ask == "watch":
            return Watch(lambda rows: picture(main, rows), host, remote.keyboard, remote.output)
        look = Look(colour=hello.colour, bare=hello.plain)
        session = Session(
            main.pump, look, remote.keyboard, remote.output, past=main.past, home=number, host=lambda app: host
        )
        session.app.editing_mode, session.app.style = main.app.editing_mode, main.app.style
        return session

    def _summary(self) -> str:
        """What goes on here, in a line."""
        machine = self._main.machine
        seconds, count = machine.now // NSEC_PER_SEC, len(self._windows)
        said = doing(machine.terminals[1], machine.now)[0] if not machine.dead else machine.dead
        return f"up {minutes(seconds)}, {count} more {'window' if count == 1 else 'windows'}, tty1 {said}"
