"""What the programs of procps-ng 4.0.2 share: --help, --version, and what they say of wrong options and numbers."""

import re
from collections.abc import Mapping

from kshell.userland.libc import getopt
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process

Parsed = tuple[list[tuple[str, str]], list[str]]


def parse(
    p: Process, short: str, long: Mapping[str, str], usage: str, *, failure: int = 1, permute: bool = True
) -> Parsed | int:
    """The options by letter and the operands, or the status to exit with when all is said: a wrong option, help.

    ``usage`` is the help text with ``{name}`` for the program's name; ``long`` maps long names to letters, where
    ``help`` and ``V`` stand for the two that every program has.
    """
    try:
        typed, operands = getopt.parse(p.args, short, tuple(long), permute=permute)
    except getopt.UsageError as error:
        p.err(f"{p.name}: {error}\n{usage.format(name=p.name)}")
        return failure
    options = short_names(typed, long)
    for letter, _ in options:
        if letter == "help":
            p.out(usage.format(name=p.name))
            return 0
        if letter == "V":
            p.out(f"{p.name} from procps-ng 4.0.2\n")
            return 0
    return options, operands


def refuse(p: Process, text: str, status: int = 1) -> int:
    """Say what is wrong; the status to exit with."""
    p.err(f"{p.name}: {text}\n")
    return status


def strtod(text: str) -> float | None:
    """A number with a point or comma, as these programs read one; None when it is not one (strtod_nol_or_err)."""
    found = re.fullmatch(r"\s*([+-]?\d*)(?:[.,](\d*))?", text, re.ASCII)
    if found is None or not text:
        return None
    whole, fraction = found.groups()
    sign = "-" if whole.startswith("-") else ""
    return float(f"{sign}0{whole.lstrip('+-')}.{fraction or ''}0")
