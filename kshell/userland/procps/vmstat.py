"""vmstat: how busy memory and CPUs are (procps-ng 4.0.2). There are no disks and no slabs to tell of."""

from collections.abc import Mapping
from typing import NamedTuple

from kshell.uapi.syscalls import CLOCK_REALTIME
from kshell.userland import procps
from kshell.userland.libc.localtime import NSEC_PER_SEC, gmtime, strftime
from kshell.userland.libc.strtol import strtol
from kshell.userland.process import Process
from kshell.userland.procps.readproc import HERTZ, meminfo

USAGE = """
Usage:
 {name} [options] [delay [count]]

Options:
 -a, --active           active/inactive memory
 -f, --forks            number of forks since boot
 -m, --slabs            slabinfo
 -n, --one-header       do not redisplay header
 -s, --stats            event counter statistics
 -d, --disk             disk statistics
 -D, --disk-sum         summarize disk statistics
 -p, --partition <dev>  partition specific statistics
 -S, --unit <char>      define display unit
 -w, --wide             wide output
 -t, --timestamp        show timestamp
 -y, --no-first         skips first line of output

 -h, --help     display this help and exit
 -V, --version  output version information and exit

For more details see vmstat(8).
"""
LONG = {
    "active": "a",
    "forks": "f",
    "slabs": "m",
    "one-header": "n",
    "stats": "s",
    "disk": "d",
    "disk-sum": "D",
    "partition=": "p",
    "unit=": "S",
    "wide": "w",
    "timestamp": "t",
    "no-first": "y",
    "help": "help",
    "version": "V",
}
UNITS = {"k": 1000, "K": 1024, "m": 1_000_000, "M": 1_048_576}
LINES_BELOW_HEADER = 21
TICKS = ("user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal")
PAGE_KB = 4
NARROW = "{:2} {:2} {:6} {:6} {:6} {:6} {:4} {:4} {:5} {:5} {:4} {:4} {:2} {:2} {:2} {:2} {:2}"
WIDE = "{:4} {:4} {:12} {:12} {:12} {:12} {:4} {:4} {:5} {:5} {:4} {:4} {:3} {:3} {:3} {:3} {:3} {:3}"


class Counters(NamedTuple):
    """What has been counted since boot: clock ticks by state; pages in and out by /proc/vmstat's names; events."""

    ticks: tuple[int, ...]
    paging: tuple[int, ...]
    interrupts: int
    switches: int

    def since(self, before: "Counters") -> "Counters":
        """What was counted between two looks."""
        return Counters(
            tuple(new - old for new, old in zip(self.ticks, before.ticks, strict=True)),
            tuple(new - old for new, old in zip(self.paging, before.paging, strict=True)),
            self.interrupts - before.interrupts,
            self.switches - before.switches,
        )


def main(p: Process) -> int:
    parsed = procps.parse(p, "afmnsdDp:S:wtyhV", LONG, USAGE)
    if isinstance(parsed, int):
        return parsed
    options, operands = parsed
    given = dict(options)
    if "h" in given:
        p.out(USAGE.format(name=p.name))
        return 0
    if given.get("S", "K") not in UNITS:
        return procps.refuse(p, "-S requires k, K, m or M (default is KiB)")
    if set("smdDp") & given.keys():
        return procps.refuse(p, "this machine keeps no statistics of events, slabs and disks")
    if len(operands) > 2:
        p.err(USAGE.format(name=p.name))
        return 1
    numbers = [strtol(operand) for operand in operands]
    if None in numbers:
        return procps.refuse(p, f"failed to parse argument: '{operands[numbers.index(None)]}'")
    delay, count = ([number or 0 for number in numbers] + [-1, -1])[:2]
    if operands and delay < 1:
        return procps.refuse(p, "delay must be positive integer")
    if "f" in given:
        p.out(f"{int(_stat(p)['processes'][0]):13} forks\n")
    else:
        _run(p, given, max(delay, 1), 1 if not operands else count)
    return 0


