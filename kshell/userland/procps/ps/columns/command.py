"""Columns about what runs: names and command lines, with the picture of the tree before them."""

from kshell.userland.procps.ps.columns.column import Column, Justify, Scope, columns
from kshell.userland.procps.ps.view import View
from kshell.userland.procps.readproc import Proc, printable

FNAME_LEN = 8


def args(view: View, proc: Proc, room: int) -> str:
    """The whole command line; the name alone with the option c."""
    return _command(view, proc, proc.cmd if view.options.true_name else proc.cmdline, room)


def comm(view: View, proc: Proc, room: int) -> str:
    """The name; the whole command line with the option -f."""
    return _command(view, proc, proc.cmdline if view.options.full else proc.cmd, room)


def _command(view: View, proc: Proc, text: str, room: int) -> str:
    shown = _forest(view, room)
    shown += text[: max(room - len(shown), 0)]
    environment = printable(proc.text("environ").rstrip("\0").replace("\0", " ")) if view.options.environment else ""
    if environment and room - len(shown) > 1:
        shown = f"{shown} {environment}"[:room]
    return shown


def _forest(view: View, room: int) -> str:
    """As much of the tree's picture as there is room for."""
    step = 2 if view.options.forest == "u" else 4
    return view.prefix[: room // step * step]


def fname(view: View, proc: Proc, room: int) -> str:
    """The first letters of the name."""
    shown = _forest(view, room)
    return shown + proc.cmd[: max(min(room - len(shown), FNAME_LEN), 0)]


def exe(view: View, proc: Proc, room: int) -> str:
    """The file of the program."""
    return (proc.link("exe") or "-")[:room]


def _by_name(view: View, proc: Proc) -> str:
    return proc.cmd


def _by_command_line(view: View, proc: Proc) -> str:
    return proc.cmdline


COLUMNS: tuple[Column, ...] = (
    *columns("args COMMAND 27|cmd CMD 27|command COMMAND 27", args, Justify.UNLIMITED, _by_command_line, Scope.PROCESS),
    *columns("comm COMMAND 15|ucmd CMD 15|ucomm COMMAND 15", comm, Justify.UNLIMITED, _by_name, Scope.PROCESS),
    *columns("fname COMMAND 8", fname, Justify.LEFT, _by_name, Scope.PROCESS),
    *columns("exe EXE 27", exe, Justify.UNLIMITED, scope=Scope.PROCESS),
)
