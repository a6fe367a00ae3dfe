"""Cells in columns, as ls puts them on a terminal (coreutils 9.1, ls.c: print_many_per_line)."""

from collections.abc import Sequence
from typing import NamedTuple

NARROWEST = 3
GAP = 2
TAB = 8


class Cell(NamedTuple):
    """A text, and how many columns it takes on the screen."""

    text: str
    width: int


def down(cells: Sequence[Cell], width: int, *, tabs: bool) -> str:
    """Lines of cells that are read column by column; 0 is any width, ``tabs`` may stand for blanks."""
    if not cells:
        return ""
    rows, columns = _fit(cells, width, by_rows=False)
    return "".join(_line(cells[row::rows], columns, tabs) for row in range(rows))


def across(cells: Sequence[Cell], width: int, *, tabs: bool) -> str:
    """Lines of cells that are read line by line."""
    if not cells:
        return ""
    _, columns = _fit(cells, width, by_rows=True)
    count = len(columns)
    return "".join(_line(cells[at : at + count], columns, tabs) for at in range(0, len(cells), count))


def by_commas(cells: Sequence[Cell], width: int) -> str:
    """Cells with commas between them, in lines that are not wider than they may be."""
    lines, at = "", 0
    for number, cell in enumerate(cells):
        if number:
            fits = not width or at + cell.width + GAP < width
            lines += ", " if fits else ",\n"
            at = at + GAP if fits else 0
        lines += cell.text
        at += cell.width
    return lines + "\n" if cells else ""


def _fit(cells: Sequence[Cell], width: int, *, by_rows: bool) -> tuple[int, list[int]]:
    """How many rows are needed at least, and the widths of the columns then."""
    most = min(len(cells), max(width // NARROWEST, 1)) if width else len(cells)
    for count in range(most, 0, -1):
        rows = -(-len(cells) // count)
        widths = [NARROWEST] * count
        for number, cell in enumerate(cells):
            column = number % count if by_rows else number // rows
            widths[column] = max(widths[column], cell.width + (GAP if column < count - 1 else 0))
        if not width or sum(widths) < width:
            break
    return rows, widths


def _line(cells: Sequence[Cell], columns: Sequence[int], tabs: bool) -> str:
    line, at, start = "", 0, 0
    for number, cell in enumerate(cells):
        line += cell.text
        at = start + cell.width
        start += columns[number]
        if number < len(cells) - 1:
            line += _indent(at, start) if tabs else " " * (start - at)
    return line + "\n"


def _indent(at: int, to: int) -> str:
    """Blanks and tabs from one column to another."""
    text = ""
    while at < to:
        if to // TAB > (at + 1) // TAB:
            text += "\t"
            at += TAB - at % TAB
        else:
            text += " "
            at += 1
    return text
