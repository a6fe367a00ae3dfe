"""free: how much memory there is, and how much of it is free (procps-ng 4.0.2)."""

from collections.abc import Sequence

from kshell.userland import procps
from kshell.userland.libc.localtime import NSEC_PER_SEC
from kshell.userland.libc.strtol import strtol
from kshell.userland.process import Process
from kshell.userland.procps.readproc import meminfo

USAGE = """
Usage:
 {name} [options]

Options:
 -b, --bytes         show output in bytes
     --kilo          show output in kilobytes
     --mega          show output in megabytes
     --giga          show output in gigabytes
     --tera          show output in terabytes
     --peta          show output in petabytes
 -k, --kibi          show output in kibibytes
 -m, --mebi          show output in mebibytes
 -g, --gibi          show output in gibibytes
     --tebi          show output in tebibytes
     --pebi          show output in pebibytes
 -h, --human         show human-readable output
     --si            use powers of 1000 not 1024
 -l, --lohi          show detailed low and high memory statistics
 -t, --total         show total for RAM + swap
 -v, --committed     show committed memory and commit limit
 -s N, --seconds N   repeat printing every N seconds
 -c N, --count N     repeat printing N times, then exit
 -w, --wide          wide output

     --help     display this help and exit
 -V, --version  output version information and exit

For more details see free(1).
"""
LONG = {
    "bytes": "b",
    "kilo": "kilo",
    "mega": "mega",
    "giga": "giga",
    "tera": "tera",
    "peta": "peta",
    "kibi": "k",
    "mebi": "m",
    "gibi": "g",
    "tebi": "tebi",
    "pebi": "pebi",
    "human": "h",
    "si": "si",
    "lohi": "l",
    "total": "t",
    "committed": "v",
    "seconds=": "s",
    "count=": "c",
    "wide": "w",
    "help": "help",
    "version": "V",
}
# the power of the base, and whether the base is 1000
UNITS = {
    "b": (0, False),
    "k": (1, False),
    "m": (2, False),
    "g": (3, False),
    "tebi": (4, False),
    "pebi": (5, False),
    "kilo": (1, True),
    "mega": (2, True),
    "giga": (3, True),
    "tera": (4, True),
    "peta": (5, True),
}
DEFAULT_INTERVAL = 1.0


def main(p: Process) -> int:
    parsed = procps.parse(p, "bkmghltvc:ws:V", LONG, USAGE)
    if isinstance(parsed, int):
        return parsed
    options, operands = parsed
    given = dict(options)
    if len([letter for letter, _ in options if letter in UNITS]) > 1:
        return procps.refuse(p, "Multiple unit options don't make sense.")
    seconds = procps.strtod(given["s"]) if "s" in given else DEFAULT_INTERVAL
    if seconds is None:
        return procps.refuse(p, f"seconds argument failed: '{given['s']}': Invalid argument")
    if seconds * 1_000_000 < 1:
        return procps.refuse(p, f"seconds argument `{given['s']}' is not positive number")
    count = strtol(given["c"]) if "c" in given else 0
    if count is None or ("c" in given and count < 1):
        range_ = ": Numerical result out of range" if count is not None else ""
        return procps.refuse(p, f"failed to parse count argument: '{given['c']}'{range_}")
    if operands:
        p.err(USAGE.format(name=p.name))
        return 1
    _show(p, given)
    while ("s" in given and "c" not in given) or count > 1:
        count -= 1
        p.out("\n")
        p.sys.nanosleep(int(seconds * NSEC_PER_SEC))
        _show(p, given)
    return 0


def _show(p: Process, given: dict[str, str]) -> None:
    p.out("".join(f"{line}\n" for line in _table(meminfo(p), given)))


def _table(info: dict[str, int], given: dict[str, str]) -> list[str]:
    total, free, available = info["MemTotal"], info["MemFree"], info["MemAvailable"]
    used = total - available if total >= available else total - free
    cache = info["Cached"] + info["SReclaimable"]
    middle = [info["Buffers"], cache] if "w" in given else [info["Buffers"] + cache]
    swap, swap_free = info["SwapTotal"], info["SwapFree"]
    names = "shared     buffers       cache" if "w" in given else "shared  buff/cache"
    lines = [
        f"               total        used        free      {names}   available",
        _row("Mem:", [total, used, free, info["Shmem"], *middle, available], given),
    ]
    if "l" in given:
        lines += [_row("Low:", [total, total - free, free], given), _row("High:", [0, 0, 0], given)]
    lines.append(_row("Swap:", [swap, swap - swap_free, swap_free], given))
    if "t" in given:
        lines.append(_row("Total:", [total + swap, used + swap - swap_free, free + swap_free], given))
    if "v" in given:
        limit, committed = info["CommitLimit"], info["Committed_AS"]
        lines.append(_row("Comm:", [limit, committed, limit - committed], given))
    return lines


def _row(title: str, sizes: Sequence[int], given: dict[str, str]) -> str:
    return f"{title:<9}" + " ".join(f"{_scaled(size * 1024, given):>11}" for size in sizes)


def _scaled(size: int, given: dict[str, str]) -> str:
    """A number of bytes in the unit that was asked for."""
    unit = next((letter for letter in given if letter in UNITS), "")
    power, decimal = UNITS.get(unit, (1, False))
    base = 1000 if decimal or "si" in given else 1024
    return _human(size, base) if "h" in given else str(size // base**power)


def _human(size: int, base: int) -> str:
    """A number of bytes in the first unit that makes it short enough."""
    suffix, room = ("i", 5) if base == 1024 else ("", 4)
    text = f"{size}B"
    if len(text) <= 4:
        return text
    for power, letter in enumerate("KMGTP", 1):
        for text in (f"{size / base**power:.1f}{letter}{suffix}", f"{size // base**power}{letter}{suffix}"):
            if len(text) <= room:
                return text
    return text
