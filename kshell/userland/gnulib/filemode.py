"""Permission bits: read from ``644`` and ``u+x,go-w`` (gnulib, modechange.c), and shown as ``-rw-r--r--``."""

import re

from kshell.uapi.fcntl import S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFLNK, S_IFMT, S_IFSOCK, S_ISDIR

TYPES = {S_IFDIR: "d", S_IFLNK: "l", S_IFCHR: "c", S_IFBLK: "b", S_IFIFO: "p", S_IFSOCK: "s"}
WHO = {"u": 0o4700, "g": 0o2070, "o": 0o1007, "a": 0o7777}
ALL = 0o7777
_CLAUSE = re.compile(r"([ugoa]*)((?:[-+=](?:[ugo]|[rwxXst]*|[0-7]+))+)")
_ACTION = re.compile(r"([-+=])([ugo](?![rwxXst])|[0-7]+|[rwxXst]*)")


class BadMode(ValueError):
    """The text names no mode."""


def changed_mode(text: str, mode: int, umask: int) -> int:
    """The permission bits that ``text`` makes of those of ``mode`` (with its type); BadMode."""
    if re.fullmatch(r"[0-7]+", text):
        if int(text, 8) > ALL:
            raise BadMode(text)
        kept = mode & 0o6000 if S_ISDIR(mode) and len(text) < 5 else 0
        return int(text, 8) | kept
    folder, bits = S_ISDIR(mode), mode & ALL
    for part in text.split(","):
        clause = _CLAUSE.fullmatch(part)
        if clause is None:
            raise BadMode(text)
        for operator, what in _ACTION.findall(clause[2]):
            bits = _apply(bits, clause[1], operator, what, umask, folder=folder)
    return bits


def _apply(bits: int, who: str, operator: str, what: str, umask: int, *, folder: bool) -> int:
    """One action, such as ``g+w``, on permission bits."""
    mask = 0
    for letter in who:
        mask |= WHO[letter]
    value = _bits(what, bits, folder=folder)
    value &= mask if who else ~umask & ALL
    if operator == "+":
        return bits | value
    if operator == "-":
        return bits & ~value
    kept = 0o6000 if folder and "s" not in what else 0
    return bits & (~(mask or ALL) | kept) | value


def _bits(what: str, bits: int, *, folder: bool) -> int:
    """The bits, for everybody, that the letters or digits behind an operator mean."""
    if what.isdigit():
        return int(what, 8)
    if what in ("u", "g", "o"):
        return (bits >> {"u": 6, "g": 3, "o": 0}[what] & 7) * 0o111
    value = 0
    for letter in what:
        executable = folder or bits & 0o111
        values = {"r": 0o444, "w": 0o222, "x": 0o111, "X": 0o111 if executable else 0, "s": 0o6000, "t": 0o1000}
        value |= values[letter]
    return value


def mode_text(mode: int) -> str:
    """The ten letters of ``ls -l``."""
    letters = [TYPES.get(mode & S_IFMT, "-")]
    for shift, special, mark in ((6, 0o4000, "s"), (3, 0o2000, "s"), (0, 0o1000, "t")):
        bits = mode >> shift & 7
        run = "x" if bits & 1 else "-"
        if mode & special:
            run = mark if bits & 1 else mark.upper()
        letters.append(("r" if bits & 4 else "-") + ("w" if bits & 2 else "-") + run)
    return "".join(letters)
