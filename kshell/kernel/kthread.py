"""Kernel threads (kernel/kthread.c)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kshell.kernel.errors import UNWINDING, KernelError
from kshell.kernel.exit import do_exit
from kshell.kernel.fork import FORK_NSEC, new_task, start
from kshell.kernel.kallsyms import traced
from kshell.kernel.sched.completion import Completion, wait_for_common, wait_for_completion
from kshell.kernel.sched.mutex import schedule_preempt_disabled
from kshell.kernel.sched.state import TASK_KILLABLE, TASK_PARKED, TASK_RUNNING, TASK_UNINTERRUPTIBLE
from kshell.kernel.signal import Signals
from kshell.kernel.task import PF_FORKNOEXEC, PF_KTHREAD, PF_NO_SETAFFINITY, PF_NOFREEZE, Task
from kshell.kernel.time.clock import MAX_SCHEDULE_TIMEOUT
from kshell.uapi.errno import Errno
from kshell.uapi.syscalls import SIG_IGN

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

THREAD_FLAGS = PF_KTHREAD | PF_NOFREEZE | PF_FORKNOEXEC


class Kthread:
    """What makes a task a kernel thread: its function, and what it has been asked (struct kthread)."""

    __slots__ = ("created", "data", "exited", "function", "parked", "result", "should_park", "should_stop")

    def __init__(self, function: Callable[[Any], int | None], data: Any) -> None:
        self.function = function
        self.data = data
        self.should_stop = False
        self.should_park = False
        self.created: Completion | None = None
        self.parked: Completion | None = None
        self.exited = Completion()
        self.result = 0


def kthread_create(kernel: "Kernel", function: Callable[[Any], int | None], data: Any, name: str) -> Task:
    """A new kernel thread that sleeps until wake_up_process(); KernelError(EINTR) if the caller is killed meanwhile.

    May sleep. The module is not pinned.
    """
    thread = Kthread(function, data)
    thread.created = Completion()
    task = _new_kthread(kernel, thread, name)
    if wait_for_common(kernel.sched, thread.created, MAX_SCHEDULE_TIMEOUT, TASK_KILLABLE) < 0:
        raise KernelError(Errno.EINTR)
    return task


def kthread_start(kernel: "Kernel", function: Callable[[Any], int | None], data: Any, name: str) -> Task:
    """A new kernel thread that runs as soon as it can. Does not sleep: timers may call it."""
    return _new_kthread(kernel, Kthread(function, data), name)


def kthread_begin(kernel: "Kernel", task: Task, function: Callable[[Any], int | None], data: Any) -> None:
    """Give a thread that has slept since boot a stack and something to do. Does not sleep."""
    task.kthread = Kthread(function, data)
    task.state = TASK_RUNNING
    start(kernel, task, _kthread)


def _new_kthread(kernel: "Kernel", thread: Kthread, name: str) -> Task:
    try:
        task = new_task(kernel, name, kernel.kthreadd, Signals(SIG_IGN))
    except KernelError:
        kernel.sched.charge_call(FORK_NSEC)
        raise
    task.set_name(name)
    task.flags = THREAD_FLAGS
    task.kthread = thread
    task.uid = task.gid = 0
    task.pgid = task.sid = 0
    task.tty = None
    task.cwd = "/"
    start(kernel, task, _kthread)
    return task


@traced("kthread+0xda/0x100", "ret_from_fork+0x22/0x30")
def _kthread(kernel: "Kernel", task: Task) -> int:
    me = _struct(task)
    if me.created is not None:
        task.state = TASK_UNINTERRUPTIBLE
        me.created.complete(kernel.sched)
        me.created = None
        schedule_preempt_disabled(kernel.sched)
    result: int | None = -Errno.EINTR
    if not me.should_stop:
        if me.should_park:
            kthread_parkme(kernel)
        result = _run_function(kernel, me)
    me.result = result if isinstance(result, int) else 0
    return 0


def _run_function(kernel: "Kernel", me: Kthread) -> int | None:
    """Traps.call() for threads, written out: calling with ``*args`` would put one more C frame on each stack."""
    kernel.traps.check_text(me.function)
    try:
        return me.function(me.data)
    except UNWINDING:
        raise
    except BaseException as error:
        kernel.traps.exception(error, me.function)


def _struct(task: Task) -> Kthread:
    if task.kthread is None:
        raise KernelError(Errno.EINVAL)
    return task.kthread


@traced("kthread_stop+0x66/0x170")
def kthread_stop(kernel: "Kernel", task: Task) -> int:
    """Ask a thread to stop and wait until it has: its result, or -EINTR if its function never ran.

    Sleeps uninterruptibly and without limit, for ever if somebody else has waited for the thread's end already
    (recording bk-selfstop). The thread must still exist or be held by get_task_struct(); otherwise
    ``Compat.kthread_stop_after_exit`` says whether this is the bug that it is on 6.1 or the luck of 2014.
    """
    thread = _struct(task)
    if task.usage <= 0 and not kernel.compat.kthread_stop_after_exit:
        kernel.traps.use_after_free(task)
    task.usage += 1
    thread.should_stop = True
    kthread_unpark(kernel, task)
    if kernel.compat.kthread_stop_notifies:
        task.signal.notify = True
    kernel.sched.wake_up_process(task)
    if task.alive or not kernel.compat.kthread_stop_after_exit:
        wait_for_completion(kernel.sched, thread.exited)
    task.usage -= 1
    return thread.result


def kthread_should_stop(kernel: "Kernel") -> bool:
    """Whether somebody has called kthread_stop() on the running thread."""
    thread = kernel.sched.current.kthread
    return thread is not None and thread.should_stop


def kthread_exit(kernel: "Kernel", result: int) -> None:
    """End the running thread; kthread_stop() will return ``result``."""
    _struct(kernel.sched.current).result = result
    do_exit(kernel, 0)


def kthread_bind(task: Task, cpu: int) -> None:
    """Tie a thread that has not run yet to one CPU."""
    task.cpu, task.affinity = cpu, 1 << cpu
    task.flags |= PF_NO_SETAFFINITY


@traced("__kthread_parkme+0x54/0x80")
def kthread_parkme(kernel: "Kernel") -> None:
    """Sleep in state P while the running thread is asked to be parked."""
    task = kernel.sched.current
    thread = _struct(task)
    while thread.should_park:
        task.state = TASK_PARKED
        if thread.parked is not None:
            thread.parked.complete_all(kernel.sched)
        kernel.sched.schedule()
    task.state = TASK_RUNNING


def kthread_park(kernel: "Kernel", task: Task) -> int:
    """Ask a thread to park and wait until it has: 0, -ENOSYS if it is ending, -EBUSY if it was asked before."""
    thread = _struct(task)
    if not task.alive:
        return -Errno.ENOSYS
    if thread.should_park:
        return -Errno.EBUSY
    thread.should_park = True
    thread.parked = Completion()
    if task is not kernel.sched.current:
        kernel.sched.wake_up_process(task)
        wait_for_completion(kernel.sched, thread.parked)
    return 0


def kthread_unpark(kernel: "Kernel", task: Task) -> None:
    """Let a parked thread go on."""
    thread = _struct(task)
    if thread.should_park:
        thread.should_park = False
        kernel.sched.try_to_wake_up(task, TASK_PARKED)
