"""Section 9 of the manual: the functions of kshell.linux, from their docstrings and from modules that call them."""

import ast
import inspect
from functools import cache
from os.path import commonprefix
from pkgutil import iter_modules
from typing import Any

import kshell.linux
from kshell.machine.manual import escaped, roff, verbatim
from kshell.machine.rootfs import sample_modules

EXAMPLE_LINES = 24


def functions() -> list[str]:
    """The names in kshell.linux that can be called and say what they do."""
    return [name for name in kshell.linux.__all__ if callable(getattr(kshell.linux, name))]


def page(name: str) -> str:
    """The page about one of them."""
    function = getattr(kshell.linux, name)
    first, _, rest = inspect.cleandoc(function.__doc__ or "").partition("\n\n")
    what, *more = " ".join(first.removeprefix(f"{first.partition(' - ')[0]} - ").split()).split(": ", 1)
    header, family = _header(name)
    parts = {
        "SYNOPSIS": verbatim(
            f"from kshell.linux import {name}    # <linux/{header}.h>\n\n{name}{_signature(function)}"
        ),
        "RETURNS": f"{escaped(more[0])}\n" if more else "",
        "DESCRIPTION": f"{escaped(rest)}\n" if rest else "",
        "EXAMPLE": verbatim(_example(name)),
        "SEE ALSO": escaped(", ".join(f"{other}(9)" for other in family if other != name)) + "\n",
    }
    return roff(name, "9", "Kernel functions", what.rstrip("."), parts)


def _signature(function: Any) -> str:
    """The parameters, as a module's author writes them: C has other types anyway."""
    try:
        signature = inspect.signature(function)
    except ValueError:
        return "(...)"
    return f"({', '.join(str(p.replace(annotation=p.empty)) for p in signature.parameters.values())})"


@cache
def _header(name: str) -> tuple[str, tuple[str, ...]]:
    """The header that a name comes from, and what else does."""
    wanted = getattr(kshell.linux, name)
    for info in iter_modules(kshell.linux.__path__):
        module = __import__(f"kshell.linux.{info.name}", fromlist=["*"])
        if getattr(module, name, None) is wanted and getattr(wanted, "__module__", "") != "kshell.linux":
            return info.name, tuple(n for n in functions() if hasattr(module, n) and _is_own(module, n))
    return "kernel", ()


def _is_own(module: Any, name: str) -> bool:
    return bool(getattr(getattr(module, name), "__module__", module.__name__) == module.__name__)


@cache
def _sources() -> tuple[tuple[str, str, ast.Module], ...]:
    texts = [(path.name, path.read_text()) for path in sorted(sample_modules().glob("*.py"))]
    return tuple((name, text, ast.parse(text)) for name, text in texts)


def _example(name: str) -> str:
    """A function or line of a sample module that calls this one, nothing if none does.

    The sample whose name is most like the function's comes first, then the shortest.
    """
    found = [
        (-len(commonprefix([file, name])), len(segment), f"# {file}\n{segment}")  # noqa: RUF071  # names, not paths
        for file, text, tree in _sources()
        for statement in tree.body
        if not isinstance(statement, ast.ImportFrom)
        and _calls(statement, name)
        and (segment := ast.get_source_segment(text, statement) or "").count("\n") < EXAMPLE_LINES
    ]
    return min(found)[2] if found else ""


def _calls(statement: ast.stmt, name: str) -> bool:
    calls = (node.func for node in ast.walk(statement) if isinstance(node, ast.Call))
    return any(isinstance(function, ast.Name) and function.id == name for function in calls)
