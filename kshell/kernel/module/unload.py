"""Unloading a module (kernel/module/main.c, delete_module)."""

from types import FrameType
from typing import TYPE_CHECKING

from kshell.kernel.errors import KernelError
from kshell.kernel.module.state import Module, ModuleState
from kshell.kernel.module.symbols import drop_references
from kshell.kernel.stacktrace import frames
from kshell.kernel.taint import add_taint_unreliable
from kshell.uapi.errno import EWOULDBLOCK, Errno
from kshell.uapi.fcntl import O_TRUNC

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel


def delete_module(kernel: "Kernel", name: str, flags: int) -> None:
    """Unload a module: exit() runs in the caller's context, without limit; KernelError in Linux's order of checks."""
    module = kernel.modules.find(name)
    if module is None or module.state is ModuleState.UNFORMED:
        raise KernelError(Errno.ENOENT)
    if module.holders:
        raise KernelError(EWOULDBLOCK)
    if module.state is not ModuleState.LIVE:
        raise KernelError(Errno.EBUSY)
    forced = bool(flags & O_TRUNC)
    if module.permanent:
        _force(kernel, forced, Errno.EBUSY)
    if module.refcnt:
        _force(kernel, forced, EWOULDBLOCK)
    if module.refcnt == 0:
        module.refcnt = -1
    module.state = ModuleState.GOING
    if module.exit is not None:
        kernel.traps.call(module.exit)
    kernel.modules.last_unloaded = module.name + kernel.taint.of_module(module).replace("-", "")
    free_module(kernel, module)


def _force(kernel: "Kernel", forced: bool, errno: int) -> None:
    if not forced:
        raise KernelError(errno)
    add_taint_unreliable(kernel, "R")


def free_module(kernel: "Kernel", module: Module) -> None:
    """The module's memory is gone; a task that is still in it will fault when it next runs there."""
    drop_references(module)
    kernel.modules.remove(module)
    kernel.modules.wait.wake_up()
    for task in kernel.pids.tasks():
        if task is kernel.sched.current or task.stack is None:
            continue
        inside = next((kernel.modules.owner_of(f.f_globals) for f in frames(task) if _is_text(kernel, f, module)), None)
        if inside is not None:
            task.freed_text = inside
            task.attention = True


def _is_text(kernel: "Kernel", frame: FrameType, module: Module) -> bool:
    owner = kernel.modules.owner_of(frame.f_globals)
    return owner is module or owner in module.survivors
