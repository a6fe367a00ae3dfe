"""Reading from descriptors without taking more than is wanted (bash input.c, builtins/read.def)."""

from typing import TYPE_CHECKING

from kshell.uapi.fcntl import S_ISREG, SEEK_CUR

if TYPE_CHECKING:
    from kshell.shell.shell import Shell

BLOCK = 128


def script_text(data: bytes) -> str:
    """The text of a script; NUL bytes are left out."""
    return data.replace(b"\0", b"").decode("utf-8", "surrogateescape")


class Bytes:
    """One byte after the other from a descriptor; what was read too much of a file is given back by ``finish``."""

    def __init__(self, shell: "Shell", fd: int) -> None:
        self._sys = shell.sys
        self._fd = fd
        self._block = b""
        self._at = 0
        self._seekable = S_ISREG(shell.sys.fstat(fd).mode)

    def next(self) -> bytes:
        """The next byte, nothing at the end; OSError, InterruptedError."""
        if self._at >= len(self._block):
            self._block = self._sys.read(self._fd, BLOCK if self._seekable else 1)
            self._at = 0
            if not self._block:
                return b""
        self._at += 1
        return self._block[self._at - 1 : self._at]

    def finish(self) -> None:
        """Let the next reader find what was not used."""
        if self._seekable and self._at < len(self._block):
            self._sys.lseek(self._fd, self._at - len(self._block), SEEK_CUR)
        self._block, self._at = b"", 0


class InputSource:
    """Commands from a descriptor: a line at a time, so that they find the rest of it themselves."""

    def __init__(self, shell: "Shell", fd: int) -> None:
        self._shell = shell
        self._fd = fd

    def read_line(self, *, continued: bool) -> str:
        """The next line."""
        return read_line(self._shell, self._fd).replace("\0", "")


def read_line(shell: "Shell", fd: int) -> str:
    """A line with its newline, nothing at the end."""
    source, data = Bytes(shell, fd), b""
    while byte := source.next():
        data += byte
        if byte == b"\n":
            break
    source.finish()
    return data.decode("utf-8", "surrogateescape")
