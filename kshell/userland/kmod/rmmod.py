"""rmmod: unload modules, each after a look at who uses it (kmod 30, tools/rmmod.c; recording b-rmmod)."""

from kshell.uapi.fcntl import O_TRUNC
from kshell.userland import kmod
from kshell.userland.process import Process

USAGE = """\
Usage:
\t{name} [options] modulename ...
Options:
\t-f, --force       forces a module unload and may crash your
\t                  machine. This requires Forced Module Removal
\t                  option in your kernel. DANGEROUS
\t-s, --syslog      print to syslog, not stderr
\t-v, --verbose     enables more messages
\t-V, --version     show version
\t-h, --help        show this help
"""


def main(p: Process) -> int:
    parsed = kmod.parse(p, "fsvw", ("force", "syslog", "verbose"), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, names = parsed
    given = {option for option, _ in options}
    if "-w" in given:
        kmod.error(p, "unexpected getopt_long() value 'w'.")
        return 1
    if given & {"-s", "--syslog"}:
        p = kmod.Syslog(p)
    if not names:
        kmod.error(p, "missing module name.")
        return 1
    flags = O_TRUNC if given & {"-f", "--force"} else 0
    failures = [name for name in names if not rmmod(p, name, flags)]
    return 1 if failures else 0


def rmmod(p: Process, argument: str, flags: int) -> bool:
    """Unload a module given by its name or file; False after a message."""
    name = kmod.module_name(argument) if kmod.mode(p, argument) else kmod.normalized(argument)
    if not flags and not _unused(p, name):
        return False
    try:
        kmod.remove(p, name, flags)
    except OSError as failed:
        kmod.error(p, f"could not remove module {argument}: {failed.strerror}")
        return False
    return True


def _unused(p: Process, name: str) -> bool:
    """Whether nothing speaks against the removal; a count of -1 does so without a word."""
    if not kmod.initstate(p, name):
        kmod.error(p, f"Module {name} is not currently loaded")
        return False
    users = kmod.holders(p, name)
    if users:
        kmod.error(p, f"Module {name} is in use by: {' '.join(users)}")
        return False
    count = kmod.refcnt(p, name)
    if count is None:
        kmod.error(p, "Module unloading is not supported")
    elif count > 0:
        kmod.error(p, f"Module {name} is in use")
    return count == 0
