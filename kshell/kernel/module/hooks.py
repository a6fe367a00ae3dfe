"""A module is a plugin: its init and exit are pluggy hook implementations. The kernel's only use of pluggy.

pluggy validates what is registered: an init that wants arguments is refused, with the module's name, before it runs.
"""

from collections.abc import Callable
from typing import Any

import pluggy

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


def plugin_manager(name: str, hooks: dict[str, Callable[..., Any]]) -> pluggy.PluginManager:
    """Register one module's hooks and validate them; InvalidHook."""
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(ModuleHooks)
    plugin = type(name, (), {})()
    for hook, function in hooks.items():
        if not callable(function):
            raise InvalidHook(f"{hook}({function!r}): not a function")
        try:
            setattr(plugin, hook, _impl(function))
        except (AttributeError, TypeError):
            raise InvalidHook(f"{hook}({function!r}): not a function of this module") from None
    try:
        manager.register(plugin, name)
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        text = str(error).replace("\n", " ")
        raise InvalidHook(text) from None
    return manager
