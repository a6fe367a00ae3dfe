"""which: where in $PATH programs are (debianutils 5.7)."""

from kshell.userland.libc import getopt
from kshell.userland.process import Process

USAGE = "Usage: /usr/bin/which [-a] args\n"


def main(p: Process) -> int:
    try:
        options, names = getopt.parse(p.args, "a", permute=False)
    except getopt.UsageError as error:
        letter = str(error).rpartition(" ")[2].strip("'")
        p.err(f"Illegal option -{letter}\n")
        p.out(USAGE)
        return 2
    status = 0 if names else 1
    for name in names:
        folders = [""] if "/" in name else [f"{folder or '.'}/" for folder in p.env.get("PATH", "").split(":")]
        found = [folder + name for folder in folders if _runs(p, folder + name)]
        p.out("".join(f"{path}\n" for path in (found if options else found[:1])))
        status = status if found else 1
    return status


def _runs(p: Process, path: str) -> bool:
    """Whether it is a file that may be executed."""
    try:
        p.sys.access(path, 1)
        return p.sys.stat(path).mode & 0o170000 == 0o100000
    except OSError:
        return False