def _run(p: Process, given: Mapping[str, str], delay: int, count: int) -> None:
    """Print a line about all time, and then one each ``delay`` seconds: ``count`` in all, -1 for ever."""
    now = _counters(p)
    p.out(_header(given))
    printed = int("y" not in given)
    if printed:
        p.out(_line(p, given, now, HERTZ, max(sum(now.ticks), 1)))
    while printed < count or count < 0:
        p.sys.nanosleep(delay * NSEC_PER_SEC)
        if printed % LINES_BELOW_HEADER == 0 and printed and "n" not in given:
            p.out(_header(given))
        before, now = now, _counters(p)
        p.out(_line(p, given, now.since(before), 1, delay))
        printed += 1


def _stat(p: Process) -> dict[str, list[str]]:
    """The lines of /proc/stat."""
    return {line.split()[0]: line.split()[1:] for line in p.read_text("/proc/stat").splitlines()}


def _counters(p: Process) -> Counters:
    rows = _stat(p)
    return Counters(
        tuple(int(word) for word in rows["cpu"][: len(TICKS)]),
        _paging(p),
        int(rows["intr"][0]),
        int(rows["ctxt"][0]),
    )


def _paging(p: Process) -> tuple[int, ...]:
    """Swapped in and out (pages), read and written (kB); 0 where nothing is counted."""
    try:
        lines = p.read_text("/proc/vmstat").splitlines()
    except OSError:
        lines = []
    known = dict(line.split() for line in lines)
    return tuple(int(known.get(name, "0")) for name in ("pswpin", "pswpout", "pgpgin", "pgpgout"))


def _header(given: Mapping[str, str]) -> str:
    third, fourth = ("inact", "active") if "a" in given else ("buff", "cache")
    if "w" in given:
        title = f"--procs-- {'-' * 23}memory{'-' * 22} ---swap-- -----io---- -system-- ----------cpu----------"
        names = f"   r    b         swpd         free {third:>12} {fourth:>12}   si   so    bi    bo   in   cs"
        names += "  us  sy  id  wa  st  gu"
    else:
        title = "procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----"
        names = f" r  b   swpd   free {third:>6} {fourth:>6}   si   so    bi    bo   in   cs us sy id wa st"
    if "t" in given:
        title, names = f"{title} -----timestamp-----", f"{names} {'UTC':>19}"
    return f"{title}\n{names}\n"


def _line(p: Process, given: Mapping[str, str], counted: Counters, times: int, parts: int) -> str:
    """One line: gauges of now, and what was counted, ``times`` / ``parts`` of it a second."""
    info, rows = meminfo(p), _stat(p)
    unit = UNITS[given.get("S", "K")]
    cache = info["Cached"] + info["SReclaimable"]
    third, fourth = (info["Inactive"], info["Active"]) if "a" in given else (info["Buffers"], cache)
    memory = [kb * 1024 // unit for kb in (info["SwapTotal"] - info["SwapFree"], info["MemFree"], third, fourth)]
    swapped = [pages * PAGE_KB * 1024 // unit for pages in counted.paging[:2]]
    rates = [*swapped, *counted.paging[2:], counted.interrupts, counted.switches]
    user, nice, system, idle, iowait, irq, softirq, steal = counted.ticks
    states = [user + nice, system + irq + softirq, idle, iowait, steal]
    total = sum(states)
    if not total:
        states[2] = total = 1
    text = (WIDE if "w" in given else NARROW).format(
        int(rows["procs_running"][0]),
        int(rows["procs_blocked"][0]),
        *memory,
        *((rate * times + parts // 2) // parts for rate in rates),
        *((100 * state + total // 2) // total for state in states),
        0,
    )
    if "t" in given:
        text += strftime(" %Y-%m-%d %H:%M:%S", gmtime(p.sys.clock_gettime(CLOCK_REALTIME)))
    return f"{text}\n"
