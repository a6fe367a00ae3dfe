"""What the programs of GNU coreutils 9.1 share: --help, --version, and what they say of wrong options and operands."""

from collections.abc import Sequence

from kshell.userland.libc import getopt
from kshell.userland.process import Process

Parsed = tuple[list[tuple[str, str]], list[str]]


def parse(
    p: Process,
    short: str,
    long: Sequence[str],
    usage: str,
    *,
    args: Sequence[str] | None = None,
    failure: int = 1,
    permute: bool = True,
) -> Parsed | int:
    """The options and operands, or the status to exit with when all is said: a wrong option, help, version.

    ``usage`` is the help text with ``{name}`` for the program's name, ``args`` stands for the program's own arguments,
    ``failure`` is the status for a wrong option.
    """
    try:
        words = p.args if args is None else args
        options, operands = getopt.parse(words, short, (*long, "help", "version"), permute=permute)
    except getopt.UsageError as error:
        return refuse(p, str(error), failure)
    for option, _ in options:
        if option == "--help":
            p.out(usage.format(name=p.argv[0]))
            return 0
        if option == "--version":
            p.out(f"{p.name} (GNU coreutils) 9.1\n")
            return 0
    return options, operands


def refuse(p: Process, text: str, status: int = 1) -> int:
    """Say what is wrong with the operands and where help is; the status to exit with."""
    p.err(f"{p.argv[0]}: {text}\nTry '{p.argv[0]} --help' for more information.\n")
    return status


def extra_operand(p: Process, operand: str, status: int = 1) -> int:
    """Refuse an operand that is one too many; the status to exit with."""
    return refuse(p, f"extra operand '{operand}'", status)
