"""A screen that a program paints on, by moving the cursor as on the Linux console: what top and a pager need.

The sequences are those of console_codes(4) that such programs use; others are swallowed.
"""

import re

from prompt_toolkit.utils import get_cwidth

from kshell.frontend.pen import Pen
from kshell.frontend.typeset import RESET, SGR, TAB, TOKEN

ADDRESSING = re.compile(r"\x1b\[[\d;]*[ABEFHJLMdf]|\x1b\[\?(?:1049|1047|47)[hl]|\x1b[78DEM]")
CSI = re.compile(r"\x1b\[([?>]?)([\d;]*)([@-~])")
ALTERNATE = {"1049", "1047", "47"}
BLANK = ("", " ")


class Canvas:
    """Rows of cells; a cell is its colours and its character ("" behind a wide one)."""

    def __init__(self, rows: int, columns: int) -> None:
        self.rows, self.columns = rows, columns
        self.row = self.column = 0
        self.alternate = False
        self.left = False
        self._pen = Pen()
        self._style = ""
        self._saved = 0, 0
        self._cells = [self._blank_row() for _ in range(rows)]

    def _blank_row(self) -> list[tuple[str, str]]:
        return [BLANK] * self.columns

    def resize(self, rows: int, columns: int) -> None:
        """The window has another size; the program paints afresh."""
        for row in self._cells:
            row[columns:] = [BLANK] * (columns - len(row))
        self.columns = columns
        self._cells[rows:] = [self._blank_row() for _ in range(rows - len(self._cells))]
        self.rows = rows
        self._move(self.row, self.column)

    def lines(self) -> list[str]:
        """The rows as typeset lines."""
        return [_text(row) for row in self._cells]

    # -- painting

    def write(self, text: str) -> None:
        """Carry out what a program has written. ``left`` tells that it has gone back from the alternate screen."""
        for token in TOKEN.findall(text):
            if len(token) == 1:
                self._character(token)
            elif SGR.fullmatch(token):
                self._pen.take(token)
                self._style = str(self._pen)
            elif match := CSI.fullmatch(token):
                self._control(*match.groups())
            else:
                self._escape(token[1:])

    def _character(self, character: str) -> None:
        if character == "\n":
            self.column = 0
            self._line_feed()
        elif character == "\r":
            self.column = 0
        elif character == "\b":
            self.column = max(0, min(self.column, self.columns - 1) - 1)
        elif character == "\t":
            self.column = min(self.columns - 1, (self.column // TAB + 1) * TAB)
        elif character.isprintable():
            self._put(character, get_cwidth(character))

    def _put(self, character: str, width: int) -> None:
        if not width:
            return
        if self.column + width > self.columns:
            self.column = 0
            self._line_feed()
        self._cells[self.row][self.column : self.column + width] = [(self._style, character), *[("", "")] * (width - 1)]
        self.column += width

    def _line_feed(self) -> None:
        if self.row < self.rows - 1:
            self.row += 1
        else:
            del self._cells[0]
            self._cells.append(self._blank_row())

    def _reverse_line_feed(self) -> None:
        if self.row:
            self.row -= 1
        else:
            self._cells.insert(0, self._blank_row())
            del self._cells[-1]

    # -- control sequences

    def _escape(self, what: str) -> None:
        if what == "M":
            self._reverse_line_feed()
        elif what in ("D", "E"):
            self._line_feed()
        elif what == "7":
            self._saved = self.row, self.column
        elif what == "8":
            self._move(*self._saved)

    def _control(self, private: str, parameters: str, final: str) -> None:
        if private:
            if parameters in ALTERNATE and final in "hl":
                self.alternate, self.left = final == "h", final == "l"
            return
        numbers = [int(number or 0) for number in parameters.split(";")]
        if final in "ABCDEFGHdf":
            self._address(final, numbers)
        elif final == "J":
            self._erase_screen(numbers[0])
        elif final == "K":
            self._erase_line(numbers[0])
        elif final in "LM":
            self._shift_lines(max(1, numbers[0]), insert=final == "L")
        elif final in "P@X":
            self._shift_characters(max(1, numbers[0]), final)

    def _address(self, final: str, numbers: list[int]) -> None:
        count = max(1, numbers[0])
        row, column = self.row, self.column
        if final in "Hf":
            row, column = count - 1, max(1, [*numbers, 1][1]) - 1
        elif final == "d":
            row = count - 1
        elif final == "G":
            column = count - 1
        elif final in "AF":
            row -= count
        elif final in "BE":
            row += count
        elif final in "CD":
            column += count if final == "C" else -count
        self._move(row, 0 if final in "EF" else column)

    def _move(self, row: int, column: int) -> None:
        self.row, self.column = min(max(row, 0), self.rows - 1), min(max(column, 0), self.columns - 1)

    def _erase_screen(self, how: int) -> None:
        self._erase_line(how)
        wiped = range(self.row + 1, self.rows) if how == 0 else range(self.row) if how == 1 else range(self.rows)
        for row in wiped:
            self._cells[row] = self._blank_row()

    def _erase_line(self, how: int) -> None:
        first = self.column if how == 0 else 0
        last = min(self.column + 1, self.columns) if how == 1 else self.columns
        self._cells[self.row][first:last] = [BLANK] * (last - first)

    def _shift_lines(self, count: int, *, insert: bool) -> None:
        count = min(count, self.rows - self.row)
        blank = [self._blank_row() for _ in range(count)]
        kept = self._cells[self.row : self.rows - count] if insert else self._cells[self.row + count :]
        self._cells[self.row :] = [*blank, *kept] if insert else [*kept, *blank]

    def _shift_characters(self, count: int, how: str) -> None:
        row, at = self._cells[self.row], self.column
        if how == "@":
            row[at:at] = [BLANK] * count
        else:
            row[at : at + count] = [] if how == "P" else [BLANK] * count
        row[self.columns :] = [BLANK] * (self.columns - len(row))


def _text(row: list[tuple[str, str]]) -> str:
    """A row with its colours, without blanks at its end."""
    text, style = "", ""
    for cell_style, character in row:
        if cell_style != style:
            text += (RESET if style else "") + cell_style
            style = cell_style
        text += character
    return text + RESET if style else text.rstrip(" ")
