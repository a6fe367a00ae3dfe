"""How the lines of ps are laid out: columns take their width, and give way to a neighbour that needs more."""

from collections.abc import Callable, Sequence

from kshell.userland.process import Process
from kshell.userland.procps.ps.columns.column import Justify, Scope
from kshell.userland.procps.ps.columns.signals import NARROW, WIDE
from kshell.userland.procps.ps.formats import Field
from kshell.userland.procps.ps.options import OUTBUF_SIZE
from kshell.userland.procps.ps.view import View
from kshell.userland.procps.readproc import Proc

MOST_SPACE = 144
LAST_COLUMN = 3


class Printer:
    """Prints the rows of a format, with the headers where they belong."""

    def __init__(self, p: Process, view: View, fields: Sequence[Field], columns: int, rows: int) -> None:
        """``columns`` and ``rows`` are the screen's."""
        self._p = p
        self._view = view
        self._fields = fields
        self._active, self._wide_signals = _line_width(fields, columns)
        self._gap, self._to_header = _header_lines(view.options.headers, fields, rows)
        self._lines: list[str] = []
        self.printed = False

    def process(self, proc: Proc, scope: Scope = Scope.BOTH) -> None:
        """Print the row of a process; of a thread or a process alone, columns of another scope are a dash."""
        self._header()
        self.printed = True
        self._lines.append(self._line(lambda field, room: self._cell(field, proc, room, scope)))

    def finish(self) -> int:
        """Print the header if nothing was printed, and let all of it out; the exit status."""
        if not self.printed:
            self._header()
        self._p.out("".join(self._lines))
        return 0 if self.printed else 1

    def _header(self) -> None:
        self._to_header -= 1
        if self._to_header == 0:
            self._to_header = self._gap
            self._lines.append(self._line(lambda field, room: field.title))

    def _cell(self, field: Field, proc: Proc, room: int, scope: Scope) -> str:
        column = field.column
        if column is None:
            return field.title
        if Scope.BOTH not in (scope, column.scope) and column.scope is not scope:
            return "-"
        if column.justify is Justify.SIGNAL:
            room = WIDE if self._wide_signals else NARROW
        return column.value(self._view, proc, room)

    def _line(self, text_of: Callable[[Field, int], str]) -> str:
        """One line; ``due`` is where a column should begin, ``at`` where the line has come to."""
        line = ""
        due = at = gap = 0
        for number, field in enumerate(self._fields):
            justify = field.column.justify if field.column is not None else Justify.FILLER
            last = number + 1 == len(self._fields)
            room, before = field.width, 0
            if last:
                before = due - at if due > at else gap
                room = self._active - at - before
            text = text_of(field, min(max(room, 0), OUTBUF_SIZE - 1))
            if justify in (Justify.UNLIMITED, Justify.WCHAN) and self._active - at - before < 1:
                text = text[:1]
            space = due - at + self._padding(justify, field.width - len(text), len(text))
            space = min(space if space >= 1 else gap, MOST_SPACE)
            line += " " * space + text
            if last:
                break
            at += space + len(text)
            due += field.width + (WIDE - NARROW - 1 if justify is Justify.SIGNAL and self._wide_signals else 0)
            gap = int(field.column is not None and self._fields[number + 1].column is not None)
            due += gap
        return line + "\n"

    def _padding(self, justify: Justify, missing: int, length: int) -> int:
        """How many spaces go before a text that is ``missing`` characters shorter than its column."""
        if justify is Justify.RIGHT or (justify in (Justify.USER, Justify.WCHAN) and self._view.options.numeric):
            return max(missing, 0)
        if justify is Justify.SIGNAL:
            return max((WIDE if self._wide_signals else NARROW + 1) - length, 0)
        return 0


def _line_width(fields: Sequence[Field], columns: int) -> tuple[int, bool]:
    """How long a line may get, a multiple of the screen's width; whether there is room for wide signal sets."""
    total, gap, signals = 0, 0, 0
    for field in fields:
        if field.column is None:
            total, gap = total + field.width, 0
            continue
        unlimited = field.column.justify is Justify.UNLIMITED and field is fields[-1]
        total += (LAST_COLUMN if unlimited else field.width) + gap
        signals += field.column.justify is Justify.SIGNAL
        gap = 1
    lines = 1
    while columns * lines < total and columns * lines < OUTBUF_SIZE // 2:
        lines += 1
    active = columns * lines
    return active, total + signals * 7 <= active


def _header_lines(headers: str, fields: Sequence[Field], rows: int) -> tuple[int, int]:
    """How many lines lie between headers, and before the first one (-1: there is none)."""
    if headers == "multi":
        return rows - 1, 1
    if headers == "none" or not any(field.title for field in fields if field.column is not None):
        return -1, -1
    return -1, 1
