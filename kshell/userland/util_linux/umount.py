"""umount: take a file system away (util-linux 2.38.1), which cannot be done here."""

from kshell.userland.gnulib.canonical import BUT_LAST, canonical
from kshell.userland.libc import getopt
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process
from kshell.userland.util_linux.mounts import mounts

USAGE = """\

Usage:
 umount [-hV]
 umount [options] <source> | <directory>

Unmount filesystems.

Options:
 -f, --force             force unmount (in case of an unreachable NFS system)
 -l, --lazy              detach the filesystem now, clean up things later
 -v, --verbose           say what is being done

 -h, --help              display this help
 -V, --version           display version
"""
LONG = {"force": "f", "lazy": "l", "verbose": "v", "help": "h", "version": "V"}
EXIT_FAILED = 32


def main(p: Process) -> int:
    try:
        options, paths = getopt.parse(p.args, "flvhV", tuple(LONG))
    except getopt.UsageError as error:
        return getopt.try_help(p, error)
    given = dict(short_names(options, LONG))
    if given.keys() & {"h", "V"}:
        p.out(USAGE if "h" in given else "umount from util-linux 2.38.1\n")
        return 0
    if not paths:
        p.err("umount: bad usage\nTry 'umount --help' for more information.\n")
        return 1
    for path in paths:
        p.err(f"umount: {path}: {_reason(p, path)}.\n")
    return EXIT_FAILED


def _reason(p: Process, path: str) -> str:
    try:
        p.sys.lstat(path)
    except OSError:
        return "no mount point specified"
    here = canonical(p, path, BUT_LAST)
    if not any(mount.path == here for mount in mounts(p)):
        return "not mounted"
    return "must be superuser to unmount" if p.sys.getuid() else "target is busy"
