"""What a module's file says of itself without being run: the ``.modinfo`` section, exports and needs.

A module is Python source, its declarations are calls at the top level: ``MODULE_LICENSE("GPL")``. They are read from
the syntax tree, as modpost and modinfo read an object file. Order and spelling are those of the section that gcc and
modpost write: the declarations from last to first, then what modpost adds (recordings a-hello and m-params).
"""

import ast
from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import sha1
from typing import Any, NamedTuple

FACE = "kshell"
MAX_SOURCE = 256 << 10
SRCVERSION_DIGITS = 23
VERMAGIC = "SMP preempt mod_unload modversions "

Tags = list[tuple[str, str]]

# what a declaration writes: key, value, how many of its arguments they take
_TAGS = {
    "MODULE_LICENSE": ("license", "{0}", 1),
    "MODULE_AUTHOR": ("author", "{0}", 1),
    "MODULE_DESCRIPTION": ("description", "{0}", 1),
    "MODULE_VERSION": ("version", "{0}", 1),
    "MODULE_ALIAS": ("alias", "{0}", 1),
    "MODULE_INFO": ("{0}", "{1}", 2),
    "MODULE_PARM_DESC": ("parm", "{0}:{1}", 2),
    "module_param": ("parmtype", "{0}:{1}", 2),
    "module_param_named": ("parmtype", "{0}:{2}", 3),
    "module_param_string": ("parmtype", "{0}:string", 1),
    "module_param_array": ("parmtype", "{0}:array of {1}", 2),
}


class NotAModule(ValueError):
    """The bytes are no Python source that takes anything from kshell.linux; the text says why."""


class Declarations(NamedTuple):
    """What a module declares: ``tags`` as (key, value) in source order, and symbols it exports and needs."""

    tags: tuple[tuple[str, str], ...]
    exports: tuple[str, ...]
    needs: tuple[str, ...]

    def values(self, key: str) -> list[str]:
        """All values of one tag, in source order."""
        return [value for tag, value in self.tags if tag == key]


@lru_cache(maxsize=256)  # a folder of modules is read again for each of them
def declarations(source: bytes) -> Declarations:
    """Read a module's declarations from its file's bytes; NotAModule. Runs nothing."""
    if len(source) > MAX_SOURCE:
        raise NotAModule(f"{len(source)} bytes; a module has {MAX_SOURCE} at most")
    try:
        tree = ast.parse(source.decode("utf-8"))
    except SyntaxError as error:
        raise NotAModule(f"line {error.lineno}: {error.msg}") from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise NotAModule(str(error)) from None
    if not any(_takes_from_face(node) for node in tree.body):
        raise NotAModule("nothing is imported from kshell.linux")
    reader = _Reader(tree)
    return Declarations(tuple(reader.tags), tuple(reader.exports), tuple(reader.needs))


def modinfo(name: str, source: bytes, release: str, depends: Callable[[Sequence[str]], Sequence[str]]) -> Tags:
    """The ``.modinfo`` section of a module as (key, value) pairs in its order; NotAModule.

    ``release`` is the kernel's (uname -r); ``depends`` tells which modules export the symbols it is given.
    """
    declared = declarations(source)
    tags = list(declared.tags[::-1])
    if declared.values("version"):
        tags.append(("srcversion", srcversion(source)))
    tags.append(("depends", ",".join(depends(declared.needs))))
    tags += [("retpoline", "Y"), ("name", name), ("vermagic", f"{release} {VERMAGIC}")]
    return tags


def srcversion(source: bytes) -> str:
    """A checksum of the source, 23 hexadecimal digits as modpost writes it (which sums with MD4)."""
    return sha1(source, usedforsecurity=False).hexdigest()[:SRCVERSION_DIGITS].upper()


def _takes_from_face(node: ast.stmt) -> bool:
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").partition(".")[0] == FACE
    return isinstance(node, ast.Import) and any(alias.name.partition(".")[0] == FACE for alias in node.names)


def _target(node: ast.Assign | ast.AnnAssign) -> ast.expr:
    return node.targets[0] if isinstance(node, ast.Assign) else node.target


class _Reader:
    """Collects the declarations of a tree, statement by statement."""

    def __init__(self, tree: ast.Module) -> None:
        self.tags: Tags = []
        self.exports: list[str] = []
        self.needs: list[str] = []
        self._names = {"str": "charp"}
        self._constants: dict[str, Any] = {}
        self._externs: dict[str, str] = {}
        for node in tree.body:
            self._statement(node)
        self.needs.sort(key=self._first_uses(tree).index)

    def _first_uses(self, tree: ast.Module) -> list[str]:
        """The symbols of other modules as the code comes to use them, which is their order in a symbol table."""
        names = (node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in self._externs)
        used = sorted((node.lineno, node.col_offset, node.id) for node in names if isinstance(node.ctx, ast.Load))
        return [*(self._externs[name] for *_, name in used), *self.needs]

    def _statement(self, node: ast.stmt) -> None:
        if isinstance(node, ast.ImportFrom):
            self._names |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.FunctionDef):
            for decorator in node.decorator_list:
                self._export(self._spelling(decorator), node.name)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            self._call(node.value)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            self._assign(node)

    def _assign(self, node: ast.Assign | ast.AnnAssign) -> None:
        value = node.value
        if isinstance(value, ast.Call):
            self._call(value)
            if self._spelling(value.func) == "extern" and value.args and isinstance(target := _target(node), ast.Name):
                self._externs[target.id] = self._word(value.args[0])
        elif isinstance(value, ast.Constant):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            self._constants |= {target.id: value.value for target in targets if isinstance(target, ast.Name)}

    def _call(self, node: ast.Call) -> None:
        called = self._spelling(node.func)
        words = [self._word(argument) for argument in node.args]
        if called == "extern" and words:
            if words[0] not in self.needs:
                self.needs.append(words[0])
        elif words:
            self._export(called, words[0])
        key, value, count = _TAGS.get(called, ("", "", 0))
        if key and len(words) >= count:
            self.tags.append((key.format(*words), value.format(*words)))

    def _export(self, called: str, symbol: str) -> None:
        if called in ("EXPORT_SYMBOL", "EXPORT_SYMBOL_GPL"):
            self.exports.append(symbol)

    def _spelling(self, node: ast.expr) -> str:
        """What the kernel calls the thing that a name or ``module.name`` stands for."""
        if isinstance(node, ast.Attribute):
            return node.attr
        return self._names.get(node.id, node.id) if isinstance(node, ast.Name) else ""

    def _word(self, node: ast.expr) -> str:
        """An argument as C's preprocessor would paste it: a constant's value, or the name itself."""
        if isinstance(node, ast.Name) and node.id in self._constants:
            return str(self._constants[node.id])
        return str(node.value) if isinstance(node, ast.Constant) else self._spelling(node)
