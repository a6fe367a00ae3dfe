"""getopt_long(3): Python's own parser, with glibc's messages."""

import getopt as _getopt
from collections.abc import Sequence

from kshell.userland.process import Process


class UsageError(Exception):
    """An option that does not exist or lacks its argument; the text is glibc's, without the program's name.

    ``option`` is the option's name without dashes.
    """

    def __init__(self, text: str, option: str = "") -> None:
        super().__init__(text)
        self.option = option


def parse(
    args: Sequence[str], short: str, long: Sequence[str] = (), *, permute: bool = True
) -> tuple[list[tuple[str, str]], list[str]]:
    """Options as (name with its dashes, value) and the remaining arguments; UsageError.

    ``permute`` lets options follow arguments, as GNU programs do. A long name with ``=?`` behind it takes an argument
    or none (an empty one then), but only behind ``=``.
    """
    scan = _getopt.gnu_getopt if permute else _getopt.getopt
    names = [name.removesuffix("?") for name in long]
    try:
        return scan(_completed(args, long), short, names)
    except _getopt.GetoptError as error:
        raise UsageError(_text(error, args, long), error.opt) from None


def _completed(args: Sequence[str], long: Sequence[str]) -> list[str]:
    """The arguments with ``=`` behind the options that may go without an argument, and do."""
    optional = ["--" + name.removesuffix("=?") for name in long if name.endswith("=?")]
    end = list(args).index("--") if "--" in args else len(args)
    return [
        f"{arg}=" if at < end and len(arg) > 2 and any(name.startswith(arg) for name in optional) else arg
        for at, arg in enumerate(args)
    ]


def _text(error: _getopt.GetoptError, args: Sequence[str], long: Sequence[str]) -> str:
    if len(error.opt) == 1 and not error.msg.startswith("option --"):
        needs = "requires argument" in error.msg
        return f"option requires an argument -- '{error.opt}'" if needs else f"invalid option -- '{error.opt}'"
    typed = next((a for a in args if a.startswith("--" + error.opt)), "--" + error.opt)
    if "not a unique prefix" in error.msg:
        fits = " ".join(f"'--{name.rstrip('=')}'" for name in long if name.startswith(error.opt))
        return f"option '{typed}' is ambiguous; possibilities: {fits}"
    if "must not have an argument" in error.msg:
        return f"option '--{error.opt}' doesn't allow an argument"
    if "requires argument" in error.msg:
        return f"option '--{error.opt}' requires an argument"
    return f"unrecognized option '{typed}'"


def try_help(p: Process, error: UsageError, status: int = 1) -> int:
    """What coreutils and util-linux print for a wrong option; the status to exit with."""
    p.err(f"{p.name}: {error}\nTry '{p.name} --help' for more information.\n")
    return status
