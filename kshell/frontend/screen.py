"""What one terminal shows: finished lines, which scroll away, and the line that is still being written.

A message of the kernel never tears the unfinished line apart: it goes above it. A program that moves the cursor paints
on a canvas of its own until the next prompt.
"""

import re
from collections import deque
from itertools import islice
from typing import NamedTuple

from kshell.frontend.canvas import ADDRESSING, Canvas
from kshell.frontend.typeset import typeset
from kshell.machine import Record, prefixed

KEPT_LINES = 5000
LONGEST_LINE = 8192
CLEAR = re.compile(r"\x1b\[H\x1b\[2?J\x1b\[3J|\x1b\[H\x1b\[2J\Z")
PROGRAM, ENTERED = -1, -2
REPORT_BEGINS = re.compile(
    r"BUG: |Oops: |------------\[ cut here \]|general protection fault|Kernel panic|watchdog: BUG"
)
REPORT_ENDS = re.compile(r"---\[ end ")
REGISTERS = re.compile(r"(?:RIP|RSP|RAX|RDX|RBP|R10|R13|FS|CS|CR2|DR0|DR3|PKRU|Code): ")


class Line(NamedTuple):
    """A finished line, typeset.

    ``level`` is that of a kernel message, PROGRAM or ENTERED; ``report`` tells that it is part of an oops or the like.
    """

    text: str
    level: int = PROGRAM
    report: bool = False


class Reports:
    """Knows which messages are part of a report, an oops or the like: to its end, and the registers behind that."""

    def __init__(self) -> None:
        self._inside = self._ended = False

    def has(self, text: str) -> bool:
        """Whether the next message is part of one."""
        self._inside = self._inside or REPORT_BEGINS.match(text) is not None
        self._ended = self._ended and REGISTERS.match(text) is not None
        part = self._inside or self._ended
        if REPORT_ENDS.match(text):
            self._inside, self._ended = False, self._inside
        return part


class Screen:
    """Takes a terminal's text and cuts it into lines. ``count`` lines were finished , ``start`` of them are wiped."""

    def __init__(self, rows: int = 24, columns: int = 80) -> None:
        self.rows, self.columns = rows, columns
        self.canvas: Canvas | None = None
        self.lines: deque[Line] = deque()
        self.partial = ""
        self.count = 0
        self.start = 0
        self._reports = Reports()

    def show(self, text: str) -> None:
        """A program has written text, or a key was echoed."""
        if "\x1b" in text and self.canvas is None and (wipes := list(CLEAR.finditer(text))):
            text = text[wipes[-1].end() :]
            self.clear()
        if self.canvas is None and "\x1b" in text and (match := ADDRESSING.search(text)):
            self._write(text[: match.start()])
            self.canvas = Canvas(self.rows, self.columns)
            text = self.partial + text[match.start() :]
            self.partial = ""
        if self.canvas is not None:
            self._paint(self.canvas, text)
        else:
            self._write(text)

    def _write(self, text: str) -> None:
        *whole, rest = (self.partial + text).split("\n")
        for line in whole:
            self._finish(Line(typeset(line)))
        if len(rest) > LONGEST_LINE:
            self._finish(Line(typeset(rest)))
            rest = ""
        self.partial = rest

    def _paint(self, canvas: Canvas, text: str) -> None:
        canvas.write(text)
        if canvas.left:
            self.canvas = None

    def end_canvas(self) -> None:
        """The program that painted has ended: what it has left becomes lines."""
        if self.canvas is not None:
            lines = "\n".join(self.canvas.lines()).rstrip("\n")
            self.canvas = None
            self._write(f"{lines}\n")

    def resize(self, rows: int, columns: int) -> None:
        """The window has another size."""
        self.rows, self.columns = rows, columns
        if self.canvas is not None:
            self.canvas.resize(rows, columns)

    def show_record(self, record: Record) -> None:
        """The kernel has written a message."""
        part = self._reports.has(record.text)
        for line in prefixed(record).split("\n"):
            self._finish(Line(typeset(line), record.level, part))

    def end_line(self) -> None:
        """The machine boots again: the unfinished line stays as it is."""
        self.end_canvas()
        if self.partial:
            self._write("\n")

    def show_entered(self, prompt: str, text: str) -> None:
        """A line was entered at a prompt."""
        lines = (self.partial + prompt + text).split("\n")
        self.partial = ""
        for line in lines:
            self._finish(Line(typeset(line), ENTERED))

    def _finish(self, line: Line) -> None:
        self.lines.append(line)
        self.count += 1

    def clear(self) -> None:
        """Wipe everything."""
        self.lines.clear()
        self.start = self.count
        self.partial = ""

    def trim(self) -> None:
        """Everybody has seen the lines: keep as many as can be scrolled back to."""
        while len(self.lines) > KEPT_LINES:
            self.lines.popleft()

    def since(self, count: int) -> list[Line]:
        """The lines that were finished after the first ``count``, as far as they are kept."""
        return self.tail(self.count - count)

    def tail(self, number: int) -> list[Line]:
        """The last finished lines."""
        return list(islice(self.lines, max(0, len(self.lines) - max(0, number)), None))
