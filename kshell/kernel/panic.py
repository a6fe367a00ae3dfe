"""panic(): the machine stops for good, or boots again (kernel/panic.c, kernel/reboot.c)."""

from typing import TYPE_CHECKING, NoReturn

from kshell.kernel.kallsyms import traced
from kshell.kernel.stacktrace import call_trace

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel
    from kshell.kernel.report import Trap

KERNEL_OFFSET = (
    "Kernel Offset: 0x1f200000 from 0xffffffff81000000 (relocation range: 0xffffffff80000000-0xffffffffbfffffff)\n"
)


@traced("panic+0x118/0x2f4")
def panic(kernel: "Kernel", text: str, trap: "Trap | None" = None) -> NoReturn:
    """Print why, then stop; if ``kernel.panic`` is not 0 the machine boots again, after so many seconds.

    ``trap``: it was an instruction that trapped which led here.
    """
    log = kernel.log
    log.oops_in_progress()
    log.emit(f"Kernel panic - not syncing: {text}\n", 0)
    if not kernel.traps.oopses:
        kernel.traps.report.header()
        stack = ["dump_stack_lvl+0x44/0x5c", *call_trace(kernel, kernel.sched.current)]
        if trap is None:
            kernel.traps.report.trace(stack)
        else:
            kernel.traps.report.trapped(trap._replace(inner=(*stack[:2], *trap.inner)))
    log.emit(KERNEL_OFFSET, 0)
    timeout = kernel.sysctl["kernel.panic"]
    if timeout > 0:
        log.emit(f"Rebooting in {timeout} seconds..\n", 0)
        kernel.clock.now += timeout * 1_000_000_000
    elif timeout == 0:
        log.emit(f"---[ end Kernel panic - not syncing: {text} ]---\n", 0)
    kernel.stop("restart" if timeout else "panic")
