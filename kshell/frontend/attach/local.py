"""Windows of ``kshell attach``: they come over a socket that only its owner can open, and speak in messages."""

import asyncio
import os
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from kshell.frontend.attach.door import Door
from kshell.frontend.attach.place import listen, path
from kshell.frontend.attach.remote import MOST_UNSENT, PATIENCE_SECONDS, Remote, Wire
from kshell.frontend.attach.wire import Hello, Messages, WireError, message, read_hello, read_size

READ_SIZE = 1 << 14


@asynccontextmanager
async def open_locally(door: Door, place: Path) -> AsyncIterator[None]:
    """Let windows come in while this lasts; Unsafe, OSError."""

    async def opened(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        incoming = Incoming(reader)
        try:
            remote = LocalRemote(await incoming.hello(), SocketWire(writer))
        except (OSError, TimeoutError, WireError):
            writer.close()
            return
        hearing = asyncio.ensure_future(_hear(remote, incoming))
        try:
            await door.serve(remote)
        finally:
            hearing.cancel()

    server = await asyncio.start_unix_server(opened, sock=listen(place))
    try:
        yield
    finally:
        server.close()
        path(place, os.getpid()).unlink(missing_ok=True)


class Incoming:
    """The messages of a window, one after the other."""

    def __init__(self, reader: asyncio.StreamReader) -> None:
        self._reader = reader
        self._messages = Messages()
        self._waiting: deque[tuple[bytes, bytes]] = deque()

    async def next(self) -> tuple[bytes, bytes] | None:
        """The next one, or None at the end; WireError, OSError."""
        while not self._waiting:
            data = await self._reader.read(READ_SIZE)
            if not data:
                return None
            self._waiting += self._messages.feed(data)
        return self._waiting.popleft()

    async def hello(self) -> Hello:
        """The first one; WireError, OSError, TimeoutError."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            first = await self.next()
        if first is None or first[0] != b"H":
            raise WireError("no greeting")
        return read_hello(first[1])


class SocketWire(Wire):
    """Sends messages to kshell attach."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        super().__init__()
        self._writer = writer
        self._catching_up: asyncio.Task[None] | None = None
        writer.transport.set_write_buffer_limits(high=MOST_UNSENT)

    @property
    def behind(self) -> bool:
        """Whether the window has not read what was sent."""
        return self._writer.transport.get_write_buffer_size() > MOST_UNSENT

    def write(self, text: str) -> None:
        if self._catching_up is not None or self._writer.is_closing():
            return
        self._writer.write(message(b"T", text.encode("utf-8", "replace")))
        if self.behind:
            self._catching_up = asyncio.ensure_future(self._catch_up())

    async def _catch_up(self) -> None:
        try:
            await self._writer.drain()
        except OSError:
            return  # the window is gone, which whoever reads from it sees
        self._catching_up = None
        self.caught_up()

    def stop(self) -> None:
        """Let the window stop as a job of its host's shell."""
        self._writer.write(message(b"Z"))

    async def end(self, status: int, why: str) -> None:
        if self._catching_up is not None:
            self._catching_up.cancel()
        try:
            self._writer.write(message(b"E", bytes([status]) + why.encode()))
            self._writer.close()
            await asyncio.wait_for(self._writer.wait_closed(), PATIENCE_SECONDS)
        except (OSError, TimeoutError):
            self._writer.transport.abort()


class LocalRemote(Remote):
    """A terminal of this computer."""

    wire: SocketWire

    def stop(self) -> None:
        self.wire.stop()


async def _hear(remote: Remote, incoming: Incoming) -> None:
    """Hand on what comes from the window."""
    try:
        while (each := await incoming.next()) is not None:
            kind, payload = each
            if kind == b"K":
                remote.keyboard.feed(payload)
            elif kind == b"S":
                remote.resize(*read_size(payload))
            elif kind == b"C":
                remote.redraw()
    except (OSError, WireError):
        pass  # as good as gone
    except Exception as error:
        if remote.window is not None:
            remote.window.fail(error)
    remote.hang_up()
