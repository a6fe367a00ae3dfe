"""The files that a text tool reads: those named, ``-`` or none for standard input."""

from collections.abc import Iterator
from contextlib import contextmanager

from kshell.userland.process import Process


@contextmanager
def opened(p: Process, name: str) -> Iterator[int]:
    """A descriptor to read the file from, closed afterwards; 0 for ``-``. OSError."""
    if name == "-":
        yield 0
        return
    fd = p.sys.open(name)
    try:
        yield fd
    finally:
        p.sys.close(fd)


def byte_lines(p: Process, fd: int, end: bytes = b"\n") -> Iterator[bytes]:
    """The lines of fd with what ends them, each as soon as it has come. OSError."""
    rest = b""
    for data in p.chunks(fd):
        *whole, rest = (rest + data).split(end)
        for line in whole:
            yield line + end
    if rest:
        yield rest
