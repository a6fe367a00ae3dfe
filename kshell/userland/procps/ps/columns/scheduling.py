"""Columns about running and waiting: state, priority, CPU, wait channel, threads."""

from collections.abc import Callable, Iterator

from kshell.userland.procps.ps.columns.column import Column, Justify, Scope, columns
from kshell.userland.procps.ps.view import View
from kshell.userland.procps.readproc import Proc

SCHED_OTHER, SCHED_BATCH = 0, 3
CLASSES = ("TS", "FF", "RR", "B", "ISO", "IDL", "DLN", "#7", "#8", "#9")


def state(view: View, proc: Proc, room: int) -> str:
    """The state letter."""
    return proc.state


def stat(view: View, proc: Proc, room: int) -> str:
    """The state letter, and behind it: nice, locked pages, session leader, threads, in the foreground."""
    nice = proc.number("nice")
    marks = (
        ("<", nice < 0),
        ("N", nice > 0),
        ("L", proc.kilobytes("VmLck") > 0),
        ("s", proc.number("session") == proc.pid),
        ("l", proc.number("nlwp") > 1),
        ("+", proc.number("pgrp") == proc.number("tpgid")),
    )
    return proc.state + "".join(mark for mark, holds in marks if holds)


def _by_state(view: View, proc: Proc) -> str:
    return proc.state


def flags(view: View, proc: Proc, room: int) -> str:
    """The task's flags ``forked but did not exec`` (1) and ``super-user privileges`` (4)."""
    return f"{proc.number('flags') >> 6 & 7:o}"


def _by_flags(view: View, proc: Proc) -> int:
    return proc.number("flags")


def wchan(view: View, proc: Proc, room: int) -> str:
    """The function that it waits in."""
    return proc.wchan[:room]


def _by_wchan(view: View, proc: Proc) -> str:
    return proc.wchan


def _by_priority(view: View, proc: Proc) -> int:
    return proc.number("priority")


def _priority(table: str, shown: Callable[[int], int]) -> Iterator[Column]:
    """Columns with the priority, counted in some way."""

    def value(view: View, proc: Proc, room: int) -> str:
        return str(shown(proc.number("priority")))

    return columns(table, value, Justify.RIGHT, _by_priority, Scope.THREAD)


def _by_nice(view: View, proc: Proc) -> int:
    return proc.number("nice")


def nice(view: View, proc: Proc, room: int) -> str:
    """The nice value, for the scheduling classes that heed it."""
    return str(proc.number("nice")) if proc.number("sched") in (SCHED_OTHER, SCHED_BATCH) else "-"


def _by_class(view: View, proc: Proc) -> int:
    return proc.number("sched")


def scheduling_class(view: View, proc: Proc, room: int) -> str:
    """The scheduling class by its short name."""
    number = proc.number("sched")
    return CLASSES[number] if 0 <= number < len(CLASSES) else "?"


def sched(view: View, proc: Proc, room: int) -> str:
    """The scheduling class by its number."""
    return str(proc.number("sched"))


def _by_rtprio(view: View, proc: Proc) -> int:
    return proc.number("rtprio")


def rtprio(view: View, proc: Proc, room: int) -> str:
    """The real-time priority, outside the usual class."""
    return "-" if proc.number("sched") == SCHED_OTHER else str(proc.number("rtprio"))


def _by_cpu(view: View, proc: Proc) -> int:
    return proc.number("processor")


def psr(view: View, proc: Proc, room: int) -> str:
    """The CPU that it last ran on."""
    return str(proc.number("processor"))


def running_on(view: View, proc: Proc, room: int) -> str:
    """The CPU that it runs on now, ``*`` if it does not run."""
    return str(proc.number("processor")) if proc.state == "R" else "*"


def _by_threads(view: View, proc: Proc) -> int:
    return proc.number("nlwp")


def nlwp(view: View, proc: Proc, room: int) -> str:
    """How many threads it has."""
    return str(proc.number("nlwp"))


COLUMNS: tuple[Column, ...] = (
    *columns("s S 1|state S 1", state, Justify.LEFT, _by_state, Scope.THREAD),
    *columns("stat STAT 4", stat, Justify.LEFT, _by_state, Scope.THREAD),
    *columns("f F 1|flag F 1|flags F 1", flags, key=_by_flags),
    *columns("wchan WCHAN 6|wname WCHAN 6", wchan, Justify.WCHAN, _by_wchan, Scope.THREAD, file="wchan"),
    *_priority("priority PRI 3", lambda prio: prio),
    *_priority("opri PRI 3|intpri PRI 3", lambda prio: 60 + prio),
    *_priority("pri PRI 3", lambda prio: 39 - prio),
    *_priority("pri_api API 3", lambda prio: -1 - prio),
    *_priority("pri_foo FOO 3", lambda prio: prio - 20),
    *_priority("pri_bar BAR 3", lambda prio: prio + 1),
    *_priority("pri_baz BAZ 3", lambda prio: prio + 100),
    *columns("ni NI 3|nice NI 3", nice, Justify.RIGHT, _by_nice, Scope.THREAD),
    *columns("class CLS 3|policy POL 3", scheduling_class, Justify.LEFT, _by_class, Scope.THREAD),
    *columns("cls CLS 3", scheduling_class, Justify.RIGHT, _by_class, Scope.THREAD),
    *columns("sched SCH 3", sched, Justify.RIGHT, _by_class, Scope.THREAD),
    *columns("rtprio RTPRIO 6", rtprio, Justify.RIGHT, _by_rtprio, Scope.THREAD),
    *columns("psr PSR 3|cpuid CPUID 5|lastcpu C 3", psr, Justify.RIGHT, _by_cpu, Scope.THREAD),
    *columns("sgi_p P 1", running_on, Justify.RIGHT, _by_state, Scope.THREAD),
    *columns("nlwp NLWP 4|thcount THCNT 5", nlwp, Justify.RIGHT, _by_threads, Scope.PROCESS),
)
