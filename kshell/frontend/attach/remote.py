"""A window of another terminal, as prompt_toolkit sees it: its keyboard, its screen, its job control."""

import asyncio
import signal
from codecs import getincrementaldecoder
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TextIO, cast

from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import Input
from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.output import ColorDepth

from kshell.frontend.attach.wire import Hello, Messages, WireError, bounded, message, read_hello
from kshell.frontend.output import FrameOutput

READ_SIZE = 1 << 14
MOST_UNSENT = 1 << 18
PATIENCE_SECONDS = 2.0


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


class Keyboard(Input):
    """Keys that come over the connection."""

    def __init__(self) -> None:
        self._pressed: list[KeyPress] = []
        self._parser = Vt100Parser(self._pressed.append)
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._closed = False
        self._ready: list[Callable[[], None]] = []

    def feed(self, data: bytes) -> None:
        """Keys have come."""
        self._parser.feed(self._decode(data))
        self._tell()

    def close(self) -> None:
        """No more keys will come."""
        self._closed = True
        self._tell()

    def _tell(self) -> None:
        if self._ready:
            self._ready[-1]()

    def read_keys(self) -> list[KeyPress]:
        keys = self._pressed.copy()
        self._pressed.clear()
        return keys

    def flush_keys(self) -> list[KeyPress]:
        self._parser.flush()
        return self.read_keys()

    @property
    def closed(self) -> bool:
        return self._closed

    @contextmanager
    def attach(self, input_ready_callback: Callable[[], None]) -> Iterator[None]:
        self._ready.append(input_ready_callback)
        if self._pressed or self._closed:  # before anybody listened
            asyncio.get_running_loop().call_soon(input_ready_callback)
        try:
            yield
        finally:
            self._ready.pop()

    def detach(self) -> AbstractContextManager[None]:
        return nullcontext()

    def raw_mode(self) -> AbstractContextManager[None]:
        return nullcontext()

    def cooked_mode(self) -> AbstractContextManager[None]:
        return nullcontext()

    def fileno(self) -> int:
        raise NotImplementedError("keys come over a connection")

    def typeahead_hash(self) -> str:
        return f"attached-{id(self)}"


class Wire:
    """Sends to a window. One that does not read loses what is drawn, and is told to draw afresh when it reads again.

    ``caught_up`` is called then.
    """

    encoding = "utf-8"

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self._catching_up: asyncio.Task[None] | None = None
        self.caught_up: Callable[[], None] = lambda: None
        writer.transport.set_write_buffer_limits(high=MOST_UNSENT)

    @property
    def behind(self) -> bool:
        """Whether the window has not read what was sent."""
        return self._writer.transport.get_write_buffer_size() > MOST_UNSENT

    def write(self, text: str) -> None:
        """Text for the window's terminal, one whole drawing."""
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

    def flush(self) -> None:
        """Everything is sent as it is written."""

    def isatty(self) -> bool:
        return True

    def stop(self) -> None:
        """Let the window stop as a job of its host's shell."""
        self._writer.write(message(b"Z"))

    async def end(self, status: int, why: str) -> None:
        """Say goodbye."""
        if self._catching_up is not None:
            self._catching_up.cancel()
        try:
            self._writer.write(message(b"E", bytes([status]) + why.encode()))
            self._writer.close()
            await asyncio.wait_for(self._writer.wait_closed(), PATIENCE_SECONDS)
        except (OSError, TimeoutError):
            self._writer.transport.abort()


class Remote:
    """The window's terminal: ``keyboard``, ``output``, ``wire``."""

    def __init__(self, hello: Hello, writer: asyncio.StreamWriter) -> None:
        self.hello = hello
        self.size = Size(*bounded(hello.rows, hello.columns))
        self.keyboard = Keyboard()
        self.wire = Wire(writer)
        depth = None if hello.colour else ColorDepth.DEPTH_1_BIT
        stdout = cast(TextIO, self.wire)  # as much of one as prompt_toolkit uses
        self.output = FrameOutput(stdout, lambda: self.size, term=hello.term, default_color_depth=depth)


class RemoteHost:
    """Job control in the window's own terminal; signals stay those of the main window."""

    def __init__(self, wire: Wire, resized: Callable[[], None]) -> None:
        self._wire = wire
        self._resized = resized

    def begin(self) -> None:
        """prompt_toolkit lets every application listen to SIGWINCH: give it back to the main window."""
        loop = asyncio.get_running_loop()
        loop.call_soon(loop.add_signal_handler, signal.SIGWINCH, self._resized)

    def stop(self) -> None:
        """Stop the window; the machine goes on."""
        self._wire.stop()
