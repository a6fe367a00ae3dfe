"""Everything that a terminal has shown, on endless paper: control sequences are carried out, and nothing is lost.

What is wiped from the screen stays on the paper, above; what a program draws on the alternate screen never comes there.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from kshell.transcript.draft.events import Moment

TAB = 8
_TOKEN = re.compile(
    r"\x1b\[(?P<arguments>[0-?]*)[ -/]*(?P<order>[@-~])"
    r"|\x1b[\]PX^_].*?(?:\x07|\x1b\\)"  # titles and the like
    r"|\x1b[ -/]*(?P<escape>[0-~])"
    r"|(?P<control>[\x00-\x1f\x7f])"
    r"|(?P<plain>[^\x00-\x1f\x7f]+)",
    re.DOTALL,
)
_CUT_OFF = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x07\x1b]{0,2000}\x1b?|[ -/]*)?\Z")
ALTERNATE = ("47", "1047", "1049")
EDITS = "2004"  # bracketed paste: bash switches it on while it edits a line
PANE = re.compile(r"\bterminal (\d{1,2})\b")


class Row:
    """A row; ``joined`` tells that the row above goes on in it. ``began`` is when it was first written, ``left`` when
    the cursor went on to the next."""

    def __init__(self, *, joined: bool = False) -> None:
        self.cells: list[str] = []
        self.joined = joined
        self.began: Moment | None = None
        self.left: Moment | None = None


class Edit(NamedTuple):
    """A line that was edited at a prompt: where it begins (row, column) and ends, when the prompt was shown, and when
    Enter was pressed: None if it was not."""

    begin: tuple[int, int]
    end: tuple[int, int]
    shown: Moment
    entered: Moment | None


class Paper:
    """One terminal's paper."""

    def __init__(self, columns: int, height: int) -> None:
        self.rows = [Row()]
        self.edits: list[Edit] = []
        self.editing: tuple[tuple[int, int], Moment] | None = None
        self.painted = False
        self._columns, self._height = columns, height
        self._top = self._y = self._x = 0
        self._saved = (0, 0)
        self._hidden = False
        self._moment = Moment(0, 0)

    def write(self, found: "re.Match[str]", moment: Moment) -> None:
        """Carry out one token."""
        self._moment = moment
        arguments, order, escape, control, plain = found.groups()
        if order:
            numbers = [int(n) if n.isdigit() else 0 for n in arguments.split(";")]
            if order in "hl" and arguments.startswith("?"):
                self._mode(arguments[1:].split(";"), on=order == "h")
            elif not self._hidden and order in _ORDERS:
                _ORDERS[order](self, numbers)
        elif not self._hidden and plain:
            self._print(plain)
        elif not self._hidden and control:
            self._control(control)
        elif escape in ("7", "8"):
            self._cursor(save=escape == "7")

    def line(self, number: int) -> str:
        """A row of the screen, counted from 1."""
        at = self._top + number - 1
        return "".join(self.rows[at].cells) if at < len(self.rows) else ""

    # -- modes

    def _mode(self, modes: list[str], *, on: bool) -> None:
        if any(mode in ALTERNATE for mode in modes):
            self._hidden, self.painted = on, True
        if EDITS in modes:
            self._edit(on=on)

    def _edit(self, *, on: bool) -> None:
        here = (self._y, self._x)
        if on:
            self.editing = here, self.editing[1] if self.editing else self._moment
        elif self.editing:
            begin, shown = self.editing
            self.edits.append(Edit(begin, here, shown, self._moment))
            self.editing = None

    # -- the cursor

    def _row(self) -> Row:
        self.rows += [Row() for _ in range(self._y + 1 - len(self.rows))]
        return self.rows[self._y]

    def _print(self, text: str) -> None:
        """Write text; that of one column for each character, which most is, in runs."""
        if not text.isascii():
            for character in text:
                self._put(character)
            return
        while text:
            self._put(text[0])  # which begins a row if the last is full
            run, text = text[1 : 1 + self._columns - self._x], text[1 + self._columns - self._x :]
            cells = self._row().cells
            cells[self._x : self._x + len(run)] = run
            self._x += len(run)

    def _put(self, character: str) -> None:
        if unicodedata.combining(character):
            cells = self._row().cells
            if 0 < self._x <= len(cells):
                cells[self._x - 1] += character
            return
        width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if self._x + width > self._columns:
            self._feed()
            self._x = 0
            self._row().joined = True
        row = self._row()
        row.began = row.began or self._moment
        row.cells += [" "] * (self._x + width - len(row.cells))
        row.cells[self._x : self._x + width] = [character, *[""] * (width - 1)]
        self._x += width

    def _feed(self) -> None:
        self._row().left = self._moment
        self._y += 1
        self._top = max(self._top, self._y - self._height + 1)
        row = self._row()
        row.began = row.began if row.cells else None

    def _control(self, character: str) -> None:
        if character == "\n":
            self._feed()
        elif character == "\r":
            self._x = 0
        elif character == "\b":
            self._x = max(0, min(self._x, self._columns - 1) - 1)
        elif character == "\t":
            self._x = min(self._columns - 1, (self._x // TAB + 1) * TAB)

    def _cursor(self, *, save: bool) -> None:
        if save:
            self._saved = self._y - self._top, self._x
        else:
            self._y, self._x = self._saved[0] + self._top, self._saved[1]

    # -- control sequences

    def _go(self, numbers: list[int]) -> None:
        row, column = (*numbers, 0)[:2]
        self._y = self._top + min(max(row, 1), self._height) - 1
        self._x = min(max(column, 1), self._columns) - 1

    def _up(self, numbers: list[int]) -> None:
        self._y = max(self._top, self._y - max(numbers[0], 1))

    def _down(self, numbers: list[int]) -> None:
        self._y = min(self._top + self._height - 1, self._y + max(numbers[0], 1))

    def _right(self, numbers: list[int]) -> None:
        self._x = min(self._columns - 1, self._x + max(numbers[0], 1))

    def _left(self, numbers: list[int]) -> None:
        self._x = max(0, min(self._x, self._columns - 1) - max(numbers[0], 1))

    def _column(self, numbers: list[int]) -> None:
        self._x = min(max(numbers[0], 1), self._columns) - 1

    def _erase_in_line(self, numbers: list[int]) -> None:
        cells = self._row().cells
        if numbers[0] == 0:
            del cells[self._x :]
        else:
            end = self._x + 1 if numbers[0] == 1 else len(cells)
            cells[:end] = [" "] * min(end, len(cells))

    def _erase(self, numbers: list[int]) -> None:
        """Below the cursor it is erased; a screen that is wiped is a new page."""
        if numbers[0] == 0:
            self._erase_in_line([0])
            del self.rows[self._y + 1 :]
        elif numbers[0] == 2:
            self._y, self._top = self._y - self._top + len(self.rows), len(self.rows)

    def _delete(self, numbers: list[int]) -> None:
        del self._row().cells[self._x : self._x + max(numbers[0], 1)]

    def _insert(self, numbers: list[int]) -> None:
        cells = self._row().cells
        if self._x < len(cells):
            cells[self._x : self._x] = [" "] * min(max(numbers[0], 1), self._columns)


_ORDERS: dict[str, Callable[[Paper, list[int]], None]] = {
    "H": Paper._go, "f": Paper._go, "A": Paper._up, "B": Paper._down, "C": Paper._right, "D": Paper._left,
    "G": Paper._column, "J": Paper._erase, "K": Paper._erase_in_line, "P": Paper._delete, "@": Paper._insert,
    "s": lambda paper, _: paper._cursor(save=True), "u": lambda paper, _: paper._cursor(save=False),
}  # fmt: skip


class Papers:
    """The paper of a terminal; or of several, which share its screen as in the films that kshell exports: each has a
    scrolling region of its own below a row that says which terminal it is."""

    def __init__(self, columns: int, height: int) -> None:
        self._size = columns, height
        self._whole = self._now = Paper(columns, height)
        self._panes: dict[int, Paper] = {}
        self._first = 0
        self._rest = ""
        self._order = 0

    @property
    def by_terminal(self) -> dict[int, Paper]:
        """The papers by the terminals' numbers."""
        return self._panes or {1: self._whole}

    def now(self, ns: int) -> Moment:
        """The next moment."""
        self._order += 1
        return Moment(ns, self._order)

    def write(self, text: str, ns: int) -> None:
        """Show text."""
        text, self._rest = self._rest + text, ""
        if found := _CUT_OFF.search(text):
            text, self._rest = text[: found.start()], found[0]
        for token in _TOKEN.finditer(text):
            moment = self.now(ns)
            if token["order"] == "r" and not token["arguments"].startswith("?"):
                self._region(token["arguments"])
            elif token["order"] == "H" and self._now is not self._whole:
                row, _, column = token["arguments"].partition(";")
                inside = f"\x1b[{int(row or 1) - self._first};{column}H"
                self._now.write(_match(inside), moment)
            else:
                self._now.write(token, moment)

    def _region(self, arguments: str) -> None:
        """A scrolling region is set: is it that of a terminal?"""
        first, _, last = arguments.partition(";")
        self._now, self._first = self._whole, 0
        if first.isdigit() and last.isdigit() and 1 < int(first) <= int(last):
            name = PANE.search(self._whole.line(int(first) - 1))
            if name:
                height = int(last) - int(first) + 1
                self._now = self._panes.setdefault(int(name[1]), Paper(self._size[0], height))
                self._first = int(first) - 1


def _match(text: str) -> "re.Match[str]":
    found = _TOKEN.match(text)
    assert found is not None
    return found
