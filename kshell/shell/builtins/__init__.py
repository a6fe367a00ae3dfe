"""The commands that the shell does itself (bash(1), SHELL BUILTIN COMMANDS), a file for each family."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kshell.shell.state import Shell

FAMILIES = {
    "flow": "break continue exit logout return eval source . exec : true false command builtin type hash",
    "jobs": "jobs fg bg wait kill disown suspend",
    "variables": "export unset readonly local declare typeset set shift read let trap alias unalias umask",
    "text": "echo printf pwd cd history times help test [ [[ ulimit",
}
_FAMILY = {name: family for family, names in FAMILIES.items() for name in names.split()}


class Builtin(NamedTuple):
    """``run(shell, words)`` returns a status; exec without arguments keeps its redirections."""

    run: Callable[["Shell", list[str]], int]
    special_redirects: bool = False


def names() -> list[str]:
    """All builtins, sorted."""
    return sorted(_FAMILY)


def find(name: str) -> Builtin | None:
    """The builtin of this name."""
    family = _FAMILY.get(name)
    if family is None:
        return None
    table: dict[str, Callable[[Shell, list[str]], int]] = import_module(f"kshell.shell.builtins.{family}").TABLE
    return Builtin(table[name], name == "exec")
