"""The conditions of test, [ and [[ (bash test.c)."""

import operator
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from kshell.shell.variables import AssociativeArray
from kshell.uapi import fcntl
from kshell.uapi.syscalls import Stat, Syscalls

if TYPE_CHECKING:
    from kshell.shell.shell import Shell

COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "-eq": operator.eq, "-ne": operator.ne, "-lt": operator.lt, "-le": operator.le, "-gt": operator.gt,
    "-ge": operator.ge,
}  # fmt: skip
FILE_COMPARISONS = frozenset(("-nt", "-ot", "-ef"))
UNARY = frozenset(f"-{letter}" for letter in "abcdefghkLnNoOpGrRsStuvwxz")
S_ISUID, S_ISGID, S_ISVTX = 0o4000, 0o2000, 0o1000
_ELEMENT = re.compile(r"([A-Za-z_]\w*)\[(.*)\]", re.ASCII)

_TYPES = {
    "-f": fcntl.S_IFREG, "-d": fcntl.S_IFDIR, "-c": fcntl.S_IFCHR, "-b": fcntl.S_IFBLK, "-p": fcntl.S_IFIFO,
    "-S": fcntl.S_IFSOCK,
}  # fmt: skip
_BITS = {"-u": S_ISUID, "-g": S_ISGID, "-k": S_ISVTX}
_ACCESS = {"-r": 4, "-w": 2, "-x": 1}


def unary(shell: "Shell", op: str, text: str) -> bool:
    """Whether ``op text`` holds."""
    if op == "-n":
        return text != ""
    if op == "-z":
        return text == ""
    if op == "-v":
        return _is_set(shell, text)
    if op == "-R":
        variable = shell.variables.table.get(text)
        return variable is not None and variable.nameref
    if op == "-o":
        return shell.options.set_o.get(text, False)
    if op == "-t":
        return text.strip().isdecimal() and shell.sys.isatty(int(text))
    if op in _ACCESS:
        return _accessible(shell.sys, text, _ACCESS[op])
    return _file(shell.sys, op, text)


def _is_set(shell: "Shell", name: str) -> bool:
    element = _ELEMENT.fullmatch(name)
    if element is None:
        return shell.parameter(name) is not None
    elements = shell.variables.array(element[1])
    if element[2] in ("@", "*"):
        return bool(elements)
    if isinstance(elements, AssociativeArray):
        return element[2] in elements
    return shell.store.subscript(element[1], elements, element[2]) in elements


def _accessible(sys: Syscalls, path: str, mode: int) -> bool:
    try:
        sys.access(path, mode)
    except OSError:
        return False
    return True


def stat_or_none(sys: Syscalls, path: str, *, follow: bool = True) -> Stat | None:
    """What stat(2) tells of a file, None if it cannot be asked."""
    try:
        return sys.stat(path) if follow else sys.lstat(path)
    except OSError:
        return None


def _file(sys: Syscalls, op: str, path: str) -> bool:
    if op in ("-L", "-h"):
        found = stat_or_none(sys, path, follow=False)
        return found is not None and fcntl.S_ISLNK(found.mode)
    found = stat_or_none(sys, path)
    if found is None:
        return False
    if op in _TYPES:
        return found.mode & fcntl.S_IFMT == _TYPES[op]
    if op in _BITS:
        return bool(found.mode & _BITS[op])
    if op == "-s":
        return found.size > 0
    if op == "-O":
        return found.uid == sys.getuid()
    if op == "-G":
        return found.gid == sys.getgid()
    return op in ("-a", "-e")


def compare_files(sys: Syscalls, op: str, left: str, right: str) -> bool:
    """``-nt``, ``-ot``, ``-ef``."""
    a, b = stat_or_none(sys, left), stat_or_none(sys, right)
    if op == "-ef":
        return a is not None and b is not None and a.ino == b.ino
    if op == "-ot":
        a, b = b, a
    return a is not None and (b is None or a.mtime > b.mtime)
