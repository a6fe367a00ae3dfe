"""Section 9 of the manual: the functions of kshell.linux, from their docstrings and from modules that call them."""

import ast
import inspect
from functools import cache
from os.path import commonprefix
from pkgutil import iter_modules
from typing import Any

import kshell.linux
from kshell.machine.docstring import Said, said
from kshell.machine.manual import escaped, roff, verbatim
from kshell.machine.rootfs import EXAMPLES, example_folders

EXAMPLE_LINES = 24
TOP_LEVEL = ("module", "moduleparam")
CALLED = ("module_", "kstrto", "param_get_", "try_module_get", "__module_get", "THIS_MODULE")
FAULTY = ("deadlock", "kthread_crash", "kthread_hang", "nullptr", "spin")
DECLARING = ("module_init", "module_exit", "module_param")


def functions() -> list[str]:
    """The names in kshell.linux that can be called and say what they do."""
    return [name for name in kshell.linux.__all__ if callable(getattr(kshell.linux, name))]


def page(name: str) -> str:
    """The page about one of them."""
    function = getattr(kshell.linux, name)
    header, family = _header(name)
    words = said(function)
    parts = {
        "SYNOPSIS": verbatim(
            f"from kshell.linux import {name}    # <linux/{header}.h>\n\n{name}{_signature(function)}"
        ),
        "DESCRIPTION": _sentences(words.more),
        "RETURN VALUE": "" if _declares(name, header) else _sentences(words.returns),
        "CONTEXT": _sentences(_context(name, header, words)),
        "EXAMPLE": verbatim(example(name)),
        "SEE ALSO": escaped(", ".join(f"{other}(9)" for other in family if other != name)) + "\n",
    }
    return roff(name, "9", "Kernel functions", words.what, parts)


def _sentences(text: str) -> str:
    """Text as sentences; a name that it begins with stays as it is."""
    if not text:
        return ""
    begin = text if "(" in text.split(" ")[0] else text[0].upper() + text[1:]
    return escaped(begin) + ("" if text[-1] in ".?!" else ".") + "\n"


def _signature(function: Any) -> str:
    """The parameters, as a module's author writes them: C has other types anyway."""
    try:
        signature = inspect.signature(function)
    except ValueError:
        return "(...)"
    return f"({', '.join(str(p.replace(annotation=p.empty)) for p in signature.parameters.values())})"


def _declares(name: str, header: str) -> bool:
    """Whether it stands outside of functions, as a macro of C's does."""
    return header in TOP_LEVEL and (name.startswith(DECLARING) or not name.startswith(CALLED))


def _context(name: str, header: str, words: Said) -> str:
    """Where it may be called, and whether it may sleep."""
    if words.sleeps:
        return f"{words.sleeps} Not in a timer's function, nor with a spinlock held."
    if isinstance(getattr(kshell.linux, name), type):
        return words.ends
    if _declares(name, header):
        return "At the top level of a module. Does not sleep."
    return words.ends or "Does not sleep: it may be called anywhere."


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


# -- examples


@cache
def _sources() -> tuple[tuple[str, str, ast.Module], ...]:
    """Modules that do as they should: name, source and syntax tree."""
    files = [f for folder in example_folders() for f in sorted(folder.glob("*.py")) if f.stem not in FAULTY]
    texts = [(path.stem, path.read_text()) for path in files]
    return tuple((name, text, ast.parse(text)) for name, text in texts)


def example(name: str) -> str:
    """A function or line of an example module that uses this one, below the command that loads the module.

    The module whose name is most like the function's comes first, a function before a line, then the shortest.
    """
    found = [
        (-len(commonprefix([module, name])), "\n" not in segment, len(segment), module, segment)  # noqa: RUF071  # names, not paths
        for module, text, tree in _sources()
        for statement in tree.body
        if not isinstance(statement, ast.ImportFrom)
        and _uses(statement, name)
        and (segment := _segment(text, statement)).count("\n") < EXAMPLE_LINES
    ]
    if not found:
        return ""
    *_, module, segment = min(found)
    return f"# insmod {EXAMPLES}/{module}.ko\n\n{segment}"


def _segment(text: str, statement: ast.stmt) -> str:
    """The lines of a statement, with its decorators."""
    first = min([statement.lineno, *(d.lineno for d in getattr(statement, "decorator_list", []))])
    return "\n".join(text.splitlines()[first - 1 : statement.end_lineno])


def _uses(statement: ast.stmt, name: str) -> bool:
    return any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(statement))
