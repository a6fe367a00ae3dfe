"""Making tasks (kernel/fork.c)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kshell.kernel.errors import KernelError, Oops, TaskExit
from kshell.kernel.exit import EXIT_NSEC, exit_task
from kshell.kernel.sched.switch import new_stack
from kshell.kernel.signal import Signals
from kshell.kernel.task import PF_FORKNOEXEC, PF_SUPERPRIV, Task
from kshell.uapi.errno import Errno
from kshell.uapi.resource import RLIMIT_NPROC
from kshell.uapi.sched import SCHED_RESET_ON_FORK
from kshell.uapi.wait import exited

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

Body = Callable[["Kernel", Task], int]

FORK_NSEC = 200_000


def new_task(kernel: "Kernel", comm: str, parent: Task | None, signal: Signals | None = None) -> Task:
    """A task with a number and a place in its family, but nothing to run yet.

    KernelError(EAGAIN) when there are kernel.threads-max already, or no number is free.
    """
    if len(kernel.pids) >= kernel.sysctl["kernel.threads-max"]:
        raise KernelError(Errno.EAGAIN)
    task = Task(kernel.sched, kernel.pids.allocate(), comm, parent, signal or Signals())
    kernel.pids.add(task)
    kernel.forks += 1
    if parent is not None:
        parent.children.append(task)
    return task


def start(kernel: "Kernel", task: Task, body: Body) -> None:
    """Give a task a stack that runs ``body(kernel, task)``, whose result is its wait status, and make it runnable."""
    sched = kernel.sched
    task.stack = new_stack(_run, sched.host)
    sched.begin(task.stack, kernel, task, body)
    sched.queue.append(task)


def _run(kernel: "Kernel", task: Task, body: Body) -> None:
    """What stands at the bottom of each stack. Not a closure: there may be ten thousand of them."""
    sched = kernel.sched
    try:
        sched.host.switch()
        code = body(kernel, task)
    except TaskExit as exit_:
        code = exit_.code
    except Oops:
        code = task.exit_code
    if not kernel.down:
        sched.charge(EXIT_NSEC)
        exit_task(kernel, code)
        sched.leave()


def _check_user(kernel: "Kernel", task: Task) -> None:
    """A user other than root may have RLIMIT_NPROC processes; KernelError(EAGAIN) when there are as many."""
    if task.uid and sum(other.uid == task.uid for other in kernel.pids) >= task.rlimits[RLIMIT_NPROC][0]:
        raise KernelError(Errno.EAGAIN)


def fork(kernel: "Kernel", child: Callable[[], int]) -> int:
    """fork(2): a copy of the running task, files shared, that runs ``child()``; its pid."""
    parent = kernel.sched.current
    _check_user(kernel, parent)
    kernel.sched.charge(FORK_NSEC)
    signal = Signals(parent.signal.default)
    signal.handlers = dict(parent.signal.handlers)
    signal.blocked = parent.signal.blocked
    task = new_task(kernel, parent.full_name, parent, signal)
    task.flags = parent.flags & ~PF_SUPERPRIV | PF_FORKNOEXEC
    task.cmdline, task.env, task.exe = parent.cmdline, parent.env, parent.exe
    task.mm_pages = parent.mm_pages
    task.nice, task.affinity, task.cpu = parent.nice, parent.affinity, parent.cpu
    if not parent.policy & SCHED_RESET_ON_FORK:
        task.policy, task.rt_priority = parent.policy, parent.rt_priority
    if parent.files is not None:
        task.files = parent.files.copy()
    start(kernel, task, lambda *_: exited(child()))
    return task.pid
