"""<linux/module.h>: what a module says of itself, and holding modules."""

import sys
from collections.abc import Callable
from typing import Any, TypeVar

from kshell.kernel import kthread
from kshell.kernel.current import this
from kshell.kernel.errors import KernelBug
from kshell.kernel.module import symbols
from kshell.kernel.module.state import Module, ModuleState

F = TypeVar("F", bound=Callable[..., Any])


def caller() -> Module:
    """The module whose code called the function that calls this."""
    module = this.kernel.modules.owner_of(sys._getframe(2).f_globals)
    if module is None:
        raise KernelBug("a call for modules came from elsewhere")
    return module


def module_init(function: F) -> F:
    """module_init - run this function at load: 0, or a negative errno to refuse. May be a decorator."""
    caller().init = function
    return function


def module_exit(function: F) -> F:
    """module_exit - run this function when the module is unloaded; without one it cannot be. May be a decorator."""
    caller().exit = function
    return function


def _info(module: Module, tag: str, value: str) -> None:
    values = module.info.setdefault(tag, [])
    if value not in values:
        values.append(value)


def MODULE_LICENSE(license: str) -> None:
    """MODULE_LICENSE - "GPL" or another; without a free one the kernel is tainted (P)."""
    _info(caller(), "license", license)


def MODULE_AUTHOR(author: str) -> None:
    """MODULE_AUTHOR - who wrote it, for modinfo."""
    _info(caller(), "author", author)


def MODULE_DESCRIPTION(description: str) -> None:
    """MODULE_DESCRIPTION - what it does, for modinfo."""
    _info(caller(), "description", description)


def MODULE_VERSION(version: str) -> None:
    """MODULE_VERSION - its version, for modinfo and /sys/module/NAME/version."""
    _info(caller(), "version", version)


def MODULE_ALIAS(alias: str) -> None:
    """MODULE_ALIAS - another name that modprobe knows it by."""
    _info(caller(), "alias", alias)


def MODULE_INFO(tag: str, value: str) -> None:
    """MODULE_INFO - any other line for modinfo."""
    _info(caller(), tag, value)


def EXPORT_SYMBOL(function: F) -> F:
    """EXPORT_SYMBOL - let other modules use this function."""
    symbols.export(caller(), function, gpl=False)
    return function


def EXPORT_SYMBOL_GPL(function: F) -> F:
    """EXPORT_SYMBOL_GPL - let other modules use this function, if their license is free."""
    symbols.export(caller(), function, gpl=True)
    return function


def extern(symbol: str) -> Any:
    """extern - a function that another module exports: found when this one is loaded, and its owner is held."""
    return symbols.Extern(symbol)


def THIS_MODULE() -> Module:
    """THIS_MODULE - the module that this line belongs to."""
    return caller()


def try_module_get(module: Module | None) -> bool:
    """try_module_get - hold a module so that rmmod is refused; False when it is already going."""
    if module is not None:
        if module.state is ModuleState.GOING:
            return False
        module.refcnt += 1
    return True


def __module_get(module: Module) -> None:
    """__module_get - hold a module that is known to be there."""
    module.refcnt += 1


def module_put(module: Module | None) -> None:
    """module_put - let a held module go."""
    if module is not None:
        module.refcnt -= 1


def module_put_and_kthread_exit(code: int) -> None:
    """module_put_and_kthread_exit - let the calling module go and end this thread with a result. Does not return."""
    module_put(caller())
    kthread.kthread_exit(this.kernel, code)


def module_refcount(module: Module) -> int:
    """module_refcount - how often a module is held, -1 while it goes."""
    return module.refcnt


def module_name(module: Module) -> str:
    """module_name - what lsmod calls it."""
    return module.name
