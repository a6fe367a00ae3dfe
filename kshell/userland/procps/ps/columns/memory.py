"""Columns about memory."""

from collections.abc import Callable, Iterator

from kshell.userland.procps.ps.columns.column import Column, Justify, Scope, columns
from kshell.userland.procps.ps.view import View
from kshell.userland.procps.readproc import Proc

PAGE_KB = 4
KB = 1024
RLIM_INFINITY = 0xFFFFFFFFFFFFFFFF

Measure = Callable[[View, Proc], int]


def _sizes(table: str, measure: Measure, key: Measure, scope: Scope = Scope.PROCESS) -> Iterator[Column]:
    """Columns with a plain number."""

    def value(view: View, proc: Proc, room: int) -> str:
        return str(measure(view, proc))

    return columns(table, value, Justify.RIGHT, key, scope)


def _vm_size(view: View, proc: Proc) -> int:
    return proc.kilobytes("VmSize")


def _pages(view: View, proc: Proc) -> int:
    return proc.kilobytes("VmSize") // PAGE_KB


def _rss(view: View, proc: Proc) -> int:
    return proc.kilobytes("VmRSS")


def _bytes(view: View, proc: Proc) -> int:
    return proc.number("vsize")


def _text(view: View, proc: Proc) -> int:
    return (proc.number("end_code") - proc.number("start_code")) // KB if _bytes(view, proc) else 0


def _data(view: View, proc: Proc) -> int:
    text = proc.number("end_code") - proc.number("start_code")
    return (_bytes(view, proc) - text) // KB if _bytes(view, proc) else 0


def _swappable(view: View, proc: Proc) -> int:
    return proc.kilobytes("VmData") + proc.kilobytes("VmStk")


def _min_flt(view: View, proc: Proc) -> int:
    return proc.number("cmin_flt" if view.options.with_dead_children else "min_flt")


def _maj_flt(view: View, proc: Proc) -> int:
    return proc.number("cmaj_flt" if view.options.with_dead_children else "maj_flt")


def pmem(view: View, proc: Proc, room: int) -> str:
    """Percent of the machine's memory."""
    share = min(_rss(view, proc) * 1000 // view.memory_total, 999)
    return f"{share // 10:2}.{share % 10}"


def lim(view: View, proc: Proc, room: int) -> str:
    """The limit of resident memory in kB, ``xx`` for none."""
    limit = proc.number("rsslim")
    return "xx" if limit == RLIM_INFINITY else f"{limit // KB:5}"


def _addresses(table: str, field: str, scope: Scope) -> Iterator[Column]:
    """Columns with an address of /proc/PID/stat."""

    def value(view: View, proc: Proc, room: int) -> str:
        return f"{proc.number(field):016x}"

    def key(view: View, proc: Proc) -> int:
        return proc.number(field)

    return columns(table, value, Justify.RIGHT, key, scope)


COLUMNS: tuple[Column, ...] = (
    *_sizes("vsz VSZ 6|vsize VSZ 6", _vm_size, _vm_size),
    *_sizes("sz SZ 5", _pages, _vm_size),
    *_sizes("rss RSS 5|rssize RSS 5|rsz RSZ 5", _rss, _rss),
    *columns("sgi_rss RSS 4", lambda view, proc, room: str(_rss(view, proc)), Justify.LEFT, _rss, Scope.PROCESS),
    *columns("pmem %MEM 4|%mem %MEM 4", pmem, Justify.RIGHT, _rss, Scope.PROCESS),
    *_sizes("size SIZE 5", _swappable, _bytes),
    *_sizes("m_size SIZE 5", _bytes, _bytes),
    *_sizes("m_trs TRS 5|trs TRS 4|trss TRSS 4|tsiz TSIZ 4", _text, _bytes),
    *_sizes("m_drs DRS 5|drs DRS 5|dsiz DSIZ 4", _data, _bytes),
    *_sizes("min_flt MINFL 6|minflt MINFLT 6", _min_flt, _min_flt, Scope.BOTH),
    *_sizes("maj_flt MAJFL 6|majflt MAJFLT 6|pagein PAGEIN 6", _maj_flt, _maj_flt, Scope.BOTH),
    *columns("lim LIM 5", lim, key=lambda view, proc: proc.number("rsslim")),
    *_addresses("stackp STACKP 16|start_stack STACKP 16", "start_stack", Scope.PROCESS),
    *_addresses("esp ESP 16", "kstk_esp", Scope.THREAD),
    *_addresses("eip EIP 16", "kstk_eip", Scope.THREAD),
)
