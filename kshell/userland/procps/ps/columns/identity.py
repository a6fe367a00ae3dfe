"""Columns about who: process, group and session numbers, terminals, users and groups."""

from collections.abc import Iterator

from kshell.userland.procps.ps.columns.column import Column, Justify, Scope, columns
from kshell.userland.procps.ps.view import View
from kshell.userland.procps.readproc import Proc, printable
from kshell.userland.procps.ttys import short_tty_name, tty_name

REAL, EFFECTIVE, SAVED, FS = range(4)


def pid(view: View, proc: Proc, room: int) -> str:
    """The number of the process or thread."""
    return str(proc.pid)


def _by_pid(view: View, proc: Proc) -> int:
    return proc.pid


def _numbers(table: str, name: str) -> Iterator[Column]:
    """Columns with a number of /proc/PID/stat that is a process's number."""

    def key(view: View, proc: Proc) -> int:
        return proc.number(name)

    def value(view: View, proc: Proc, room: int) -> str:
        return str(proc.number(name))

    return columns(table, value, Justify.RIGHT, key, Scope.PROCESS, pid_wide=True)


def tname(view: View, proc: Proc, room: int) -> str:
    """The controlling terminal."""
    return tty_name(proc.number("tty"))


def tty4(view: View, proc: Proc, room: int) -> str:
    """The controlling terminal, without ``tty`` or ``pts/``."""
    return short_tty_name(proc.number("tty"))


def _by_tty(view: View, proc: Proc) -> str:
    return tty_name(proc.number("tty"))


def _ids(table: str, line: str, which: int) -> Iterator[Column]:
    """Columns with one of the four user or group numbers."""

    def key(view: View, proc: Proc) -> int:
        return proc.ids(line)[which]

    def value(view: View, proc: Proc, room: int) -> str:
        return str(proc.ids(line)[which])

    return columns(table, value, Justify.RIGHT, key)


def _names(table: str, line: str, which: int) -> Iterator[Column]:
    """Columns with the name of one of the four users or groups, cut with a ``+`` to their width."""

    def key(view: View, proc: Proc) -> str:
        number = proc.ids(line)[which]
        return (view.user_names if line == "Uid" else view.group_names).get(number, str(number))

    def value(view: View, proc: Proc, room: int) -> str:
        if view.options.numeric:
            return str(proc.ids(line)[which])
        name = printable(key(view, proc))
        return name if len(name) <= room or room < 1 else f"{name[: room - 1]}+"

    return columns(table, value, Justify.USER, key)


def supgid(view: View, proc: Proc, room: int) -> str:
    """The numbers of the supplementary groups."""
    return (proc.status.get("Groups", "").replace(" ", ",") or "-")[:room]


def supgrp(view: View, proc: Proc, room: int) -> str:
    """The names of the supplementary groups."""
    numbers = proc.status.get("Groups", "").split()
    return (",".join(view.group_names.get(int(number), number) for number in numbers) or "-")[:room]


def luid(view: View, proc: Proc, room: int) -> str:
    """The user who logged in."""
    text = proc.text("loginuid")
    return text if text and int(text) != 0xFFFFFFFF else "-"


COLUMNS: tuple[Column, ...] = (
    *columns("pid PID 5|tgid TGID 5", pid, Justify.RIGHT, _by_pid, Scope.PROCESS, pid_wide=True),
    *columns("lwp LWP 5|spid SPID 5|tid TID 5", pid, Justify.RIGHT, _by_pid, Scope.THREAD, pid_wide=True),
    *_numbers("ppid PPID 5", "ppid"),
    *_numbers("pgid PGID 5|pgrp PGRP 5", "pgrp"),
    *_numbers("sess SESS 5|session SESS 5|sid SID 5", "session"),
    *_numbers("tpgid TPGID 5", "tpgid"),
    *columns("tname TTY 8|longtname TTY 8|tty8 TTY 8", tname, Justify.LEFT, _by_tty, Scope.PROCESS),
    *columns("tt TT 8|tty TT 8", tname, Justify.LEFT, _by_tty, Scope.PROCESS),
    *columns("tty4 TTY 4", tty4, Justify.LEFT, _by_tty, Scope.PROCESS),
    *_ids("uid UID 5|euid EUID 5", "Uid", EFFECTIVE),
    *_ids("ruid RUID 5", "Uid", REAL),
    *_ids("suid SUID 5|svuid SVUID 5", "Uid", SAVED),
    *_ids("fsuid FSUID 5|fuid FUID 5", "Uid", FS),
    *_ids("gid GID 5|egid EGID 5", "Gid", EFFECTIVE),
    *_ids("rgid RGID 5", "Gid", REAL),
    *_ids("sgid SGID 5|svgid SVGID 5", "Gid", SAVED),
    *_ids("fsgid FSGID 5|fgid FGID 5", "Gid", FS),
    *_names("user USER 8|uname USER 8|euser EUSER 8|uid_hack UID 8", "Uid", EFFECTIVE),
    *_names("ruser RUSER 8", "Uid", REAL),
    *_names("suser SUSER 8|svuser SVUSER 8", "Uid", SAVED),
    *_names("fsuser FSUSER 8|fuser FUSER 8", "Uid", FS),
    *_names("group GROUP 8|egroup EGROUP 8", "Gid", EFFECTIVE),
    *_names("rgroup RGROUP 8", "Gid", REAL),
    *_names("sgroup SGROUP 8|svgroup SVGROUP 8", "Gid", SAVED),
    *_names("fsgroup FSGROUP 8|fgroup FGROUP 8", "Gid", FS),
    *columns("supgid SUPGID 20", supgid, Justify.UNLIMITED, scope=Scope.PROCESS),
    *columns("supgrp SUPGRP 40", supgrp, Justify.UNLIMITED, scope=Scope.PROCESS),
    *columns("luid LUID 5", luid),
)
