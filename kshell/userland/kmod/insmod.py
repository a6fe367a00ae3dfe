"""insmod: load one module's file, its parameters behind it (kmod 30, tools/insmod.c)."""

from kshell.uapi.errno import Errno
from kshell.uapi.syscalls import MODULE_INIT_IGNORE_MODVERSIONS, MODULE_INIT_IGNORE_VERMAGIC
from kshell.userland import kmod
from kshell.userland.process import Process

USAGE = """\
Usage:
\t{name} [options] filename [args]
Options:
\t-V, --version     show version
\t-h, --help        show this help
"""
FORCE = MODULE_INIT_IGNORE_MODVERSIONS | MODULE_INIT_IGNORE_VERMAGIC

TEXTS: dict[int | None, str] = {
    Errno.ENOEXEC: "Invalid module format",
    Errno.ENOENT: "Unknown symbol in module",
    Errno.ESRCH: "Module has wrong symbol version",
    Errno.EINVAL: "Invalid parameters",
}


def main(p: Process) -> int:
    parsed = kmod.parse(p, "psf", (), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, args = parsed
    if not args:
        kmod.error(p, "missing filename.")
        return 1
    if args[0] == "-":
        kmod.error(p, "this tool does not support loading from stdin!")
        return 1
    return insmod(p, args[0], " ".join(args[1:]), FORCE if ("-f", "") in options else 0)


def insmod(p: Process, file: str, params: str, flags: int) -> int:
    """Load a file; 0, or 1 after a message."""
    try:
        p.sys.stat(file)
    except OSError as failed:
        kmod.error(p, f"could not load module {file}: {failed.strerror}")
        return 1
    try:
        kmod.insert(p, file, params, flags)
    except OSError as failed:
        kmod.error(p, f"could not insert module {file}: {TEXTS.get(failed.errno, failed.strerror)}")
        return 1
    return 0
