"""The host's signals and job control: kshell stops, goes on and ends with its terminal in order."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Protocol

from prompt_toolkit.application import Application
from prompt_toolkit.application.run_in_terminal import in_terminal

from kshell.frontend.output import FrameOutput

ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGQUIT") if hasattr(signal, name))
HANGUP_STATUS = 128 + 1


class JobControl(Protocol):
    """What a session needs to know of the window that it is in."""

    def begin(self) -> None:
        """The session's application runs."""

    def stop(self) -> None:
        """Stop what runs in the window, as ^Z stops a job of the host's shell."""


class Host:
    """``end`` is called with an exit status for a signal that ends kshell, ``resumed`` when it goes on after a stop."""

    def __init__(self, app: "Application[None]", end: Callable[[int], None], resumed: Callable[[], None]) -> None:
        self._app = app
        self._end = end
        self._resumed = resumed
        self._stopping = self._lent = False

    def begin(self) -> None:
        """Listen to signals, as far as the host has them."""
        loop = asyncio.get_running_loop()
        try:
            for number in ENDING:
                loop.add_signal_handler(number, self._end, 128 + number)
            if hasattr(signal, "SIGTSTP"):
                self._listen_to_stops()
        except (NotImplementedError, ValueError, RuntimeError):
            return  # Windows, or not the main thread: the terminal is all there is

    def _listen_to_stops(self) -> None:
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTSTP, self.stop)
        loop.add_signal_handler(signal.SIGCONT, self._continued)

    @asynccontextmanager
    async def lend(self) -> AsyncIterator[None]:
        """Another program has the terminal. When it stops, kshell stops with it, and both go on together."""
        async with in_terminal():
            output = self._app.output
            if isinstance(output, FrameOutput):
                output.hold()
            self._lent = True
            try:
                yield
            finally:
                self._lent = False
                if isinstance(output, FrameOutput):
                    output.release()

    def stop(self) -> None:
        """Stop kshell itself, as ^Z stops a job of the host's shell."""
        if self._lent:
            os.kill(os.getpid(), signal.SIGSTOP)  # noqa: TID251  # the program that has the terminal stops as well
        elif hasattr(signal, "SIGTSTP") and not self._stopping:
            self._stopping = True
            self._app.create_background_task(self._stop())

    async def _stop(self) -> None:
        loop = asyncio.get_running_loop()
        async with in_terminal():
            for number in (signal.SIGTSTP, signal.SIGCONT):
                loop.remove_signal_handler(number)
            os.kill(0, signal.SIGTSTP)  # noqa: TID251  # kshell stops itself, with what the host's shell counts to it
            self._listen_to_stops()
            self._resumed()
        self._stopping = False

    def _continued(self) -> None:
        """SIGCONT: whoever stopped us may have changed the terminal's modes."""
        if not self._stopping and not self._lent:
            self._app.input.raw_mode().__enter__()
            self._resumed()
