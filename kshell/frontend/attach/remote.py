"""A window of another terminal, as prompt_toolkit sees it: its keyboard, its screen, its job control."""

import asyncio
import signal
from abc import ABC, abstractmethod
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol, TextIO, cast

from prompt_toolkit.application import Application
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import Input
from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.output import ColorDepth

from kshell.frontend.attach.wire import Hello, bounded
from kshell.frontend.output import FrameOutput

MOST_UNSENT = 1 << 18
PATIENCE_SECONDS = 2.0


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


class Wire(ABC):
    """Where the text for a window's terminal goes, one whole drawing at a time.

    A window that does not read loses what is drawn, and is told to draw afresh when it reads again: ``caught_up``.
    """

    encoding = "utf-8"

    def __init__(self) -> None:
        self.caught_up: Callable[[], None] = lambda: None

    @abstractmethod
    def write(self, text: str) -> None:
        """Text for the window's terminal, one whole drawing."""

    @abstractmethod
    async def end(self, status: int, why: str) -> None:
        """Say goodbye."""

    def flush(self) -> None:  # noqa: B027  # what prompt_toolkit asks for, and no wire needs
        """Everything is sent as it is written."""

    def isatty(self) -> bool:
        return True


class Shown(Protocol):
    """What is in a window: a session, or what only looks on."""

    app: Application[None]

    async def show(self, *, signals: bool = True) -> int:
        """Show it until the person leaves; the exit status."""

    def redraw(self) -> None:
        """Whatever the window shows now, show what it should."""

    def leave(self, status: int = 0) -> None:
        """End it."""

    def fail(self, error: object) -> None:
        """End it because of a bug."""


class Remote:
    """The window's terminal: ``keyboard``, ``output``; ``window`` is what it shows, as soon as it shows something."""

    def __init__(self, hello: Hello, wire: Wire) -> None:
        self.hello = hello
        self.wire = wire
        self.size = Size(*bounded(hello.rows, hello.columns))
        self.keyboard = Keyboard()
        self.window: Shown | None = None
        wire.caught_up = self.redraw
        depth = None if hello.colour else ColorDepth.DEPTH_1_BIT
        stdout = cast(TextIO, wire)  # as much of one as prompt_toolkit uses
        self.output = FrameOutput(stdout, lambda: self.size, term=hello.term, default_color_depth=depth)

    def resize(self, rows: int, columns: int) -> None:
        """The terminal has another size."""
        self.size = Size(*bounded(rows, columns))
        if self.window is not None and self.window.app.is_running:
            self.window.app._on_resize()

    def redraw(self) -> None:
        """The terminal may show anything."""
        if self.window is not None:
            self.window.redraw()

    def hang_up(self) -> None:
        """The terminal is gone."""
        self.keyboard.close()

    def stop(self) -> None:
        """The person wants the window to stop, as a job of its host's shell."""


class RemoteHost:
    """Job control in the window's own terminal; signals stay those of the main window."""

    def __init__(self, remote: Remote, resized: Callable[[], None]) -> None:
        self._remote = remote
        self._resized = resized

    def begin(self) -> None:
        """prompt_toolkit lets every application listen to SIGWINCH: give it back to the main window."""
        loop = asyncio.get_running_loop()
        loop.call_soon(loop.add_signal_handler, signal.SIGWINCH, self._resized)

    def stop(self) -> None:
        """Stop the window; the machine goes on."""
        self._remote.stop()
