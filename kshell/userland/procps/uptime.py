"""uptime: how long the machine has been up, and how busy it was (procps-ng 4.0.2)."""

from kshell.uapi.syscalls import CLOCK_REALTIME
from kshell.userland import procps
from kshell.userland.libc.localtime import NSEC_PER_SEC, gmtime, strftime
from kshell.userland.process import Process
from kshell.userland.procps.readproc import uptime

USAGE = """
Usage:
 {name} [options]

Options:
 -p, --pretty   show uptime in pretty format
 -h, --help     display this help and exit
 -s, --since    system up since
 -V, --version  output version information and exit

For more details see uptime(1).
"""
LONG = {"pretty": "p", "help": "h", "since": "s", "version": "V"}
PERIODS = (
    ("decade", 315_360_000),
    ("year", 31_536_000),
    ("week", 604_800),
    ("day", 86_400),
    ("hour", 3_600),
    ("minute", 60),
)


def main(p: Process) -> int:
    parsed = procps.parse(p, "phsV", LONG | {"help": "help"}, USAGE)
    if isinstance(parsed, int):
        return parsed
    options, operands = parsed
    letters = [letter for letter, _ in options]
    for letter in letters:
        if letter == "h":
            p.out(USAGE.format(name=p.name))
            return 0
        if letter == "s":
            p.out(_since(p))
            return 0
    if operands:
        p.err(USAGE.format(name=p.name))
        return 1
    p.out(f"{pretty(uptime(p)) if 'p' in letters else line(p)}\n")
    return 0


def _since(p: Process) -> str:
    now = p.sys.clock_gettime(CLOCK_REALTIME)
    booted = now - round(uptime(p) * 100) * (NSEC_PER_SEC // 100) + NSEC_PER_SEC // 2
    return strftime("%Y-%m-%d %H:%M:%S", gmtime(booted)) + "\n"


def line(p: Process) -> str:
    """`` 17:14:13 up 0 min,  0 user,  load average: 0.14, 0.03, 0.01`` (procps_uptime_sprint)."""
    seconds = int(uptime(p))
    days, hours, minutes = seconds // 86_400, seconds // 3_600 % 24, seconds // 60 % 60
    up = f"{days} {'days' if days > 1 else 'day'}, " if days else ""
    up += f"{hours:2}:{minutes:02}" if hours else f"{minutes} min"
    now = strftime("%H:%M:%S", gmtime(p.sys.clock_gettime(CLOCK_REALTIME)))
    loads = ", ".join(p.read_text("/proc/loadavg").split()[:3])
    return f" {now} up {up},  0 user,  load average: {loads}"


def pretty(seconds: float) -> str:
    """``up 1 day, 2 minutes`` (procps_uptime_sprint_short)."""
    parts = []
    for name, length in PERIODS:
        number = int(seconds) // length if seconds > length else 0
        seconds -= number * length
        if number or (name == "minute" and seconds < length):
            plural = number != 1 if name == "minute" else number > 1
            parts.append(f"{number} {name}{'s' if plural else ''}")
    return f"up {', '.join(parts)}"
