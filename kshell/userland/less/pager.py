"""What the pagers share: the keyboard, and text cut into lines of the screen."""

import re

from kshell.uapi.fcntl import O_RDONLY
from kshell.uapi.signals import Signal
from kshell.uapi.syscalls import SIG_DFL
from kshell.userland.process import Process

TAB = 8
_SEQUENCE = re.compile(r"\x1b\[[0-9;]*[mK]")
_PIECE = re.compile(r"\x1b\[[0-9;]*[mK]|[^\x1b]|\x1b")


class Keyboard:
    """Keys as they are pressed, from the terminal even when standard input is a pipe."""

    def __init__(self, p: Process) -> None:
        self._p = p
        try:
            self._fd = p.sys.open("/dev/tty", O_RDONLY)
        except OSError:  # not this session's terminal
            self._fd = 2
        self._sane = p.sys.tcgetattr(self._fd)
        self._waiting = ""
        self._begin()

    def _begin(self) -> None:
        self._p.sys.tcsetattr(self._fd, self._sane.cbreak())
        self._p.sys.sigaction(Signal.SIGTSTP, lambda sig: self._stop())

    def _stop(self) -> None:
        """^Z: give the terminal back as it was, and stop."""
        sys = self._p.sys
        self.restore()
        sys.sigaction(Signal.SIGTSTP, SIG_DFL)
        sys.kill(sys.getpid(), Signal.SIGTSTP)
        self._begin()

    def read(self) -> str:
        """The next key, an escape sequence as a whole; nothing when the terminal has gone. Sleeps.

        Raises InterruptedError after a stop, and for other signals that the program has caught.
        """
        if not self._waiting:
            self._waiting = self._p.sys.read(self._fd).decode("utf-8", "replace")
        found = re.match(r"\x1b\[[0-9;]*[A-Za-z~]|[\s\S]", self._waiting)
        key = found[0] if found else ""
        self._waiting = self._waiting[len(key) :]
        return key

    def restore(self) -> None:
        """Give the terminal back as it was."""
        self._p.sys.tcsetattr(self._fd, self._sane)


def screen_lines(text: str, columns: int) -> list[str]:
    """The text in lines that are not longer than the screen is wide, with their newlines."""
    lines = []
    for line in text.splitlines(keepends=True):
        body = line.rstrip("\r\n").expandtabs(TAB)
        if len(_SEQUENCE.sub("", body)) <= columns:
            lines.append(body + "\n")
        else:
            lines += [part + "\n" for part in _cut(body, columns)]
    return lines


def _cut(line: str, columns: int) -> list[str]:
    """A line in pieces of the screen's width; colours take no room."""
    parts, part, width = [], "", 0
    for piece in _PIECE.findall(line):
        length = 0 if _SEQUENCE.fullmatch(piece) else 1
        if width + length > columns:
            parts.append(part)
            part, width = "", 0
        part += piece
        width += length
    return [*parts, part]
