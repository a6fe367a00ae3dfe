"""Which processes ps shows."""

from collections.abc import Callable

from kshell.userland.procps.ps.options import Listed, Options, Simple, Wrong
from kshell.userland.procps.readproc import Proc

COMM_LEN = 15

# which of the 16 kinds of processes are selected. A kind is the sum of: one's own 1, session leader 2, without a
# terminal 4, on one's own terminal 8
_STANDARD = 0xAA00
_TABLE = {
    Simple.U_a | Simple.U_d: 0x3F3F,
    Simple.U_a: 0x0303,
    Simple.U_d: 0x3333,
    Simple.B_g: 0x0A0A,
    Simple.B_g | Simple.B_a: 0x0F0F,
    Simple.B_g | Simple.B_x: 0xAAAA,
}

_VALUES: dict[str, Callable[[Proc], int]] = {
    "pid": lambda proc: proc.pid,
    "quick": lambda proc: proc.pid,
    "ppid": lambda proc: proc.ppid,
    "pgrp": lambda proc: proc.number("pgrp"),
    "session": lambda proc: proc.number("session"),
    "tty": lambda proc: proc.number("tty"),
    "ruid": lambda proc: proc.ids("Uid")[0],
    "euid": lambda proc: proc.ids("Uid")[1],
    "rgid": lambda proc: proc.ids("Gid")[0],
    "egid": lambda proc: proc.ids("Gid")[1],
}


class Selection:
    """The selection options of a command line, ready to be asked about each process."""

    def __init__(self, options: Options, euid: int, own_tty: int) -> None:
        """Raise Wrong for options that contradict each other."""
        self._options = options
        self._euid = euid
        self._own_tty = own_tty
        self._all = options.all_processes
        self._simple = options.simple
        self._kinds = self._table()

    def _table(self) -> int:
        simple = self._simple
        if not simple and not self._options.prefer_bsd:
            return _STANDARD
        if not simple & (Simple.U_a | Simple.U_d):
            simple |= Simple.B_g
        if simple == Simple.B_g | Simple.B_x | Simple.B_a:
            self._all = True
            self._simple = Simple.NONE
            return 0
        if simple not in _TABLE:
            raise Wrong("process selection options conflict")
        return _TABLE[simple]

    def wants(self, proc: Proc) -> bool:
        """Whether a process is to be shown."""
        accepted = (
            self._all
            or ((bool(self._simple) or not self._options.lists) and self._by_kind(proc))
            or any(_is_listed(proc, listed) for listed in self._options.lists)
        )
        if self._options.running_only and proc.state not in "RD":
            accepted = False
        return accepted != self._options.negate

    def _by_kind(self, proc: Proc) -> bool:
        tty = proc.number("tty")
        kind = (
            (proc.euid == self._euid)
            + (proc.number("session") == proc.pid) * 2
            + (not tty) * 4
            + (tty == self._own_tty) * 8
        )
        return bool(self._kinds >> kind & 1)


def _is_listed(proc: Proc, listed: Listed) -> bool:
    if listed.kind == "comm":
        return any(_is_named(proc.cmd, str(name)) for name in listed.items)
    return _VALUES[listed.kind](proc) in listed.items


def _is_named(cmd: str, name: str) -> bool:
    """Whether a process has this name; one of 15 letters may have been cut."""
    return cmd == name or (len(cmd) == COMM_LEN and name[:COMM_LEN] == cmd)
