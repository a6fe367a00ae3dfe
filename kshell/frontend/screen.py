"""What one terminal shows: finished lines, which scroll away, and the line that is still being written."""

import re
from collections import deque

KEPT_LINES = 5000
CLEAR = re.compile(r"\x1b\[H\x1b\[2J(\x1b\[3J)?")


class Screen:
    """Takes a terminal's text and cuts it into lines."""

    def __init__(self) -> None:
        self.lines: deque[str] = deque(maxlen=KEPT_LINES)
        self.partial = ""
        self.cleared = False
        self._new: list[str] = []

    def show(self, text: str) -> None:
        """Text has come from the machine."""
        if match := None if "\x1b" not in text else _last_clear(text):
            text = text[match.end() :]
            self.lines.clear()
            self._new.clear()
            self.partial = ""
            self.cleared = True
        *whole, rest = (self.partial + text).split("\n")
        self.lines += whole
        self._new += whole
        self.partial = _erase(rest)

    def take_new(self) -> list[str]:
        """The lines that were finished since the last call."""
        new, self._new = self._new, []
        return new

    def tail(self, rows: int) -> list[str]:
        """The last finished lines."""
        return list(self.lines)[-rows:] if rows > 0 else []


def _last_clear(text: str) -> "re.Match[str] | None":
    return deque(CLEAR.finditer(text), maxlen=1).pop() if CLEAR.search(text) else None


def _erase(line: str) -> str:
    """Carry out the backspaces and carriage returns in an unfinished line."""
    line = line.rpartition("\r")[2]
    while "\b" in line:
        line = re.sub(r"[^\b]\x08 \x08|[^\b]\x08|^\x08+", "", line, count=1)
    return line
