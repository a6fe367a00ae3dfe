"""column: lines as a table or in columns (util-linux 2.38.1)."""

from collections.abc import Sequence
from itertools import zip_longest

from kshell.userland.coreutils.inputs import opened
from kshell.userland.libc import getopt
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process

USAGE = """\

Usage:
 column [options] [<file>...]

Columnate lists.

Options:
 -t, --table                      create a table
 -N, --table-columns <names>      comma separated columns names
 -R, --table-right <columns>      right align text in these columns

 -c, --output-width <width>       width of output in number of characters
 -o, --output-separator <string>  columns separator for table output
                                    (default is two spaces)
 -s, --separator <string>         possible table delimiters
 -x, --fillrows                   fill rows before columns

 -h, --help                       display this help
 -V, --version                    display version

For more details see column(1).
"""
LONG = {
    "table": "t",
    "table-columns=": "N",
    "table-right=": "R",
    "output-width=": "c",
    "output-separator=": "o",
    "separator=": "s",
    "fillrows": "x",
    "help": "h",
    "version": "V",
}
DEFAULT_WIDTH = 80
TAB = 8


def main(p: Process) -> int:
    try:
        options, files = getopt.parse(p.args, "tN:R:c:o:s:xhV", tuple(LONG))
    except getopt.UsageError as error:
        return getopt.try_help(p, error)
    given = dict(short_names(options, LONG))
    if given.keys() & {"h", "V"}:
        p.out(USAGE if "h" in given else "column from util-linux 2.38.1\n")
        return 0
    width = given.get("c", "")
    if width and not width.isdigit():
        p.err(f"column: invalid columns argument: '{width}'\n")
        return 1
    lines, status = list[str](), 0
    for name in files or ["-"]:
        try:
            with opened(p, name) as fd:
                lines += [line.rstrip("\n") for line in p.lines(fd)]
        except OSError as failed:
            p.err(f"column: {name}: {failed.strerror}\n")
            status = 1
    lines = [line for line in lines if line.strip()]
    if "t" in given:
        p.out("".join(_table(lines, given)))
    elif lines:
        p.out("".join(_filled(lines, int(width) if width else _terminal_width(p), given)))
    return status


def _terminal_width(p: Process) -> int:
    return (p.sys.winsize(1)[1] if p.sys.isatty(1) else 0) or DEFAULT_WIDTH


def _table(lines: Sequence[str], given: dict[str, str]) -> list[str]:
    """The cells of each line below one another."""
    rows = [_cells(line, given.get("s")) for line in lines]
    if "N" in given:
        rows.insert(0, given["N"].split(","))
    columns = max(map(len, rows), default=0)
    widths = [max(map(len, column)) for column in zip_longest(*rows, fillvalue="")]
    right = {name.strip() for name in given.get("R", "").split(",")}
    names = given.get("N", "").split(",")
    to_right = {n for n in range(columns) if str(n + 1) in right or (n < len(names) and names[n] in right - {""})}
    separator = given.get("o", "  ")
    shown = []
    for row in rows:
        line = ""
        for number, cell in enumerate([*row, *[""] * (columns - len(row))]):
            last = number == columns - 1
            padded = cell.rjust(widths[number]) if number in to_right else cell if last else cell.ljust(widths[number])
            line += padded + ("" if last else separator)
        shown.append(line + "\n")
    return shown


def _cells(line: str, separators: str | None) -> list[str]:
    if separators is None:
        return line.split()
    for other in separators[1:]:
        line = line.replace(other, separators[0])
    return line.split(separators[0]) if separators else [line]


def _filled(lines: Sequence[str], width: int, given: dict[str, str]) -> list[str]:
    """As many columns as there is room for, a multiple of 8 wide, from top to bottom or (-x) from left to right."""
    size = (max(map(len, lines)) // TAB + 1) * TAB
    columns = max(width // size, 1)
    rows = -(-len(lines) // columns)
    shown = []
    for row in range(rows):
        cells = lines[row * columns : (row + 1) * columns] if "x" in given else lines[row::rows]
        line = ""
        for number, cell in enumerate(cells):
            line += cell
            if number < len(cells) - 1:
                line += "\t" * (-(-(size * (number + 1) - len(line.expandtabs(TAB))) // TAB))
        shown.append(line + "\n")
    return shown
