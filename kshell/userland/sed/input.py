"""What sed reads: the lines of files, one ahead (GNU sed 4.9, execute.c: read_pattern_space)."""

from collections import deque
from collections.abc import Iterator

from kshell.uapi.errno import Errno
from kshell.userland.process import Process


class Trouble(Exception):
    """sed cannot go on; the text is the message."""

    def __init__(self, text: str, status: int = 4) -> None:
        super().__init__(text)
        self.status = status


class Input:
    """The lines of files, one ahead, so that the last one is known; ``status`` is 2 after a file that is missing."""

    def __init__(self, p: Process, names: list[str], flags: set[str]) -> None:
        self.status = 0
        self.number = 0
        self.name = "-"
        self._p = p
        self._end = "\0" if "z" in flags else "\n"
        self._separate = bool(flags & {"s", "i"})
        self._lines = self._all(names)
        self._ahead: deque[tuple[str, str]] = deque()

    def _all(self, names: list[str]) -> Iterator[tuple[str, str]]:
        for name in names:
            try:
                fd = 0 if name == "-" else self._p.sys.open(name)
                for line in self._split(fd):
                    yield name, line
                if fd:
                    self._p.sys.close(fd)
            except OSError as failed:
                if failed.errno == Errno.EISDIR:
                    raise Trouble(f"read error on {name}: {failed.strerror}") from None
                self._p.err(f"{self._p.argv[0]}: can't read {name}: {failed.strerror}\n")
                self.status = 2

    def _split(self, fd: int) -> Iterator[str]:
        if self._end == "\n":
            yield from self._p.lines(fd)
            return
        text = self._p.read_all(fd).decode("utf-8", "surrogateescape")
        yield from (part + "\0" for part in text.split("\0")[:-1])
        if not text.endswith("\0") and text:
            yield text.split("\0")[-1]

    def next(self) -> tuple[str, bool] | None:
        """The next line without its end, and whether it had one; None when there is none."""
        if self.ended:
            return None
        name, line = self._ahead.popleft()
        if self._separate and name != self.name:
            self.number = 0
        self.name = name
        self.number += 1
        return line.removesuffix(self._end), line.endswith(self._end)

    def _look_ahead(self) -> None:
        line = next(self._lines, None)
        if line is not None:
            self._ahead.append(line)

    @property
    def last(self) -> bool:
        """Whether the line that was read is the last one, of all or (-s, -i) of its file."""
        return self.ended or (self._separate and self._ahead[0][0] != self.name)

    @property
    def ended(self) -> bool:
        """Whether there is no further line."""
        if not self._ahead:
            self._look_ahead()
        return not self._ahead
