"""What a terminal of so many rows and columns shows of the text that was written on it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kshell.transcript.ink import PLAIN

_PIECE = re.compile(r"\x1b\[([0-9;?]*)([@-~])|\x1b.|([\x00-\x1f\x7f])|([^\x00-\x1f\x7f]+)", re.DOTALL)
TAB = 8


class Span(NamedTuple):
    """A piece of a row: ``kind`` is "prompt", "typed", or the words of an Ink for the output of programs."""

    text: str
    kind: str = ""


class Screen:
    """A terminal's rows. Text wraps at the last column and scrolls away at the last row."""

    def __init__(self, rows: int = 24, columns: int = 80) -> None:
        self._rows, self.columns = rows, columns
        self._cells: list[list[Span]] = [[]]
        self._row = self._column = 0
        self._ink = PLAIN

    @property
    def at_start(self) -> bool:
        """Whether what is written next begins a row."""
        return self._column == 0

    def write(self, text: str, kind: str = "") -> None:
        """Write text as a terminal does."""
        for found in _PIECE.finditer(text):
            arguments, order, control, plain = found.groups()
            if plain:
                self._put(plain, kind or self._ink.words())
            elif control:
                self._control(control)
            elif order == "m":
                self._ink = self._ink.changed([int(n) if n.isdigit() else 0 for n in arguments.split(";")])
            elif order:
                self._order(order, [int(n) if n.isdigit() else 0 for n in arguments.split(";")])

    @property
    def place(self) -> tuple[int, int]:
        """The row and the column, from 0, of what is written next."""
        return self._row, min(self._column, self.columns - 1)

    def with_prompt(self, prompt: str) -> "Screen":
        """A screen like this, with a prompt where text would go on."""
        screen = Screen(self._rows, self.columns)
        screen._cells = [list(row) for row in self._cells]
        screen._row, screen._column = self._row, self._column
        screen.write(prompt, "prompt")
        return screen

    def rows(self, prompt: str = "") -> list[list[Span]]:
        """The rows from the top down to the last written one; ``prompt`` stands where text would go on."""
        if not prompt:
            return [list(_joined(row)) for row in self._cells]
        return self.with_prompt(prompt).rows()

    def _put(self, text: str, kind: str) -> None:
        for c in text:
            if self._column >= self.columns:
                self._line_feed()
            row = self._cells[self._row]
            row += [Span(" ")] * (self._column - len(row))
            row[self._column : self._column + 1] = [Span(c, kind)]
            self._column += 1

    def _line_feed(self) -> None:
        self._row, self._column = self._row + 1, 0
        if self._row == len(self._cells):
            self._cells.append([])
        if len(self._cells) > self._rows:
            del self._cells[0]
            self._row -= 1

    def _control(self, c: str) -> None:
        if c == "\n":
            self._line_feed()
        elif c == "\r":
            self._column = 0
        elif c == "\b":
            self._column = max(0, self._column - 1)
        elif c == "\t":
            self._column = min(self.columns - 1, (self._column // TAB + 1) * TAB)

    def _order(self, order: str, numbers: Sequence[int]) -> None:
        """The control sequences that clear(1) and the like write; the others are left out."""
        if order == "H":
            row, column = (*numbers, 0)[:2]
            self._row, self._column = min(max(row, 1), self._rows) - 1, min(max(column, 1), self.columns) - 1
            self._cells += [[] for _ in range(self._row + 1 - len(self._cells))]
        elif order == "J" and numbers[0] in (0, 2):
            start = self._row if numbers[0] == 0 else 0
            self._cells[start:] = [[] for _ in self._cells[start:]]
        elif order == "K" and numbers[0] == 0:
            del self._cells[self._row][self._column :]


def _joined(cells: Sequence[Span]) -> Iterator[Span]:
    """Neighbours of one kind as one span."""
    start = 0
    for n in range(1, len(cells) + 1):
        if n == len(cells) or cells[n].kind != cells[start].kind:
            yield Span("".join(cell.text for cell in cells[start:n]), cells[start].kind)
            start = n
