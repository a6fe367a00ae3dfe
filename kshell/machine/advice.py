"""What kshell itself says of a module that uses names that there are not: where, and which name was perhaps meant."""

from collections.abc import Collection
from difflib import get_close_matches

from kshell.kernel.module.names import is_hidden
from kshell.kernel.module.pointing import Use, pointed, uses_of

MOST = 5
FACE = "kshell.linux"


def where_used(file: str, source: str, names: Collection[str], known: Collection[str]) -> str:
    """Where a source first uses these names, which are neither its own nor in ``known``, as a compiler shows it."""
    lines: list[str] = []
    found = uses_of(source, set(names))
    for use in found[:MOST]:
        lines += pointed(file, source, use.span, _problem(use, known))
    if len(found) > MOST:
        lines.append(f"{file}: and {len(found) - MOST} more")
    return "\n".join(lines)


def _problem(use: Use, known: Collection[str]) -> str:
    name = use.name
    if use.imported:
        return f"{name}: a module imports from {FACE} and nothing else"
    if name in known:
        return f"{name} is not for modules in this kernel"
    if is_hidden(name):
        return f"{name} is not for modules: it leads out of the kernel"
    close = get_close_matches(name, known, 1, 0.75)
    return f"{name} is not in {FACE}" + (f": did you mean {close[0]}?" if close else "")
