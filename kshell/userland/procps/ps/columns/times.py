"""Columns about time: of day, of life, of CPU."""

from kshell.userland.libc.localtime import NSEC_PER_SEC, gmtime, strftime
from kshell.userland.procps.ps.columns.column import Column, Justify, columns
from kshell.userland.procps.ps.view import View
from kshell.userland.procps.readproc import HERTZ, Proc

DAY = 86_400
MOST = 999


def _split(seconds: int) -> tuple[int, int, int, int]:
    """Days, hours, minutes, seconds."""
    return seconds // DAY, seconds // 3600 % 24, seconds // 60 % 60, seconds % 60


def _all_seconds(view: View, proc: Proc) -> int:
    return view.ticks(proc) // HERTZ


def time(view: View, proc: Proc, room: int) -> str:
    """CPU time as ``[dd-]hh:mm:ss``."""
    days, hours, minutes, seconds = _split(_all_seconds(view, proc))
    return f"{f'{days}-' if days else ''}{hours:02}:{minutes:02}:{seconds:02}"


def times(view: View, proc: Proc, room: int) -> str:
    """CPU time in seconds."""
    return str(_all_seconds(view, proc))


def bsdtime(view: View, proc: Proc, room: int) -> str:
    """CPU time as ``mmm:ss``."""
    seconds = _all_seconds(view, proc)
    return f"{seconds // 60:3}:{seconds % 60:02}"


def _elapsed(view: View, proc: Proc) -> int:
    return proc.ticks_elapsed(view.uptime) // HERTZ


def etime(view: View, proc: Proc, room: int) -> str:
    """Time since the start as ``[[dd-]hh:]mm:ss``."""
    days, hours, minutes, seconds = _split(_elapsed(view, proc))
    return f"{f'{days}-' if days else ''}{f'{hours:02}:' if days or hours else ''}{minutes:02}:{seconds:02}"


def etimes(view: View, proc: Proc, room: int) -> str:
    """Time since the start in seconds."""
    return str(_elapsed(view, proc))


def _date(form: str, seconds: int) -> str:
    return strftime(form, gmtime(seconds * NSEC_PER_SEC))


def stime(view: View, proc: Proc, room: int) -> str:
    """When it was started: the time of day, before today the date, before this year the year."""
    then, now = gmtime(view.started(proc) * NSEC_PER_SEC), gmtime(view.now * NSEC_PER_SEC)
    if then.year != now.year:
        return strftime("%Y", then)
    return strftime("%H:%M" if then.yday == now.yday else "%b%d", then)


def bsdstart(view: View, proc: Proc, room: int) -> str:
    """When it was started: the time of day, or the date if that was over 24 hours ago."""
    started = view.started(proc)
    return _date("%b %e" if view.now - started > DAY else " %H:%M", started)


def start(view: View, proc: Proc, room: int) -> str:
    """When it was started: the time of day with seconds, or the date if that was 24 hours ago."""
    started = view.started(proc)
    return _date("%H:%M:%S" if started + DAY > view.now else "  %b %d", started)


def lstart(view: View, proc: Proc, room: int) -> str:
    """When it was started, in full."""
    return _date("%a %b %e %H:%M:%S %Y", view.started(proc))


def _by_start(view: View, proc: Proc) -> int:
    return proc.number("start_time")


def c(view: View, proc: Proc, room: int) -> str:
    """Percent of its life on a CPU, 99 at most."""
    return f"{min(view.per_mille(proc) // 10, 99):2}"


def pcpu(view: View, proc: Proc, room: int) -> str:
    """Percent of its life on a CPU."""
    share = view.per_mille(proc)
    return str(share // 10) if share > MOST else f"{share // 10}.{share % 10}"


def cp(view: View, proc: Proc, room: int) -> str:
    """Per mille of its life on a CPU."""
    return f"{min(view.per_mille(proc), MOST):3}"


def _utilization(proc: Proc, view: View, with_children: bool) -> float:
    elapsed = proc.ticks_elapsed(view.uptime)
    return proc.ticks(with_children) * 100 / elapsed if elapsed else 0.0


def _by_utilization(view: View, proc: Proc) -> float:
    return _utilization(proc, view, False)


def _by_utilization_with_children(view: View, proc: Proc) -> float:
    return _utilization(proc, view, True)


def cuu(view: View, proc: Proc, room: int) -> str:
    """Percent of its life on a CPU, more exactly."""
    return _three_digits(_utilization(proc, view, False))


def cuc(view: View, proc: Proc, room: int) -> str:
    """The same with its dead children."""
    return _three_digits(_utilization(proc, view, True))


def _three_digits(share: float) -> str:
    return f"{99.999 if share > 99 else share:.3f}"


COLUMNS: tuple[Column, ...] = (
    *columns("time TIME 8|atime TIME 8|cputime TIME 8", time, key=_all_seconds),
    *columns("times TIME 8|cputimes TIME 8", times, key=_all_seconds),
    *columns("bsdtime TIME 6", bsdtime, key=_all_seconds),
    *columns("etime ELAPSED 11", etime, key=_elapsed),
    *columns("etimes ELAPSED 7", etimes, key=_elapsed),
    *columns("stime STIME 5|start_time START 5", stime, key=_by_start),
    *columns("bsdstart START 6", bsdstart, key=_by_start),
    *columns("start STARTED 8", start, key=_by_start),
    *columns("lstart STARTED 24", lstart, key=_by_start),
    *columns("c C 2|util C 2", c, key=_by_utilization),
    *columns("pcpu %CPU 4|%cpu %CPU 4", pcpu, Justify.RIGHT, _by_utilization),
    *columns("cp CP 3", cp, key=_by_utilization),
    *columns("cuu %CUU 6", cuu, key=_by_utilization),
    *columns("cuc %CUC 7", cuc, key=_by_utilization_with_children),
)
