"""mount: list the mounted file systems (util-linux 2.38.1). Here they are fixed: none can be added."""

from kshell.userland.libc import getopt
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process
from kshell.userland.util_linux.mounts import mounts

USAGE = """\

Usage:
 mount [-lhV]
 mount [options] <source> <directory>

Mount a filesystem.

Options:
 -a, --all               mount all filesystems mentioned in fstab
 -l, --show-labels       show also filesystem labels
 -o, --options <list>    comma-separated list of mount options
 -t, --types <list>      limit the set of filesystem types

 -h, --help              display this help
 -V, --version           display version
"""
LONG = {"all": "a", "show-labels": "l", "options=": "o", "types=": "t", "help": "h", "version": "V"}
EXIT_FAILED = 32
LOOK = "       dmesg(1) may have more information after failed mount system call.\n"


def main(p: Process) -> int:
    try:
        options, operands = getopt.parse(p.args, "alo:t:hV", tuple(LONG))
    except getopt.UsageError as error:
        return getopt.try_help(p, error)
    given = dict(short_names(options, LONG))
    if given.keys() & {"h", "V"}:
        p.out(USAGE if "h" in given else "mount from util-linux 2.38.1\n")
        return 0
    if operands:
        return _mount(p, operands, given)
    kinds = given["t"].split(",") if "t" in given else []
    for mount in [] if "a" in given else mounts(p):
        if not kinds or mount.kind in kinds:
            p.out(f"{mount.source} on {mount.path} type {mount.kind} ({mount.options})\n")
    return 0


def _mount(p: Process, operands: list[str], given: dict[str, str]) -> int:
    """Refuse to mount something: for the reason that Linux would give, or because it cannot be done here."""
    if p.sys.getuid():
        p.err(f"mount: {operands[-1]}: must be superuser to use mount.\n{LOOK}")
        return EXIT_FAILED
    if len(operands) == 1 and "remount" not in given.get("o", "").split(","):
        p.err(f"mount: {operands[0]}: can't find in /etc/fstab.\n")
        return 1
    if len(operands) > 2:
        p.err("mount: bad usage\nTry 'mount --help' for more information.\n")
        return 1
    target = operands[-1]
    known = [line.split()[-1] for line in p.read_text("/proc/filesystems").splitlines()]
    try:
        p.sys.getdents(target)
    except OSError:
        p.err(f"mount: {target}: mount point does not exist.\n{LOOK}")
    else:
        kind = given.get("t", "")
        if kind and kind not in known:
            p.err(f"mount: {target}: unknown filesystem type '{kind}'.\n{LOOK}")
        else:
            p.err(f"mount: {target}: the file systems of kshell are fixed.\n")
    return EXIT_FAILED
