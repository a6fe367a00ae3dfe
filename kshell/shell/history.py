"""The lines that were typed (bash(1), HISTORY)."""

import re

_NO_SEMICOLON = re.compile(r"(?:[;&|({]|\bdo|\bthen|\belse|\bin|&&|\|\|)\s*$")
_HERE_DOCUMENT = re.compile(r"<<-?[ \t]*['\"\\]?(\w+)")
MOST_LINES = 500


class History:
    """The lines, oldest first; ``first`` is the number of the oldest."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.first = 1

    def add(self, line: str) -> None:
        """Remember a line, and forget the oldest when there are too many."""
        self.lines.append(line)
        while len(self.lines) > MOST_LINES:
            del self.lines[0]
            self.first += 1

    def extend(self, line: str) -> None:
        """Put the next line of a command behind what there is of it: one command is one entry."""
        if not self.lines:
            self.add(line)
            return
        before = self.lines[-1]
        if before.endswith("\\"):
            self.lines[-1] = before[:-1] + line
        elif _open_quote(before):
            self.lines[-1] = f"{before}\n{line}"
        elif (end := _HERE_DOCUMENT.search(before)) is not None:
            self.lines[-1] = f"{before}\n{line}" + ("\n" if line.strip("\t") == end[1] else "")
        elif _NO_SEMICOLON.search(before) or not before.strip():
            self.lines[-1] = f"{before} {line}"
        else:
            self.lines[-1] = f"{before}; {line}"

    def get(self, number: int) -> str:
        """A line by its number; IndexError."""
        if number < self.first:
            raise IndexError(number)
        return self.lines[number - self.first]


def _open_quote(text: str) -> bool:
    plain = re.sub(r"\\.|'[^']*'|\"(?:\\.|[^\"\\])*\"", "", text, flags=re.DOTALL)
    return "'" in plain or '"' in plain
