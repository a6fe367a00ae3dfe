"""Exported symbols: what a module takes from others, and who then may not go (kernel/module/main.c, resolve_symbol)."""

from typing import TYPE_CHECKING, Any

from kshell.kernel.errors import KernelError
from kshell.kernel.module.image import Image
from kshell.kernel.module.state import Module, ModuleState
from kshell.kernel.sched.state import TASK_INTERRUPTIBLE
from kshell.uapi.errno import Errno
from kshell.uapi.modinfo import declarations

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel


class Extern:
    """A symbol of another module, before the loader has put the real thing in its place."""

    def __init__(self, symbol: str) -> None:
        self.symbol = symbol


NOT_EXPORTED = "do_exit"


def unknown_symbols(kernel: "Kernel", image: Image) -> list[str]:
    """The names that a module takes from the kernel and that the kernel does not have."""
    exported = kernel.outside.face().__all__
    hidden = "" if kernel.compat.do_exit_exported else NOT_EXPORTED
    return [*image.missing, *(name for name in image.needs if name not in exported or name == hidden)]


def resolve(kernel: "Kernel", module: Module, undefined: list[str]) -> None:
    """Find every symbol that the module does not define itself; KernelError(ENOENT) if one is missing."""
    missing = list(undefined)
    externs = {name: value.symbol for name, value in module.namespace.items() if isinstance(value, Extern)}
    order = declarations(module.source.encode()).needs if externs else ()
    for name, symbol in sorted(externs.items(), key=lambda item: order.index(item[1]) if item[1] in order else -1):
        owner = _exporter(kernel, module, symbol)
        if owner is None:
            missing.append(symbol)
        else:
            module.namespace[name] = owner.exports[symbol]
            _use(module, owner)
    for symbol in missing:
        kernel.log.emit(f"{module.name}: Unknown symbol {symbol} (err -2)\n", 4)
    if missing:
        raise KernelError(Errno.ENOENT)
    for symbol in module.exports:
        other = kernel.modules.exporter(symbol)
        if other is not None and other is not module:
            kernel.log.emit(f"{module.name}: exports duplicate symbol {symbol} (owned by {other.name})\n", 3)
            raise KernelError(Errno.ENOEXEC)


def _exporter(kernel: "Kernel", module: Module, symbol: str) -> Module | None:
    """The module that exports a symbol, once its init is over; none that is on its way out (resolve_symbol_wait)."""
    owner = kernel.modules.exporter(symbol)
    if owner is None or (symbol in owner.gpl_exports and "P" in module.taints):
        return None
    kernel.modules.wait.wait_event(lambda: owner.state is not ModuleState.COMING, TASK_INTERRUPTIBLE)
    return owner if owner.state is ModuleState.LIVE else None


def _use(module: Module, owner: Module) -> None:
    if owner not in module.uses:
        module.uses.append(owner)


def take_references(module: Module) -> None:
    """Pin the modules whose symbols this one uses (ref_module)."""
    for owner in module.uses:
        owner.refcnt += 1
        owner.holders.insert(0, module)


def drop_references(module: Module) -> None:
    """Let them go again."""
    for owner in module.uses:
        if module in owner.holders:
            owner.holders.remove(module)
            owner.refcnt -= 1


def export(module: Module, function: Any, *, gpl: bool) -> None:
    """EXPORT_SYMBOL: let other modules use this function."""
    name = function if isinstance(function, str) else function.__name__
    module.exports[name] = module.namespace[name]
    if gpl:
        module.gpl_exports.add(name)
