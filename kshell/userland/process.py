"""What a program is given: its arguments, its environment, the system calls, and a little stdio."""

from collections.abc import Iterator, Mapping, Sequence

from kshell.uapi.syscalls import Syscalls


class WriteError(OSError):
    """Standard output takes no more. A program that leaves it to its starter ends as close_stdout(3) of gnulib does."""


class Process:
    """A running program: ``main(p)`` gets one of these and returns its exit status."""

    __slots__ = ("argv", "env", "sys")

    def __init__(self, sys: Syscalls, argv: Sequence[str], env: Mapping[str, str]) -> None:
        self.sys = sys
        self.argv = list(argv)
        self.env = dict(env)

    @property
    def name(self) -> str:
        """The program's name as it was called, without folders."""
        return self.argv[0].rpartition("/")[2]

    @property
    def args(self) -> list[str]:
        return self.argv[1:]

    def out(self, text: str) -> None:
        """Write text to standard output, all of it; WriteError."""
        self.write_out(text.encode("utf-8", "surrogateescape"))

    def write_out(self, data: bytes) -> None:
        """Write all of data to standard output; WriteError."""
        try:
            self.write(1, data)
        except InterruptedError:
            raise
        except OSError as failed:
            raise WriteError(failed.errno, failed.strerror) from None

    def err(self, text: str) -> None:
        """Write text to standard error, all of it."""
        self.write(2, text.encode("utf-8", "surrogateescape"))

    def write(self, fd: int, data: bytes) -> None:
        """Write all of data to fd."""
        while data:
            data = data[self.sys.write(fd, data) :]

    def read_file(self, path: str) -> bytes:
        """The whole of a file; OSError as open(2) and read(2) raise it."""
        fd = self.sys.open(path)
        try:
            return self.read_all(fd)
        finally:
            self.sys.close(fd)

    def read_text(self, path: str) -> str:
        """The whole of a file as text."""
        return self.read_file(path).decode("utf-8", "surrogateescape")

    def write_file(self, path: str, text: str) -> None:
        """Write text to an existing or new file, in one write(2) as echo does it."""
        fd = self.sys.open(path, 0o1101)  # O_WRONLY | O_CREAT | O_TRUNC
        try:
            self.write(fd, text.encode("utf-8", "surrogateescape"))
        finally:
            self.sys.close(fd)

    def read_all(self, fd: int) -> bytes:
        """All that is left to read from fd."""
        return b"".join(self.chunks(fd))

    def chunks(self, fd: int) -> Iterator[bytes]:
        """What read(2) returns, until the end."""
        while data := self.sys.read(fd):
            yield data

    def lines(self, fd: int = 0) -> Iterator[str]:
        """The lines of fd with their newlines, each as soon as it has come."""
        rest = b""
        for data in self.chunks(fd):
            *whole, rest = (rest + data).split(b"\n")
            for line in whole:
                yield line.decode("utf-8", "surrogateescape") + "\n"
        if rest:
            yield rest.decode("utf-8", "surrogateescape")
