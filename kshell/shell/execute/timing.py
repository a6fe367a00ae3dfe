"""``time`` (bash execute_cmd.c, time_command)."""

import re
from typing import TYPE_CHECKING

from kshell.uapi.syscalls import Times

if TYPE_CHECKING:
    from kshell.shell.shell import Shell

DEFAULT = "\nreal\t%3lR\nuser\t%3lU\nsys\t%3lS"
POSIX = "real %2R\nuser %2U\nsys %2S"


def report_time(shell: "Shell", before: tuple[int, Times], *, posix: bool) -> None:
    """Print how long it took since ``before``: monotonic ns, CPU times."""
    began, old = before
    new = shell.sys.times()
    real = shell.sys.clock_gettime(1) - began
    user = new.user + new.children_user - old.user - old.children_user
    system = new.system + new.children_system - old.system - old.children_system
    given = shell.variables.get("TIMEFORMAT")
    form = POSIX if posix else DEFAULT if given is None else given
    if form:
        shell.p.err(_filled(form, real, user, system) + "\n")


def _filled(form: str, real: int, user: int, system: int) -> str:
    values = {"R": real, "U": user, "S": system}

    def one(match: "re.Match[str]") -> str:
        if match[0] == "%%":
            return "%"
        if match[3] == "P":
            return f"{100 * (user + system) / real if real else 0:.2f}"
        return duration(values[match[3]], int(match[1] or 3), long=bool(match[2]))

    return re.sub(r"%%|%([0-3])?(l)?([RUSP])", one, form)


def duration(ns: int, digits: int = 3, *, long: bool = True) -> str:
    """``1m2.345s`` for long, else ``62.345``; cut off, not rounded."""
    seconds, rest = divmod(ns, 1_000_000_000)
    fraction = f".{rest // 1_000_000:03d}"[: digits + 1] if digits else ""
    return f"{seconds // 60}m{seconds % 60}{fraction}s" if long else f"{seconds}{fraction}"
