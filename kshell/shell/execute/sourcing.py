"""Running the commands of a file in this shell (bash builtins/evalfile.c)."""

from typing import TYPE_CHECKING

from kshell.shell.control import Return
from kshell.shell.execute.reading import run_text
from kshell.shell.shell import Frame

if TYPE_CHECKING:
    from kshell.shell.shell import Shell


def run_sourced(shell: "Shell", path: str, text: str, arguments: list[str]) -> int:
    """Run a file's text, with positional parameters of its own if there are any; its status."""
    outer, line = shell.arguments, shell.line
    if arguments:
        shell.arguments = arguments
    given = shell.arguments
    shell.executor.enter()
    shell.frames.append(Frame("source", path, line))
    try:
        return run_text(shell, text, path)
    except Return as returned:
        return returned.status
    finally:
        shell.frames.pop()
        shell.line = line
        shell.depth -= 1
        if shell.arguments is given:
            shell.arguments = outer
