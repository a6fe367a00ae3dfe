"""What cp and mv have in common: which source goes where (coreutils, targetdir and the last operand)."""

from collections.abc import Sequence
from typing import NamedTuple

from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import S_IFCHR, S_IFDIR, S_IFIFO, S_IFLNK, S_IFMT, S_IFREG, S_ISDIR
from kshell.uapi.syscalls import Stat
from kshell.userland.libc.getopt import UsageError
from kshell.userland.process import Process


class Refused(Exception):
    """The operands do not fit together; the text is the message."""


class Transfer(NamedTuple):
    """One thing to be copied or moved."""

    source: str
    target: str


def transfers(p: Process, operands: Sequence[str], folder: str | None, *, exact: bool) -> list[Transfer]:
    """Which source goes where; UsageError, Refused.

    ``folder`` is the argument of ``-t``, ``exact`` (``-T``) takes the target as it is, even if it is a folder.
    """
    if not operands:
        raise UsageError("missing file operand")
    kind = "target directory"
    if folder is None:
        if len(operands) == 1:
            raise UsageError(f"missing destination file operand after '{operands[0]}'")
        if exact and len(operands) > 2:
            raise UsageError(f"extra operand '{operands[2]}'")
        target = operands[-1]
        status = stat(p, target)
        if len(operands) == 2 and (exact or status is None or not S_ISDIR(status.mode)):
            return [Transfer(operands[0], target)]
        folder, operands, kind = target, operands[:-1], "target"
    status = stat(p, folder)
    if status is None or not S_ISDIR(status.mode):
        error = Errno.ENOENT if status is None else Errno.ENOTDIR
        raise Refused(f"{kind} '{folder}': {error.text}")
    return [Transfer(source, f"{folder.rstrip('/')}/{base_name(source)}") for source in operands]


def base_name(path: str) -> str:
    """The last part of a path."""
    return path.rstrip("/").rpartition("/")[2]


def kind(status: Stat) -> str:
    """What sort of file it is, in words (gnulib, file-type.c)."""
    names = {S_IFDIR: "directory", S_IFLNK: "symbolic link", S_IFCHR: "character special file", S_IFIFO: "fifo"}
    names[S_IFREG] = "regular file" if status.size else "regular empty file"
    return names.get(status.mode & S_IFMT, "weird file")


def stat(p: Process, path: str) -> Stat | None:
    """What stat(2) says of a path, None when there is nothing."""
    try:
        return p.sys.stat(path)
    except OSError:
        return None


def existing(p: Process, target: str) -> Stat | None:
    """What is at the target already; Refused when its path leads through a file."""
    try:
        return p.sys.stat(target)
    except OSError as failed:
        if failed.errno == Errno.ENOTDIR:
            raise Refused(f"cannot stat '{target}': {failed.strerror}") from None
        return None


def confirmed(p: Process, question: str) -> bool:
    """Ask, and read a line that begins with y or Y."""
    p.err(f"{p.name}: {question}? ")
    return next(p.lines(), "")[:1] in ("y", "Y")
