"""In and out of the kernel (arch/x86/entry/common.c, kernel/entry/common.c).

Every system call passes here: it costs time, fails with OSError, starts again when a signal without a handler cut it
short, and signals are acted upon on the way out.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from kshell.kernel.errors import KernelError, Restart, TaskExit
from kshell.kernel.exit import do_exit
from kshell.kernel.kallsyms import entries, traced
from kshell.kernel.sched.state import TASK_STOPPED
from kshell.kernel.signal import send_signal
from kshell.kernel.task import PF_EXITING, Task
from kshell.uapi.errno import Errno, strerror
from kshell.uapi.signals import IGNORED_BY_DEFAULT, STOPS_BY_DEFAULT, Signal

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

SYSCALL_NSEC = 2_000
P = ParamSpec("P")
R = TypeVar("R")


class Calls:
    """Base of the groups of system calls: they act for the task that is running."""

    def __init__(self, kernel: "Kernel") -> None:
        self.kernel = kernel

    def _task(self, pid: int) -> Task:
        """The task with a number, 0 for the running one; KernelError(ESRCH)."""
        task = self.kernel.pids.find(pid) if pid else self.kernel.sched.current
        if task is None:
            raise KernelError(Errno.ESRCH)
        return task


def syscall(function: Callable[P, R]) -> Callable[P, R]:
    """Make a method of Calls a system call."""

    def do_syscall(*args: Any, **kwargs: Any) -> Any:
        kernel: Kernel = args[0].kernel
        task = kernel.sched.current
        if task.flags & PF_EXITING or kernel.down:
            raise TaskExit(task.exit_code)
        task.entry_sleeps = task.nvcsw
        kernel.sched.charge(SYSCALL_NSEC)
        while True:
            try:
                result = function(*args, **kwargs)
            except Restart:
                if handle_signals(kernel):
                    raise InterruptedError(4, strerror(4)) from None
                continue
            except KernelError as error:
                handle_signals(kernel)
                raise OSError(error.errno, strerror(error.errno)) from None
            handle_signals(kernel)
            return result

    entries[do_syscall.__code__] = ("do_syscall_64+0x5d/0xb0", "entry_SYSCALL_64_after_hwframe+0x6e/0xd8")
    return do_syscall


def handle_signals(kernel: "Kernel") -> bool:
    """Act on the running task's signals before it goes back to its program; whether a handler ran (get_signal).

    Does not return for a signal that kills.
    """
    task = kernel.sched.current
    signal = task.signal
    if not signal.private and not signal.shared:
        return False
    ran = False
    while sig := signal.take():
        if signal.group_exit:
            do_exit(kernel, signal.group_exit)
        handler = signal.handler(sig)
        if callable(handler):
            ran = True
            handler(sig)
        elif handler == "SIG_DFL" and sig in STOPS_BY_DEFAULT:
            _stop(kernel, sig)
        elif handler == "SIG_DFL" and sig not in IGNORED_BY_DEFAULT:
            do_exit(kernel, sig)
    return ran


@traced("do_signal_stop+0x1e8/0x2b0", "get_signal+0x7bb/0x9b0")
def _stop(kernel: "Kernel", sig: int) -> None:
    """Sleep in state T until SIGCONT (do_signal_stop)."""
    task = kernel.sched.current
    task.signal.stopped, task.signal.stop_reported = sig, False
    _tell_parent(kernel)
    task.state = TASK_STOPPED
    kernel.sched.schedule()
    task.signal.stopped = 0
    task.signal.continued = True
    _tell_parent(kernel)


def _tell_parent(kernel: "Kernel") -> None:
    parent = kernel.sched.current.parent
    if parent is not None:
        send_signal(kernel.sched, parent, Signal.SIGCHLD)
        parent.wait_children.wake_up()
