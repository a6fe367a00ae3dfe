"""/proc/PID/syscall: the system call that a task waits in (fs/proc/base.c: proc_pid_syscall)."""

from typing import TYPE_CHECKING

from kshell.kernel.errors import KernelError
from kshell.kernel.fs.proc_maps import layout
from kshell.kernel.fs.proc_mem import has_mm
from kshell.kernel.ptrace import may_access
from kshell.kernel.stacktrace import call_trace, syscall_number
from kshell.kernel.task import Task
from kshell.uapi.errno import Errno

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

NO_ARGUMENTS = " 0x0" * 6


def syscall(kernel: "Kernel", task: Task) -> str:
    """``176 0x0 ...``: number, six arguments (not kept here), stack pointer and program counter, or ``running``."""
    if not may_access(kernel.sched.current, task):
        raise KernelError(Errno.EPERM)
    if not task.state and task.alive:
        return "running\n"
    if not has_mm(task):
        return f"0{NO_ARGUMENTS} 0x0 0x0\n"
    number = syscall_number(call_trace(kernel, task))
    where = layout(task)
    return f"{number}{NO_ARGUMENTS} 0x{where.start_stack:x} 0x{where.end_code & ~0xF:x}\n"
