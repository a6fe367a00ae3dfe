"""Columns about signals: the sets of pending, blocked, ignored and caught ones, as hexadecimal numbers."""

from collections.abc import Iterator

from kshell.userland.procps.ps.columns.column import Column, Justify, Scope, columns
from kshell.userland.procps.ps.view import View
from kshell.userland.procps.readproc import Proc

WIDE, NARROW = 16, 8


def _masks(table: str, line: str, scope: Scope = Scope.THREAD) -> Iterator[Column]:
    """Columns with a set from /proc/PID/status."""

    def key(view: View, proc: Proc) -> str:
        return proc.status.get(line, "0" * WIDE)

    def value(view: View, proc: Proc, room: int) -> str:
        mask = key(view, proc)
        if room >= WIDE:
            return mask
        return f"<{mask[-NARROW:]}" if len(mask.lstrip("0")) > NARROW else mask[-NARROW:]

    return columns(table, value, Justify.SIGNAL, key, scope)


COLUMNS: tuple[Column, ...] = (
    *_masks("pending PENDING 9|sig PENDING 9|sig_pend SIGNAL 9", "ShdPnd", Scope.BOTH),
    *_masks("tsig PENDING 9", "SigPnd", Scope.BOTH),
    *_masks("blocked BLOCKED 9|sigmask BLOCKED 9|sig_block BLOCKED 9", "SigBlk"),
    *_masks("ignored IGNORED 9|sigignore IGNORED 9|sig_ignore IGNORED 9", "SigIgn"),
    *_masks("caught CAUGHT 9|sigcatch CAUGHT 9|sig_catch CATCHED 9", "SigCgt"),
)
