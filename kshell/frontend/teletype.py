"""kshell on a terminal that cannot move its cursor (TERM=dumb, a shell inside an editor).

The host edits and echoes lines; this prints what the machine says, in order. There is one console and no toolbar.
"""

import asyncio
import os
import shutil
import signal
import sys

from kshell.frontend.pump import Pump
from kshell.frontend.typeset import plain, typeset
from kshell.machine import Record, prefixed

READ_SIZE = 4096
KEYS = {"SIGINT": "\x03", "SIGTSTP": "\x1a", "SIGQUIT": "\x1c"}
ENDING = ("SIGTERM", "SIGHUP")


class Teletype:
    """One person at tty1, line by line."""

    def __init__(self, pump: Pump) -> None:
        self._pump = pump
        self._terminal = pump.machine.terminal(1)
        self._terminal.display, self._terminal.kept = self, False
        self._at_start = True
        self._prompted = False
        self._deaf = False
        self._pending = ""
        self._status: asyncio.Future[int] | None = None
        pump.watchers.append(self._refresh)

    # -- what is shown

    def show(self, text: str) -> None:
        """A program has written text."""
        if not self._deaf and text:
            *whole, rest = text.split("\n")
            self._write("".join(plain(typeset(line)) + "\n" for line in whole) + plain(typeset(rest)))

    def show_record(self, record: Record) -> None:
        """The kernel has written a message: on lines of its own, and the prompt again."""
        self._write(("" if self._at_start else "\n") + prefixed(record) + "\n")
        self._prompted = False

    def end_line(self) -> None:
        """The machine boots again: the prompt comes on a line of its own."""
        if not self._at_start:
            self._write("\n")
        self._prompted = False

    def _write(self, text: str) -> None:
        sys.stdout.write(text)
        self._at_start = text.endswith("\n")

    def _refresh(self) -> None:
        prompt = self._terminal.prompt
        if prompt is not None and not self._prompted:
            self._write(prompt)
        self._prompted = prompt is not None
        sys.stdout.flush()
        if self._terminal.logouts or self._pump.machine.dead in ("halt", "poweroff"):
            self._end(self._terminal.logout_status)

    # -- what is typed

    def _readable(self) -> None:
        data = os.read(sys.stdin.fileno(), READ_SIZE)
        self._pending += data.decode("utf-8", "replace")
        *lines, self._pending = self._pending.split("\n")
        for line in lines:
            self._enter(line)
        if not data:
            self._press("\x04")
        self._pump.wake()

    def _enter(self, line: str) -> None:
        self._at_start, self._prompted = True, False
        if self._pump.machine.dead:
            self._pump.machine.reboot()
        else:
            self._terminal.enter(line)

    def _press(self, key: str) -> None:
        """A key that the host has echoed."""
        self._deaf = True
        self._terminal.type(key)
        self._deaf = False
        self._at_start = self._prompted = False
        self._pump.wake()

    def _resize(self) -> None:
        size = shutil.get_terminal_size()
        self._terminal.resize(size.lines, size.columns)

    # -- running

    def _end(self, status: int) -> None:
        if self._status is not None and not self._status.done():
            self._status.set_result(status)

    async def run(self) -> int:
        """Run until the person leaves; the exit status."""
        loop = asyncio.get_running_loop()
        self._status = loop.create_future()
        for name, key in KEYS.items():
            loop.add_signal_handler(getattr(signal, name), self._press, key)
        for name in ENDING:
            loop.add_signal_handler(getattr(signal, name), self._end, 128 + getattr(signal, name))
        loop.add_signal_handler(signal.SIGWINCH, self._resize)
        loop.add_reader(sys.stdin.fileno(), self._readable)
        self._resize()
        pump = asyncio.ensure_future(self._pump.run())
        pump.add_done_callback(self._pump_ended)
        try:
            return await self._status
        finally:
            pump.cancel()

    def _pump_ended(self, pump: "asyncio.Task[None]") -> None:
        """A bug must end the session."""
        if not pump.cancelled() and (error := pump.exception()) is not None and self._status is not None:
            self._status.set_exception(error)
