"""grep in one file: which lines are selected (GNU grep 3.8, grep.c: grep)."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress

from kshell.uapi.fcntl import SEEK_CUR
from kshell.userland.grep.match import Matcher
from kshell.userland.grep.options import Request
from kshell.userland.grep.print import Line, Printer
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process, WriteError


class Search:
    """Searches one open file; OSError. ``run()`` says whether a line was selected."""

    def __init__(
        self, p: Process, request: Request, out: Stdout, matcher: Matcher, printer: Printer, fd: int, name: str
    ) -> None:
        self._p = p
        self._request = request
        self._flags = request.flags
        self._out = out
        self._matcher = matcher
        self._printer = printer
        self._fd = fd
        self._name = name
        self._count = 0
        self._binary = False
        self._unreadable = False
        self._unread = 0
        self._before: deque[Line] = deque(maxlen=request.lines_before)
        self._pending = 0
        self._last = 0

    def run(self, unread: Callable[[OSError], bool]) -> bool:
        """Search, and print what is asked for. ``unread`` is told why reading ended, and says whether to go on."""
        quiet = bool(self._flags & {"q", "l", "L"})
        try:
            if self._request.most != 0:
                self._lines(quiet=quiet)
        except WriteError:
            raise
        except OSError as failed:
            if not unread(failed):
                return False
        found = self._count > 0
        if "q" in self._flags:
            return found
        if self._flags & {"l", "L"}:
            if found == ("l" in self._flags):
                self._printer.name(self._name)
        elif "c" in self._flags:
            self._printer.count(self._name, self._count)
        elif found and (self._binary or self._unreadable):
            self._out.error(f"{self._name}: binary file matches")
        return found

    def _lines(self, *, quiet: bool) -> None:
        """Look at all lines, or at as many as are needed."""
        most = self._request.most
        for line in self._read():
            if self._count == most:
                if self._pending <= 0:
                    break
                self._beside(line)
            elif self._matcher.matches(line.text) == ("v" in self._flags):
                self._beside(line)
            else:
                self._count += 1
                if quiet or (self._binary and "c" not in self._flags):
                    return
                if "c" not in self._flags:
                    self._selected(line)
                if self._count == most:
                    self._leave_behind()
                    if not self._pending:
                        break

    def _selected(self, line: Line) -> None:
        """Print a selected line, with the lines before it that belong to it."""
        first = self._before[0].number if self._before else line.number
        if first > self._last + 1 or not self._last:
            self._printer.gap()
        while self._before:
            self._print(self._before.popleft(), selected=False)
        self._print(line, selected=True)
        self._pending = self._request.lines_after

    def _beside(self, line: Line) -> None:
        """A line that is not selected: it may be context of one before or of one to come."""
        if self._pending > 0:
            self._pending -= 1
            self._print(line, selected=False)
        else:
            self._before.append(line)

    def _print(self, line: Line, *, selected: bool) -> None:
        self._last = line.number
        if self._request.binary != "text" and any("\udc80" <= char <= "\udcff" for char in line.text):
            self._unreadable = True
        else:
            self._printer.line(self._name, line, selected=selected)

    def _read(self) -> Iterator[Line]:
        """The lines of the file, each as soon as it has come; what is not text is noticed."""
        end = b"\0" if "z" in self._flags else b"\n"
        rest, number, offset = b"", 0, 0
        for data in self._p.chunks(self._fd):
            if end == b"\n" and b"\0" in data and self._request.binary != "text":
                if self._request.binary == "without-match":
                    self._count = 0
                    return
                self._binary = True
            *whole, rest = (rest + data).split(end)
            self._unread = len(rest) + sum(map(len, whole)) + len(whole)
            for raw in whole:
                number += 1
                self._unread -= len(raw) + 1
                yield Line(_text(raw), number, offset)
                offset += len(raw) + 1
        if rest:
            yield Line(_text(rest), number + 1, offset)

    def _leave_behind(self) -> None:
        """Let the next reader of the file begin behind the last selected line."""
        with suppress(OSError):  # a pipe cannot go back
            self._p.sys.lseek(self._fd, -self._unread, SEEK_CUR)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")
