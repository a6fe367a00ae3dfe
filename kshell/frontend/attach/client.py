"""One end of an attached window: hands keys to a kshell that runs, and its text to the host's terminal.

It knows nothing of machines and draws nothing, so it starts at once.
"""

import os
import select
import signal
import socket
import sys
import termios
import tty
from contextlib import suppress
from types import FrameType

from kshell.frontend.attach.wire import Hello, Messages, WireError, hello, message

READ_SIZE = 1 << 14
ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)
ALTERNATE_ON, ALTERNATE_OFF = b"\x1b[?1049h", b"\x1b[?1049l"
USUAL = b"\x1b[?2004l\x1b[?25h\x1b[?7h\x1b[0m"
LOST = 1


class Client:
    """A terminal, ``keyboard`` and ``screen`` being its file descriptors, and a connection."""

    def __init__(self, connection: socket.socket, keyboard: int, screen: int) -> None:
        self._connection = connection
        self._keyboard, self._screen = keyboard, screen
        self._messages = Messages()
        self._modes = termios.tcgetattr(keyboard)
        self._alternate = self._orderly = False
        self._status: int | None = None
        self._why = ""

    def run(self, wanted: Hello) -> tuple[int, str]:
        """Show the window until it ends: its exit status, and a line that says why, which may be empty."""
        self._connection.settimeout(None)
        woken, wake = socket.socketpair()
        wake.setblocking(False)
        signal.set_wakeup_fd(wake.fileno())
        for number in (signal.SIGWINCH, signal.SIGCONT, *ENDING):
            signal.signal(number, _noted)
        self._raw()
        try:
            self._send(hello(wanted))
            while self._status is None:
                sources: list[socket.socket | int] = [self._connection, self._keyboard, woken]
                self._serve(select.select(sources, [], [])[0], woken)
        finally:
            signal.set_wakeup_fd(-1)
            self._restore(left=not self._orderly)
        return self._status, self._why

    def _serve(self, ready: list[socket.socket | int], woken: socket.socket) -> None:
        if woken in ready:
            for number in woken.recv(READ_SIZE):
                self._signalled(number)
        if self._connection in ready:
            self._receive()
        if self._keyboard in ready and self._status is None:
            self._type()

    # -- the terminal

    def _raw(self) -> None:
        """Keys come as they are pressed; what is written is still translated."""
        tty.setraw(self._keyboard, termios.TCSADRAIN)
        modes = termios.tcgetattr(self._keyboard)
        modes[tty.OFLAG] |= termios.OPOST
        termios.tcsetattr(self._keyboard, termios.TCSADRAIN, modes)

    def _restore(self, *, left: bool) -> None:
        """The terminal as it was; its screen as well, if it was ``left`` as it is."""
        with suppress(OSError, termios.error):
            if left:
                self._write((ALTERNATE_OFF if self._alternate else b"") + USUAL + b"\r\n")
            termios.tcsetattr(self._keyboard, termios.TCSANOW, self._modes)

    def _write(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._screen, data) :]

    def _type(self) -> None:
        try:
            keys = os.read(self._keyboard, READ_SIZE)
        except OSError:
            keys = b""
        if keys:
            self._send(message(b"K", keys))
        else:
            self._end(128 + signal.SIGHUP)

    # -- signals

    def _signalled(self, number: int) -> None:
        try:
            if number == signal.SIGWINCH:
                self._tell_size()
            elif number == signal.SIGCONT:
                self._go_on()
            else:
                self._end(128 + number)
        except (OSError, termios.error):  # a terminal that goes away sends SIGCONT, too
            self._end(128 + signal.SIGHUP)

    def _tell_size(self) -> None:
        size = os.get_terminal_size(self._screen)
        self._send(message(b"S", f"{size.lines} {size.columns}".encode()))

    def _stop(self) -> None:
        """Stop this window; its machine goes on."""
        self._restore(left=True)
        os.kill(0, signal.SIGTSTP)  # noqa: TID251  # it stops itself, with what the host's shell counts to it

    def _go_on(self) -> None:
        """Somebody may have changed the terminal's modes, and its size."""
        self._raw()
        self._tell_size()
        self._send(message(b"C"))

    # -- the other side

    def _send(self, data: bytes) -> None:
        with suppress(OSError):  # what it has said is read before its end is noticed
            self._connection.sendall(data)

    def _receive(self) -> None:
        try:
            data = self._connection.recv(1 << 16)
            for kind, payload in self._messages.feed(data):
                self._told(kind, payload)
        except (OSError, WireError):
            data = b""
        if not data and self._status is None:
            self._end(LOST, "kshell attach: the kshell that this window belonged to is gone")

    def _told(self, kind: bytes, payload: bytes) -> None:
        if kind == b"T":
            self._write(payload)
            on, off = payload.rfind(ALTERNATE_ON), payload.rfind(ALTERNATE_OFF)
            if on != off:
                self._alternate = on > off
        elif kind == b"Z":
            self._stop()
        elif kind == b"E" and payload:
            self._orderly = True
            self._end(payload[0], payload[1:].decode("utf-8", "replace"))

    def _end(self, status: int, why: str = "") -> None:
        if self._status is None:
            self._status, self._why = status, why


def _noted(number: int, frame: FrameType | None) -> None:
    """The signal's number has been written to where run() waits."""


def show(connection: socket.socket, wanted: Hello) -> tuple[int, str]:
    """Run a window in the terminal that is kshell's standard input and output."""
    return Client(connection, sys.stdin.fileno(), sys.stdout.fileno()).run(wanted)
