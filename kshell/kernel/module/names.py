"""Names that a module may not use, for they lead out of it: into the interpreter, or into kshell itself.

They are undefined symbols at load. This keeps mistakes and curiosity inside; it is no wall against a hostile module,
since what kshell.linux gives out is kshell's own data.
"""

import ast
import builtins
from collections.abc import Iterator
from typing import Any

POW = "__pow__"
MAX_POWER_BITS = 1 << 20
FRAMES = {
    *("f_back", "f_builtins", "f_code", "f_globals", "f_locals", "f_trace", "tb_frame", "tb_next"),
    *("gi_code", "gi_frame", "gi_yieldfrom", "cr_code", "cr_frame", "cr_await", "ag_code", "ag_frame", "ag_await"),
}
ALLOWED = {
    *("__name__", "__file__", "__doc__", "__debug__", "__slots__", "__init__", "__enter__", "__exit__", "__len__"),
    *("__iter__", "__next__", "__call__", "__eq__", "__lt__", "__hash__", "__str__", "__repr__", "__contains__"),
    *("__getitem__", "__setitem__", "__add__", "__sub__", "__or__", "__and__", "__int__", "__bool__", "__index__"),
}


def is_hidden(name: str) -> bool:
    """Whether a module may not use a name; the special methods that it defines are called by the interpreter."""
    return name in FRAMES or (name.startswith("__") and name.endswith("__") and name not in ALLOWED)


def hidden_names(tree: ast.Module) -> list[str]:
    """The names in a module's source that it may not use, in their order."""
    return [name for node in ast.walk(tree) for name in _identifiers(node) if is_hidden(name)]


def _identifiers(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        return
    for _, value in ast.iter_fields(node):
        for name in value if isinstance(value, list) else [value]:
            if isinstance(name, str):
                yield name


def checked_builtins() -> dict[str, Any]:
    """The builtins that take a name as text, and the ones whose loop would never come to a preemption point."""
    return {"getattr": _getattr, "setattr": _setattr, "hasattr": _hasattr, "iter": _iter, "pow": _pow, POW: _pow}


def _check(name: object) -> None:
    if isinstance(name, str) and is_hidden(str(name)):
        raise AttributeError(f"no such attribute in the kernel: {name}")


def _getattr(thing: Any, name: str, *default: Any) -> Any:
    _check(name)
    return builtins.getattr(thing, name, *default)


def _setattr(thing: Any, name: str, value: Any) -> None:
    _check(name)
    builtins.setattr(thing, name, value)


def _hasattr(thing: Any, name: str) -> bool:
    return not is_hidden(name) and builtins.hasattr(thing, name)


def _iter(things: Any) -> Any:
    return builtins.iter(things)


def _pow(base: Any, exponent: Any, modulus: Any = None) -> Any:
    if isinstance(base, int) and isinstance(exponent, int) and modulus is None:
        bits = base.bit_length() * exponent
        if bits > MAX_POWER_BITS:
            raise OverflowError(f"a number of about {bits} bits")
    return builtins.pow(base, exponent, modulus)
