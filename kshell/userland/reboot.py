"""reboot, halt and poweroff, as busybox 1.35 has them; the program's name says which.

Process 1 here does what it is asked to at once, so that ``-f`` makes no difference.
"""

from kshell.uapi.syscalls import REBOOT_HALT, REBOOT_POWER_OFF, REBOOT_RESTART
from kshell.userland.libc.getopt import UsageError, parse
from kshell.userland.process import Process

COMMANDS = {
    "reboot": (REBOOT_RESTART, "Reboot the system"),
    "halt": (REBOOT_HALT, "Halt the system"),
    "poweroff": (REBOOT_POWER_OFF, "Halt and shut off power"),
}
USAGE = """\
BusyBox v1.35.0 (Debian 1:1.35.0-4+deb12u1+b1) multi-call binary.

Usage: {name} [-d DELAY] [-nf]

{what}

\t-d SEC\tDelay interval
\t-n\tDo not sync
\t-f\tForce (don't go through init)
"""


def main(p: Process) -> int:
    command, what = COMMANDS[p.name]
    usage = USAGE.format(name=p.name, what=what)
    try:
        options, _ = parse(p.args, "d:nf", ("help",))
    except UsageError as error:
        p.err(f"{p.name}: {error}\n{usage}")
        return 1
    given = dict(options)
    if "--help" in given:
        p.out(usage)
        return 0
    delay = given.get("-d", "0")
    if not delay.isdigit():
        p.err(f"{p.name}: invalid number '{delay}'\n")
        return 1
    if int(delay):
        p.sys.nanosleep(int(delay) * 1_000_000_000)
    if "-n" not in given:
        p.sys.sync()
    try:
        p.sys.reboot(command)
    except OSError as failed:
        p.err(f"{p.name}: (null): {failed.strerror}\n")
        return 1
    return 0
