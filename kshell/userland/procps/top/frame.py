"""One frame of top: the lines of the summary and of the processes.

Lines carry top's own marks: ``~1`` and ``~3`` begin what a terminal shows bold, ``~2`` what it shows plain.
"""

import re
from collections.abc import Sequence

from kshell.userland.process import Process
from kshell.userland.procps.top.fields import FIELDS, SHOWN, Row, cut
from kshell.userland.procps.top.options import SCALES, Options
from kshell.userland.procps.top.sample import Cpu
from kshell.userland.procps.uptime import line as uptime_line

LABELS = ("KiB", "MiB", "GiB", "TiB", "PiB", "EiB")
STATES = ("us", "sy", "ni", "id", "wa", "hi", "si", "st")
# where the states of a line of /proc/stat stand in STATES
_ORDER = (0, 2, 1, 3, 4, 5, 6, 7)


def plain(line: str) -> str:
    """A line without marks."""
    return re.sub("~[1-8]", "", line)


def summary(
    p: Process, options: Options, rows: Sequence[Row], cpus: Sequence[Cpu], memory: dict[str, int]
) -> list[str]:
    """The lines above the processes."""
    used = [_cpu(cpu) for cpu in cpus]
    tables = [*_pairs(used[1:]), *_pairs(_memory(memory, options.summary_scale))]
    if not options.each_cpu:
        tables = [used[0], *_memory(memory, options.summary_scale)]
    return [f"top -{uptime_line(p)}", _tasks(options, rows), *tables]


def _pairs(lines: Sequence[str]) -> list[str]:
    """The lines two by two, side by side."""
    return ["  ".join(lines[at : at + 2]) for at in range(0, len(lines), 2)]


def _tasks(options: Options, rows: Sequence[Row]) -> str:
    states = [row.proc.state for row in rows]
    running, stopped, zombie = states.count("R"), states.count("T") + states.count("t"), states.count("Z")
    counts = (
        (len(states), "total"),
        (running, "running"),
        (len(states) - running - stopped - zombie, "sleeping"),
        (stopped, "stopped"),
        (zombie, "zombie"),
    )
    return f"{'Threads' if options.threads else 'Tasks'}:~3 " + ",~3 ".join(
        f"{number:3} ~2{word}" for number, word in counts
    )


def _cpu(cpu: Cpu) -> str:
    """``%Cpu(s):  0.0 us, ...`` or ``%Cpu0  : ...``: the share of each state."""
    total = sum(cpu.ticks)
    shares = [cpu.ticks[at] * 100 / total if total else 100.0 * (at == 3) for at in _ORDER]
    title = "%Cpu(s):" if cpu.name == "cpu" else f"%Cpu{cpu.name[3:]:<3}:"
    return (
        f"{title}~3" + ",~3".join(f"{share:5.1f} ~2{state}" for share, state in zip(shares, STATES, strict=True)) + " "
    )


def _memory(info: dict[str, int], scale: str) -> tuple[str, str]:
    power = SCALES.index(scale)

    def amount(kb: int) -> str:
        text = f"{kb / 1024**power:.{1 if power else 0}f} "
        return (text if len(text) <= 9 else text[:8] + "+").rjust(9)

    label = LABELS[power]
    cache = info["Buffers"] + info["Cached"] + info["SReclaimable"]
    used = info["MemTotal"] - info["MemAvailable"]
    swap, swap_free = info["SwapTotal"], info["SwapFree"]
    return (
        f"{label} Mem :~3 {amount(info['MemTotal'])}~2total,~3 {amount(info['MemFree'])}~2free,"
        f"~3 {amount(used)}~2used,~3 {amount(cache)}~2buff/cache     ",
        f"{label} Swap:~3 {amount(swap)}~2total,~3 {amount(swap_free)}~2free,"
        f"~3 {amount(swap - swap_free)}~2used.~3 {amount(info['MemAvailable'])}~2avail Mem ",
    )


def chosen(options: Options, rows: Sequence[Row]) -> list[Row]:
    """The rows to show, in their order."""
    wanted = [row for row in rows if (options.idle or row.percent > 0) and _belongs(options, row)]
    return sorted(wanted, key=FIELDS[options.sort], reverse=not options.ascending)


def _belongs(options: Options, row: Row) -> bool:
    if options.user is None:
        return True
    which, number, others = options.user
    owned = number == row.proc.euid if which == "euid" else number in row.proc.ids("Uid")
    return owned != others


def header(columns: int) -> str:
    """The line with the names of the fields, as many as there is room for."""
    text = ""
    for field in SHOWN:
        width = field.width or len(field.name)
        if len(text) + width + 1 > columns:
            break
        text += (field.name.ljust(width) if field.left else field.name.rjust(width)) + " "
    return text.rstrip()


def line(options: Options, row: Row, columns: int) -> str:
    """The line of a process."""
    text = ""
    for field in SHOWN:
        width = field.width or len(field.name)
        if len(text) + width + 1 > columns:
            break
        if not field.width:
            width = columns - len(text) - 1
            shown = cut(row.proc.cmdline, width) if options.command_line else field.show(row, width, "k")
        else:
            shown = field.show(row, width, options.task_scale)
        text += (shown.ljust(width) if field.left else shown.rjust(width)) + " "
    return text.rstrip()
