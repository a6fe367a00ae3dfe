"""Lets windows in other terminals of the host attach to the machine of a session."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size

from kshell.frontend.attach.place import Unsafe, folder, listen, path
from kshell.frontend.attach.remote import Incoming, Remote, RemoteHost
from kshell.frontend.attach.watch import Watch, picture
from kshell.frontend.attach.wire import WireError, read_size
from kshell.frontend.look import Look
from kshell.frontend.session import Session
from kshell.frontend.toolbar import doing, minutes
from kshell.machine import NSEC_PER_SEC

FIRST, LAST = 7, 63
PATIENCE_SECONDS = 5.0
ENDED, FULL, INTERNAL = 1, 1, 70
GONE = "kshell attach: the session that this window belonged to has ended"


@asynccontextmanager
async def attachable(session: Session, environment: Mapping[str, str]) -> AsyncIterator[str]:
    """Let windows attach while this lasts; why they cannot, in a line, or nothing. At its end they leave."""
    if sys.platform == "win32":
        yield ""
        return
    place = folder(environment)
    try:
        listener = listen(place)
    except (OSError, Unsafe) as error:
        yield f"kshell: no other window can attach: {error}"
        return
    door = Door(session)
    server = await asyncio.start_unix_server(door.opened, sock=listener)
    try:
        yield ""
    finally:
        server.close()
        path(place, os.getpid()).unlink(missing_ok=True)
        await door.close()


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

    async def opened(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Somebody has connected: serve the window until it ends."""
        incoming = Incoming(reader)
        try:
            remote = Remote(await incoming.hello(), writer)
        except (OSError, TimeoutError, WireError):
            writer.close()
            return
        status, why = await self._serve(remote, incoming)
        if self._closing or self._main.machine.dead in ("halt", "poweroff"):
            status, why = ENDED, GONE
        await remote.wire.end(status, why)
        if task := asyncio.current_task():
            self._windows.pop(task, None)

    async def _serve(self, remote: Remote, incoming: Incoming) -> tuple[int, str]:
        """Do what a window asks for: its exit status, and why it ends."""
        if remote.hello.ask == "list":
            return 0, self._summary()
        task, number = asyncio.current_task(), self._free()
        if task is None or not number:
            return FULL, f"kshell attach: tty{FIRST} to tty{LAST} are all taken"
        with create_app_session(input=remote.keyboard, output=remote.output):
            window = self._windows[task] = self._window(remote, number)
            remote.wire.caught_up = window.redraw
            keys = asyncio.ensure_future(_listen(remote, window, incoming))
            try:
                return await window.show(signals=False), ""
            except Exception as error:  # a bug of kshell's own costs this window only
                return INTERNAL, f"kshell attach: internal error: {type(error).__name__}: {error}".split("\n")[0]
            finally:
                keys.cancel()
                if isinstance(window, Session):
                    window.consoles[number].forget_logout()

    def _free(self) -> int:
        """The first terminal that no window has at home; what runs there was left by one that has gone."""
        taken = {window.home for window in self._windows.values() if isinstance(window, Session)}
        return next((number for number in range(FIRST, LAST + 1) if number not in taken), 0)

    def _window(self, remote: Remote, number: int) -> Session | Watch:
        main, hello = self._main, remote.hello
        host = RemoteHost(remote.wire, main.app._on_resize)
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


async def _listen(remote: Remote, window: Session | Watch, incoming: Incoming) -> None:
    """Hand on what comes from the window."""
    try:
        while (each := await incoming.next()) is not None:
            kind, payload = each
            if kind == b"K":
                remote.keyboard.feed(payload)
            elif kind == b"S":
                remote.size = Size(*read_size(payload))
                window.app._on_resize()
            elif kind == b"C":
                window.redraw()
    except (OSError, WireError):
        pass  # as good as gone
    except Exception as error:
        window.fail(error)
    remote.keyboard.close()
