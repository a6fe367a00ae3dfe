"""What one terminal shows: finished lines, which scroll away, and the line that is still being written.

A message of the kernel never tears the unfinished line apart: it goes above it.
"""

import re
from collections import deque
from itertools import islice
from typing import NamedTuple

from kshell.frontend.typeset import typeset
from kshell.machine import Record, prefixed

KEPT_LINES = 5000
LONGEST_LINE = 8192
CLEAR = re.compile(r"\x1b\[H\x1b\[2?J(?:\x1b\[3J)?")
PROGRAM = -1


class Line(NamedTuple):
    """A finished line, typeset; ``level`` is that of a kernel message, or PROGRAM."""

    text: str
    level: int = PROGRAM


class Screen:
    """Takes a terminal's text and cuts it into lines. ``count`` lines were finished , ``start`` of them are wiped."""

    def __init__(self) -> None:
        self.lines: deque[Line] = deque(maxlen=KEPT_LINES)
        self.partial = ""
        self.count = 0
        self.start = 0

    def show(self, text: str) -> None:
        """A program has written text, or a key was echoed."""
        if "\x1b" in text and (wipes := list(CLEAR.finditer(text))):
            text = text[wipes[-1].end() :]
            self.clear()
        *whole, rest = (self.partial + text).split("\n")
        for line in whole:
            self._finish(Line(typeset(line)))
        if len(rest) > LONGEST_LINE:
            self._finish(Line(typeset(rest)))
            rest = ""
        self.partial = rest

    def show_record(self, record: Record) -> None:
        """The kernel has written a message."""
        for line in prefixed(record).split("\n"):
            self._finish(Line(typeset(line), record.level))

    def _finish(self, line: Line) -> None:
        self.lines.append(line)
        self.count += 1

    def clear(self) -> None:
        """Wipe everything."""
        self.lines.clear()
        self.start = self.count
        self.partial = ""

    def since(self, count: int) -> list[Line]:
        """The lines that were finished after the first ``count``, as far as they are kept."""
        return self.tail(self.count - count)

    def tail(self, number: int) -> list[Line]:
        """The last finished lines."""
        return list(islice(self.lines, max(0, len(self.lines) - max(0, number)), None))
