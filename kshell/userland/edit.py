"""edit: open a file in an editor of the person's own; kshell's own (see docs/differences.md)."""

from kshell.uapi.errno import Errno
from kshell.userland.libc import getopt
from kshell.userland.process import Process

USAGE = """\
Usage: edit FILE
Open a file in your own editor: $VISUAL or $EDITOR of the shell that kshell was
started in. A module is opened where it is on your disk; one of kshell's samples
and a new one begin as a file in your folder. Any other file stays in the
machine.
"""
WHY: dict[int | None, str] = {
    Errno.ENOTTY: "standard output is not a terminal: open the file in an editor yourself",
    Errno.ENOSYS: "no editor can be opened here, only in the window that kshell was started in",
    Errno.EIO: "the editor has failed: nothing is changed",
}


def main(p: Process) -> int:
    try:
        options, operands = getopt.parse(p.args, "h", ("help",))
    except getopt.UsageError as error:
        return getopt.try_help(p, error)
    if options:
        p.out(USAGE)
        return 0
    if len(operands) != 1:
        p.err("edit: name one file\nTry 'edit --help' for more information.\n")
        return 1
    return _edit(p, operands[0])


def _edit(p: Process, name: str) -> int:
    path = name if name.startswith("/") else f"{p.sys.getcwd().rstrip('/')}/{name}"
    try:
        old = _read(p, path)
        new = p.sys.edit(1, path, old)
        if new != old:
            p.write_file(path, new.decode("utf-8", "surrogateescape"))
    except OSError as failed:
        p.err(f"edit: {name}: {WHY.get(failed.errno, failed.strerror)}\n")
        return 1
    return 0


def _read(p: Process, path: str) -> bytes:
    """What is in the file; nothing if there is none yet."""
    try:
        return p.read_file(path)
    except FileNotFoundError:
        return b""
