"""What ``set -x`` shows (bash print_cmd.c, xtrace_*)."""

import re
from typing import TYPE_CHECKING

from kshell.shell.expand.quote import ansi_quote, single_quote

if TYPE_CHECKING:
    from kshell.shell.shell import Shell

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_META = re.compile(r"[ \t\n!\"$&'()*;<>?\[\\\]^`{|}]|^[#~]|(?<=[:=])~")


def quoted(word: str) -> str:
    """A word as a trace shows it."""
    if not word:
        return "''"
    if _CONTROL.search(word):
        return ansi_quote(word)
    return single_quote(word) if _META.search(word) else word


def trace(shell: "Shell", text: str) -> None:
    """Show a command that is about to run, behind PS4 whose first character says how deeply it is nested."""
    mark = shell.variables.get("PS4") or ""
    if mark:
        shell.options.xtrace = False
        mark = shell.prompt_text(mark)
        shell.options.xtrace = True
    shell.p.err(mark[:1] * (shell.indirection + 1) + mark[1:] + text + "\n")


def trace_words(shell: "Shell", words: list[str]) -> None:
    """Show a simple command."""
    trace(shell, " ".join([quoted(word) for word in words]))
