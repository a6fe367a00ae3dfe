"""What the programs of util-linux 2.38.1 share: --help, --version, and what they say of wrong options."""

from collections.abc import Mapping

from kshell.userland.libc import getopt
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process

Parsed = tuple[list[tuple[str, str]], list[str]]


def parse(p: Process, short: str, long: Mapping[str, str], usage: str) -> Parsed | int:
    """The options by letter and the operands, or the status to exit with when all is said.

    ``long`` maps long names to letters; ``h`` and ``V`` are help and version. Options end at the first operand.
    """
    try:
        typed, operands = getopt.parse(p.args, short, tuple(long), permute=False)
    except getopt.UsageError as error:
        return getopt.try_help(p, error)
    options = short_names(typed, long)
    for letter, _ in options:
        if letter == "h":
            p.out(usage)
            return 0
        if letter == "V":
            p.out(f"{p.name} from util-linux 2.38.1\n")
            return 0
    return options, operands


def bad_usage(p: Process, text: str = "bad usage") -> int:
    """Say that the arguments make no sense, and where help is; the status to exit with."""
    return getopt.try_help(p, getopt.UsageError(text))
