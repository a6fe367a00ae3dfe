"""The commands that the shell does itself (bash(1), SHELL BUILTIN COMMANDS), a file for each family."""

from importlib import import_module

from kshell.shell.builtins.call import Builtin, Run
from kshell.shell.builtins.table import FAMILIES, SYNOPSES

_FAMILY = {name: family for family, names in FAMILIES.items() for name in names.split()}
_found: dict[str, Builtin] = {}


def builtin_names() -> list[str]:
    """All builtins, sorted."""
    return sorted(_FAMILY)


def find(name: str) -> Builtin | None:
    """The builtin of this name; its family is imported when it is first asked for."""
    found = _found.get(name)
    if found is not None:
        return found
    family = _FAMILY.get(name)
    if family is None:
        return None
    table: dict[str, Run] = import_module(f"kshell.shell.builtins.{family}").BUILTINS
    made = _found[name] = Builtin(name, SYNOPSES[name], table[name])
    return made
