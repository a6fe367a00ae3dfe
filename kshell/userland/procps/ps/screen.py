"""How large the screen is that ps prints on."""

from kshell.userland.libc.strtol import strtol
from kshell.userland.process import Process
from kshell.userland.procps.ps.options import OUTBUF_SIZE, Options

WIDE = 132


def screen_size(p: Process, options: Options) -> tuple[int, int]:
    """(columns, rows): of the terminal, without limit in a pipe; LINES, COLUMNS and the options overrule both."""
    rows, columns = _terminal(p)
    if not p.sys.isatty(1):
        columns = OUTBUF_SIZE
    columns, rows = _environment(p, "COLUMNS") or columns, _environment(p, "LINES") or rows
    if columns < 9 or rows < 2:
        p.err(f"your {columns}x{rows} screen size is bogus. expect trouble\n")
    columns, rows = options.columns or columns, options.rows or rows
    if options.wide:
        columns = OUTBUF_SIZE if options.wide > 1 else max(columns, WIDE)
    return columns, rows


def _terminal(p: Process) -> tuple[int, int]:
    for fd in (1, 2, 0):
        try:
            return p.sys.winsize(fd)
        except OSError:
            continue
    return 24, 80


def _environment(p: Process, name: str) -> int:
    number = strtol(p.env.get(name, ""), 0)
    return number if number is not None and 0 < number < OUTBUF_SIZE else 0
