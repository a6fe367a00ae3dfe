"""The fields of top: how each is shown, and by what it sorts."""

from collections.abc import Callable
from typing import Any, NamedTuple

from kshell.userland.procps.readproc import HERTZ, Proc
from kshell.userland.procps.ttys import tty_name

PAGE_KB = 4
SUFFIXES = "kmgtpe"
MOST_MINUTES, MOST_HOURS, MOST_DAYS = 360, 96, 14


class Row(NamedTuple):
    """A process in a frame: with the CPU time in clock ticks and the percentage since the last frame."""

    proc: Proc
    user: str
    ticks: int
    percent: float
    memory_percent: float


def pages(row: Row, at: int) -> int:
    """One of the numbers of /proc/PID/statm, in kB: 0 virtual, 1 resident, 2 shared."""
    words = row.proc.text("statm").split()
    return int(words[at]) * PAGE_KB if len(words) > at else 0


def cut(text: str, width: int) -> str:
    """A text that may get a ``+`` for what does not fit."""
    return text if len(text) <= width else f"{text[: max(width - 1, 0)]}+"


def scale_memory(kb: float, width: int, smallest: str) -> str:
    """A size in the smallest unit that is short enough, and not smaller than asked for."""
    for at, suffix in enumerate(SUFFIXES[:-1]):
        text = f"{kb:.0f}" if at == 0 else f"{kb:.1f}{suffix}"
        if at >= SUFFIXES.index(smallest) and len(text) <= width:
            return text
        kb /= 1024
    return "?"


def scale_percent(percent: float, width: int) -> str:
    """A percentage with one digit behind the point if there is room."""
    text = f"{percent:.1f}"
    return text if len(text) <= width else f"{percent:.0f}"


def scale_time(ticks: int, width: int) -> str:
    """CPU time as minutes, seconds and hundredths; what is too long for that in larger units."""
    hundredths = ticks * 100 // HERTZ
    seconds, cents = divmod(hundredths, 100)
    minutes, hours, days, weeks = seconds // 60, seconds // 3600, seconds // 86_400, seconds // 604_800
    forms = (
        (minutes <= MOST_MINUTES, f"{minutes}:{seconds % 60:02}.{cents:02}"),
        (minutes <= MOST_MINUTES, f"{minutes}:{seconds % 60:02}"),
        (hours <= MOST_HOURS, f"{hours},{minutes % 60:02}"),
        (days <= MOST_DAYS, f"{days}d+{hours % 24}h"),
        (days <= MOST_DAYS, f"{days}d"),
        (True, f"{weeks}w+{days % 7}d"),
    )
    return next((text for fits, text in forms if fits and len(text) <= width), "?")


def priority(row: Row) -> str:
    """The priority, ``rt`` for real-time threads."""
    number = row.proc.number("priority")
    return str(number) if -99 <= number <= 999 else "rt"


class Field(NamedTuple):
    """A column of the usual display; ``width`` 0 stands for what the line has left."""

    name: str
    width: int
    left: bool
    show: Callable[[Row, int, str], str]


# show() gets the row, the width and the smallest unit of memory
SHOWN = (
    Field("PID", 5, False, lambda row, width, scale: str(row.proc.pid)),
    Field("USER", 8, True, lambda row, width, scale: cut(row.user, width)),
    Field("PR", 3, False, lambda row, width, scale: priority(row)),
    Field("NI", 3, False, lambda row, width, scale: str(row.proc.number("nice"))),
    Field("VIRT", 7, False, lambda row, width, scale: scale_memory(pages(row, 0), width, scale)),
    Field("RES", 6, False, lambda row, width, scale: scale_memory(pages(row, 1), width, scale)),
    Field("SHR", 6, False, lambda row, width, scale: scale_memory(pages(row, 2), width, scale)),
    Field("S", 1, True, lambda row, width, scale: row.proc.state),
    Field("%CPU", 5, False, lambda row, width, scale: scale_percent(row.percent, width)),
    Field("%MEM", 5, False, lambda row, width, scale: scale_percent(row.memory_percent, width)),
    Field("TIME+", 9, False, lambda row, width, scale: scale_time(row.ticks, width)),
    Field("COMMAND", 0, True, lambda row, width, scale: cut(row.proc.cmd, width)),
)

_NAMES = (
    "PID PPID UID USER RUID RUSER SUID SUSER GID GROUP PGRP TTY TPGID SID PR NI nTH P %CPU TIME TIME+ %MEM VIRT SWAP "
    "RES CODE DATA SHR nMaj nMin nDRT S COMMAND WCHAN Flags CGROUPS SUPGIDS SUPGRPS TGID OOMa OOMs ENVIRON vMj vMn "
    "USED nsIPC nsMNT nsNET nsPID nsUSER nsUTS LXC RSan RSfd RSlk RSsh CGNAME NU LOGID EXE RSS PSS PSan PSfd PSsh USS "
    "ioR ioRop ioW ioWop AGID AGNI STARTED ELAPSED %CUU %CUC nsCGROUP nsTIME"
).split()


def _stat(name: str) -> Callable[[Row], Any]:
    return lambda row: row.proc.number(name)


def _unsorted(row: Row) -> int:
    return 0


_KEYS: dict[str, Callable[[Row], Any]] = {
    "PID": lambda row: row.proc.pid,
    "TGID": lambda row: row.proc.pid,
    "PPID": _stat("ppid"),
    "UID": lambda row: row.proc.euid,
    "USER": lambda row: row.user,
    "RUID": lambda row: row.proc.ruid,
    "PGRP": _stat("pgrp"),
    "TTY": lambda row: tty_name(row.proc.number("tty")),
    "TPGID": _stat("tpgid"),
    "SID": _stat("session"),
    "PR": _stat("priority"),
    "NI": _stat("nice"),
    "nTH": _stat("nlwp"),
    "P": _stat("processor"),
    "%CPU": lambda row: row.percent,
    "TIME": lambda row: row.ticks,
    "TIME+": lambda row: row.ticks,
    "%MEM": lambda row: pages(row, 1),
    "VIRT": lambda row: pages(row, 0),
    "RES": lambda row: pages(row, 1),
    "SHR": lambda row: pages(row, 2),
    "nMaj": _stat("maj_flt"),
    "nMin": _stat("min_flt"),
    "S": lambda row: row.proc.state,
    "COMMAND": lambda row: row.proc.cmd,
    "WCHAN": lambda row: row.proc.wchan,
    "Flags": _stat("flags"),
    "STARTED": _stat("start_time"),
    "ELAPSED": lambda row: -row.proc.number("start_time"),
}
# by what each field sorts
FIELDS: dict[str, Callable[[Row], Any]] = {name: _KEYS.get(name, _unsorted) for name in _NAMES}
