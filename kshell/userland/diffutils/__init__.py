"""What diff and cmp of GNU diffutils 3.8 share: options, --help, --version, refusals."""

from collections.abc import Mapping

from kshell.userland.libc import getopt
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process

TROUBLE = 2
Parsed = tuple[list[tuple[str, str]], list[str]]


def parse(p: Process, short: str, long: Mapping[str, str], usage: str) -> Parsed | int:
    """The options by their letters, and the operands; or the status when all is said. ``{name}`` is in ``usage``."""
    try:
        options, operands = getopt.parse(p.args, short, (*long, "help", "version"))
    except getopt.UsageError as error:
        return refuse(p, str(error))
    names = dict(options)
    if "--help" in names:
        p.out(usage.format(name=p.name))
        return 0
    if "--version" in names:
        p.out(f"{p.name} (GNU diffutils) 3.8\n")
        return 0
    return short_names(options, long), operands


def refuse(p: Process, text: str) -> int:
    """Say what is wrong with the options or operands, and where help is; the status to exit with."""
    p.err(f"{p.name}: {text}\n{p.name}: Try '{p.name} --help' for more information.\n")
    return TROUBLE
