"""What a column of ps is."""

from collections.abc import Callable, Iterator
from enum import Enum, auto
from typing import Any, NamedTuple

from kshell.userland.procps.ps.view import View
from kshell.userland.procps.readproc import Proc


class Justify(Enum):
    """Where a column's text stands. USER and WCHAN: left, numbers right; SIGNAL: right, wide if there is room."""

    LEFT = auto()
    RIGHT = auto()
    UNLIMITED = auto()
    USER = auto()
    WCHAN = auto()
    SIGNAL = auto()
    FILLER = auto()


class Scope(Enum):
    """On which lines a column is shown when a process and its threads have lines of their own."""

    PROCESS = auto()
    THREAD = auto()
    BOTH = auto()


Value = Callable[[View, Proc, int], str]
Key = Callable[[View, Proc], Any]


class Column(NamedTuple):
    """One format specifier. ``value`` gives the text of a row that has ``room`` characters for it."""

    spec: str
    title: str
    width: int
    justify: Justify
    value: Value
    key: Key
    scope: Scope = Scope.BOTH
    pid_wide: bool = False
    file: str = ""


def no_key(view: View, proc: Proc) -> int:
    """Leave the order as it is."""
    return 0


def columns(
    table: str,
    value: Value,
    justify: Justify = Justify.RIGHT,
    key: Key = no_key,
    scope: Scope = Scope.BOTH,
    *,
    pid_wide: bool = False,
    file: str = "",
) -> Iterator[Column]:
    """The columns of a table ``spec TITLE width|...`` that show the same; ``file`` is of /proc/PID, if unusual."""
    for row in table.split("|"):
        spec, title, width = row.split()
        yield Column(spec, title, int(width), justify, value, key, scope, pid_wide, file)
