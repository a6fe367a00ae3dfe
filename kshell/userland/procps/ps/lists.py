"""The lists that selection options take: of processes, users, groups, terminals, commands."""

import re
from collections.abc import Callable
from contextlib import suppress

from kshell.userland.libc.passwd import groups, users
from kshell.userland.libc.strtol import strtol
from kshell.userland.process import Process
from kshell.userland.procps.ps.options import Wrong
from kshell.userland.procps.ttys import device_of

INT_MAX = 0x7FFFFFFF
UINT_MAX = 0xFFFFFFFF
COMMAND_LEN = 63
NO_TTY = ("-", "?")

Parser = Callable[[Process, str, bool], int | str]


def parse_list(p: Process, text: str, parse: Parser, negate: bool = False) -> tuple[int | str, ...]:
    """The items of a list separated by commas, blanks or tabs; Wrong. ``negate`` if -N came before it."""
    items = re.split("[ ,\t]", text)
    if not all(items):
        raise Wrong("improper list")
    return tuple(parse(p, item, negate) for item in items)


def parse_pid(p: Process, text: str, negate: bool = False) -> int:
    """A process, session or group number."""
    return _in_range(text, 1)


def parse_ppid(p: Process, text: str, negate: bool = False) -> int:
    """A parent's number, which may be 0."""
    return _in_range(text, 0)


def _in_range(text: str, lowest: int) -> int:
    number = strtol(text, 0)
    if number is None:
        raise Wrong("process ID list syntax error")
    if not lowest <= number <= INT_MAX:
        raise Wrong("process ID out of range")
    return number


def parse_uid(p: Process, text: str, negate: bool = False) -> int:
    """A user by name or number."""
    return _id(text, {user.name: user.uid for user in users(p)}, "user", negate)


def parse_gid(p: Process, text: str, negate: bool = False) -> int:
    """A group by name or number."""
    return _id(text, {group.name: group.gid for group in groups(p)}, "group", negate)


def _id(text: str, known: dict[str, int], what: str, negate: bool) -> int:
    number = strtol(text, 0)
    if number is None:
        number = known.get(text, -1)
        if number < 0 and not negate:
            raise Wrong(f"{what} name does not exist")
    if not negate and not 0 <= number < UINT_MAX:
        raise Wrong(f"{what} ID out of range")
    return number


def parse_command(p: Process, text: str, negate: bool = False) -> str:
    """A command's name, as far as names go."""
    return text[:COMMAND_LEN]


def parse_tty(p: Process, text: str, negate: bool = False) -> int:
    """A terminal, as its device number: ``/dev/tty1``, ``tty1``, ``1``; ``-`` and ``?`` are none."""
    if text.startswith("/"):
        paths = [text]
    else:
        paths = [f"/dev/{before}{text}" for before in ("pts/", "", "tty", "pty")] + [f"/dev/{text}nsole"]
    for path in paths:
        with suppress(OSError):
            device = device_of(p, path)
            if device is None:
                raise Wrong("list member was not a TTY")
            return device
    if text in NO_TTY or (len(text) == 1 and _exists(p, text)):  # the shell may have made a name of ?
        return 0
    raise Wrong("TTY could not be found")


def _exists(p: Process, path: str) -> bool:
    try:
        p.sys.stat(path)
    except OSError:
        return False
    return True
