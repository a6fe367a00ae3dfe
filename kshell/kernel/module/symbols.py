"""Exported symbols: what a module takes from others, and who then may not go (kernel/module/main.c, resolve_symbol)."""

from typing import TYPE_CHECKING, Any

from kshell.kernel.errors import KernelError
from kshell.kernel.module.image import Image
from kshell.kernel.module.state import Module, ModuleState
from kshell.kernel.sched.state import TASK_INTERRUPTIBLE
from kshell.kernel.time.clock import Timer
from kshell.uapi.errno import Errno
from kshell.uapi.modinfo import declarations

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel


class Extern:
    """A symbol of another module, before the loader has put the real thing in its place."""

    def __init__(self, symbol: str) -> None:
        self.symbol = symbol


NOT_EXPORTED = "do_exit"
INIT_WAIT_NSEC = 30_000_000_000


def unknown_symbols(kernel: "Kernel", image: Image) -> list[str]:
    """The names that a module takes from the kernel and that the kernel does not have."""
    exported = kernel.outside.face().__all__
    hidden = "" if kernel.compat.do_exit_exported else NOT_EXPORTED
    return [*image.missing, *(name for name in image.needs if name not in exported or name == hidden)]


def resolve(kernel: "Kernel", module: Module, undefined: list[str]) -> None:
    """Find every symbol that the module does not define itself; KernelError if one is missing.

    ENOENT, or EBUSY when its owner is still loading after 30 s. May sleep.
    """
    failed = 0
    for symbol in undefined:
        failed = _unknown(kernel, module, symbol, Errno.ENOENT)
    if undefined:
        kernel.outside.symbols_missing(module.file, module.source, undefined)
    externs = {name: value.symbol for name, value in module.namespace.items() if isinstance(value, Extern)}
    order = declarations(module.source.encode()).needs if externs else ()
    for name, symbol in sorted(externs.items(), key=lambda item: order.index(item[1]) if item[1] in order else -1):
        try:
            owner = _exporter(kernel, module, symbol)
        except KernelError as error:
            failed = _unknown(kernel, module, symbol, error.errno)
        else:
            module.namespace[name] = owner.exports[symbol]
            _use(module, owner)
    if failed:
        raise KernelError(failed)
    for symbol in module.exports:
        other = kernel.modules.exporter(symbol)
        if other is not None and other is not module:
            kernel.log.emit(f"{module.name}: exports duplicate symbol {symbol} (owned by {other.name})\n", 3)
            raise KernelError(Errno.ENOEXEC)


def _unknown(kernel: "Kernel", module: Module, symbol: str, errno: int) -> int:
    kernel.log.emit(f"{module.name}: Unknown symbol {symbol} (err -{errno})\n", 4)
    return errno


def _exporter(kernel: "Kernel", module: Module, symbol: str) -> Module:
    """Who exports a symbol and can be held: ENOENT for none, and for one that goes; EBUSY (resolve_symbol_wait)."""
    owner = kernel.modules.exporter(symbol)
    if owner is None or (symbol in owner.gpl_exports and "P" in module.taints):
        raise KernelError(Errno.ENOENT)
    if owner.state is ModuleState.COMING:
        _wait_for_init(kernel, owner)
    if owner.state is ModuleState.COMING:
        kernel.log.emit(f"{module.name}: gave up waiting for init of module {owner.name}.\n", 4)
        raise KernelError(Errno.EBUSY)
    if owner.state is not ModuleState.LIVE:
        raise KernelError(Errno.ENOENT)
    return owner


def _wait_for_init(kernel: "Kernel", owner: Module) -> None:
    """Sleep (state S) until the module's init has ended, a signal comes or 30 s are over."""
    task, end = kernel.sched.current, kernel.clock.now + INIT_WAIT_NSEC
    timer = Timer(lambda: kernel.wake(task))
    kernel.clock.start(timer, end)
    kernel.modules.wait.wait_event(
        lambda: owner.state is not ModuleState.COMING or kernel.clock.now >= end, TASK_INTERRUPTIBLE
    )
    timer.expires = 0


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
