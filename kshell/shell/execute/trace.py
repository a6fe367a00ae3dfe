"""What ``set -x`` shows (bash print_cmd.c, xtrace_*)."""

from typing import TYPE_CHECKING

from kshell.shell.expand.quote import reusable

if TYPE_CHECKING:
    from kshell.shell.shell import Shell


def quoted(word: str) -> str:
    """A word as a trace shows it."""
    return reusable(word) or "''"


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
