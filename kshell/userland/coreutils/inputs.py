"""The files that a text tool reads: those named, ``-`` or none for standard input."""

from collections.abc import Iterable, Iterator
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


def chunks_of(p: Process, name: str) -> Iterator[bytes]:
    """What is in a file, chunk by chunk. OSError.

    Nothing is closed when it is left half-way: what remains of a generator may be cleaned up when another task runs.
    """
    fd = 0 if name == "-" else p.sys.open(name)
    yield from p.chunks(fd)
    if fd:
        p.sys.close(fd)


def window(chunks: Iterable[bytes], skip: int, most: int | None) -> Iterator[bytes]:
    """What chunks hold from byte ``skip`` on, and ``most`` bytes of it."""
    for data in chunks:
        dropped = min(skip, len(data))
        skip -= dropped
        piece = data[dropped:][:most]
        yield piece
        if most is not None:
            most -= len(piece)
            if not most:
                return


def byte_lines(p: Process, fd: int, end: bytes = b"\n") -> Iterator[bytes]:
    """The lines of fd with what ends them, each as soon as it has come. OSError."""
    rest = b""
    for data in p.chunks(fd):
        *whole, rest = (rest + data).split(end)
        for line in whole:
            yield line + end
    if rest:
        yield rest
