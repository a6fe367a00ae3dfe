"""The screen of watch: what a command printed, and where it differs from the last time."""

import re
from collections.abc import Sequence

TAB = 8
REVERSE, NORMAL = "\x1b[7m", "\x1b[m"
HOME, CLEAR_LINE, CLEAR_BELOW = "\x1b[H", "\x1b[K", "\x1b[J"
ANSI = re.compile(r"\x1b\[[0-9;]*m")


class Line:
    """A row of the screen: characters, and before each the colour that it is to have (with the option c)."""

    def __init__(self) -> None:
        self.chars: list[str] = []
        self.colours: dict[int, str] = {}

    @property
    def text(self) -> str:
        return "".join(self.chars).rstrip()


def layout(text: str, rows: int, columns: int, *, wrap: bool, colour: bool) -> list[Line]:
    """The rows that a command's output fills; longer lines go on in the next row, or are cut."""
    lines: list[Line] = [Line()]
    for part in re.findall(r"\x1b\[[0-9;]*m|.", text, re.DOTALL):
        if len(part) > 1:
            if colour:
                lines[-1].colours[len(lines[-1].chars)] = part
            continue
        if part == "\n":
            lines.append(Line())
        elif part == "\t" or part.isprintable():
            for char in part if part != "\t" else " " * (TAB - len(lines[-1].chars) % TAB):
                if len(lines[-1].chars) == columns:
                    if not wrap:
                        break
                    lines.append(Line())
                lines[-1].chars.append(char)
    if not lines[-1].chars:
        lines.pop()
    return lines[:rows]


class Marks:
    """Which characters have changed: since the last time, or with ``permanent`` ever since."""

    def __init__(self, *, permanent: bool) -> None:
        self._permanent = permanent
        self._before: list[str] | None = None
        self._marked: set[tuple[int, int]] = set()

    def update(self, lines: Sequence[Line]) -> bool:
        """Compare rows with those of the last time; whether they differ."""
        now = [line.text for line in lines]
        before, self._before = self._before, now
        if before is None:
            return False
        changed = {
            (row, at)
            for row in range(max(len(now), len(before)))
            for at in range(max(len(_row(now, row)), len(_row(before, row))))
            if _row(now, row)[at : at + 1] != _row(before, row)[at : at + 1]
        }
        self._marked = self._marked | changed if self._permanent else changed
        return bool(changed)

    def draw(self, row: int, line: Line) -> str:
        """A row with the changed characters in reverse."""
        out, reverse = "", False
        for at, char in enumerate(line.chars):
            if at in line.colours:
                out += line.colours[at]
            if ((row, at) in self._marked) != reverse:
                reverse = not reverse
                out += REVERSE if reverse else NORMAL
            out += char
        return out + (NORMAL if reverse or line.colours else "")


def _row(rows: Sequence[str], number: int) -> str:
    return rows[number] if number < len(rows) else ""


def header(interval: float, command: str, right: str, columns: int) -> str:
    """``Every 2.0s: ps              host: Tue Nov 24 15:54:11 2026``, with less of it on a narrow screen."""
    left = f"Every {interval:.1f}s: "
    room = columns - len(right) - 1 - len(left)
    if columns <= len(right):
        return ""
    if room < 1:
        text = ""
    elif room < 3:
        text = left.ljust(columns - len(right) - 5)[: columns - len(right) - 5] + "... "
    elif room < len(command):
        text = f"{left}{command[: room - 4]}".ljust(columns - len(right) - 5) + "... "
    else:
        text = left + command
    return text.ljust(columns - len(right)) + right
