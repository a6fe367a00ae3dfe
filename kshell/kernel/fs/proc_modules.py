"""/proc/modules and the addresses in it (kernel/module/procfs.c, kernel/ksyms_common.c: kallsyms_show_value)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel
    from kshell.kernel.module.state import Module


def shown_address(kernel: "Kernel", address: int) -> int:
    """An address, or 0 for who may not know it: everybody at kernel.kptr_restrict 2, else all but root.

    Linux would show a user the address at 0 if kernel.perf_event_paranoid were lower than Debian has it.
    """
    hidden = kernel.sched.current.uid or kernel.sysctl["kernel.kptr_restrict"] > 1
    return 0 if hidden else address


def modules(kernel: "Kernel") -> str:
    """/proc/modules: a line for each, newest first."""
    return "".join(_line(kernel, module) for module in kernel.modules.listed())


def _line(kernel: "Kernel", module: "Module") -> str:
    """``NAME SIZE REFCOUNT USERS STATE ADDRESS (TAINTS)``."""
    users = "".join(f"{holder.name}," for holder in module.holders)
    if module.permanent:
        users += "[permanent],"
    fields = (
        module.name,
        module.loading_size,
        module.refcnt,
        users or "-",
        module.state.word,
        f"0x{shown_address(kernel, module.address):016x}",
        kernel.taint.of_module(module),
    )
    return " ".join(map(str, fields)).rstrip() + "\n"
