"""Standard output as stdio gives it: a line at a time at a terminal, else in blocks; and error(3)."""

from types import TracebackType

from kshell.userland.process import Process

BUFSIZ = 4096


class Stdout:
    """A buffered standard output. Enter it: what is left is written when the program is done, not when it is killed.

    ``unbuffered`` writes at once, as programs do that call fflush(3) or write(2) themselves.
    """

    def __init__(self, p: Process, *, unbuffered: bool = False) -> None:
        self._p = p
        self._lines = p.sys.isatty(1)
        self._unbuffered = unbuffered
        self._waiting = bytearray()

    def __enter__(self) -> "Stdout":
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        if kind is None:
            self.flush()

    def write(self, text: str) -> None:
        """Write text; WriteError."""
        self.write_bytes(text.encode("utf-8", "surrogateescape"))

    def write_bytes(self, data: bytes) -> None:
        """Write data; WriteError."""
        self._waiting += data
        if self._unbuffered:
            self.flush()
        elif self._lines:
            self._pass_on(self._waiting.rfind(b"\n") + 1)
        elif len(self._waiting) > BUFSIZ:
            self._pass_on(len(self._waiting) // BUFSIZ * BUFSIZ)

    def flush(self) -> None:
        """Write what waits in the buffer (fflush(3)); WriteError."""
        self._pass_on(len(self._waiting))

    def _pass_on(self, count: int) -> None:
        if count:
            data = bytes(self._waiting[:count])
            del self._waiting[:count]
            self._p.write_out(data)

    def error(self, text: str) -> None:
        """Print a message behind the program's name on standard error, after all that was written (error(3))."""
        self.flush()
        self._p.err(f"{self._p.argv[0]}: {text}\n")
