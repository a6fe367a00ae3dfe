"""A module is a plugin: its init and exit are pluggy hook implementations. The kernel's only use of pluggy.

pluggy validates what is registered: an init that wants arguments is refused, with the module's name, before it runs.
"""

import ast
import inspect
from collections.abc import Callable
from typing import Any

import pluggy

from kshell.kernel.module.pointing import Span, span_of

PROJECT = "kshell_module"
_spec = pluggy.HookspecMarker(PROJECT)
_impl = pluggy.HookimplMarker(PROJECT)


class ModuleHooks:
    """The hooks of a module."""

    @_spec(firstresult=True)
    def module_init(self) -> int | None:
        """Called once when the module is loaded, in the context of insmod: 0, or a negative errno to refuse.

        May sleep.
        """

    @_spec
    def module_exit(self) -> None:
        """Called once when the module is unloaded, in the context of rmmod. May sleep; cannot refuse."""


class InvalidHook(Exception):
    """A hook implementation that does not fit its specification; the text says why."""

    def __init__(self, why: str, hook: str, function: object) -> None:
        super().__init__(why)
        self.hook = hook
        self.function = function


def plugin_manager(name: str, hooks: dict[str, Callable[..., Any]]) -> pluggy.PluginManager:
    """Register one module's hooks and validate them; InvalidHook."""
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(ModuleHooks)
    for hook, function in hooks.items():
        plugin = type(name, (), {})()
        if not callable(function):
            raise InvalidHook(f"{hook}({function!r}): not a function", hook, function)
        try:
            setattr(plugin, hook, _impl(function))
        except (AttributeError, TypeError):
            raise InvalidHook(f"{hook}({function!r}): not a function of this module", hook, function) from None
        try:
            manager.register(plugin, f"{name}.{hook}")
        except pluggy.PluginValidationError:
            raise InvalidHook(f"{hook}: {_call(function)} wants arguments, and is given none", hook, function) from None
    return manager


def _call(function: Callable[..., Any]) -> str:
    return f"{function.__name__}({', '.join(inspect.signature(function).parameters)})"


def hook_span(error: InvalidHook, source: str) -> Span:
    """Where a hook is wrong: at the first argument that its function has, or else where it is declared."""
    tree = ast.parse(source)
    first = getattr(getattr(error.function, "__code__", None), "co_firstlineno", 0)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.Lambda) and _first_line(node) == first:
            arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            return span_of(arguments[0] if arguments else node, source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == error.hook:
            return span_of(node.args[0] if node.args else node, source)
    return Span(1, 0, 0)


def _first_line(node: ast.FunctionDef | ast.Lambda) -> int:
    """The line that Python counts as a function's first: that of its first decorator."""
    decorators = node.decorator_list if isinstance(node, ast.FunctionDef) else []
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])
