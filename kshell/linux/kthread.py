"""<linux/kthread.h>: kernel threads."""

from collections.abc import Callable
from typing import Any

from kshell.kernel import exit as exit_
from kshell.kernel import kthread
from kshell.kernel.current import this
from kshell.kernel.errors import KernelError
from kshell.kernel.kallsyms import traced
from kshell.kernel.printk.format import sprintf
from kshell.kernel.sched.completion import Completion
from kshell.kernel.sched.state import SLICE_NSEC
from kshell.kernel.task import Task
from kshell.linux.err import ERR_PTR, ErrorPointer, fault_on

ThreadFunction = Callable[[Any], int | None]


def kthread_create(function: ThreadFunction, data: Any, name: str, *args: object) -> Task | ErrorPointer:
    """kthread_create - a new thread that sleeps until wake_up_process().

    The name is a printf format. May sleep. Returns the task, or ERR_PTR(-EINTR) when the caller was killed meanwhile.
    """
    try:
        return kthread.kthread_create(this.kernel, function, data, sprintf(name, args))
    except KernelError as error:
        return ERR_PTR(-error.errno)


def kthread_run(function: ThreadFunction, data: Any, name: str, *args: object) -> Task | ErrorPointer:
    """kthread_run - create a thread and let it run; the task or an ERR_PTR(), never NULL. May sleep."""
    task = kthread_create(function, data, name, *args)
    if isinstance(task, Task):
        this.kernel.sched.wake_up_process(task)
    return task


def kthread_create_on_cpu(function: ThreadFunction, data: Any, cpu: int, name: str) -> Task | ErrorPointer:
    """kthread_create_on_cpu - a new thread tied to a CPU, whose number replaces the %u in ``name``. May sleep."""
    task = kthread_create(function, data, name, cpu)
    if isinstance(task, Task):
        kthread.kthread_bind(task, cpu)
    return task


def kthread_run_on_cpu(function: ThreadFunction, data: Any, cpu: int, name: str) -> Task | ErrorPointer:
    """kthread_run_on_cpu - kthread_create_on_cpu(), and let it run; the task or an ERR_PTR(). May sleep."""
    task = kthread_create_on_cpu(function, data, cpu, name)
    if isinstance(task, Task):
        this.kernel.sched.wake_up_process(task)
    return task


def kthread_data(k: Task) -> Any:
    """kthread_data - the data that a thread's function was given."""
    fault_on(k, 0x2C)
    return k.kthread.data if k.kthread is not None else None


def kthread_stop(k: Task) -> int:
    """kthread_stop - ask a thread to stop and wait until it has.

    Returns what the thread function returned, or -EINTR if it never ran. Sleeps uninterruptibly (state D) for as long
    as it takes.
    """
    fault_on(k, 0x28, "kthread_stop+0x1a/0x170")
    return kthread.kthread_stop(this.kernel, k)


@traced("kthread_should_stop+0x0/0x30")
def kthread_should_stop() -> bool:
    """kthread_should_stop - has somebody called kthread_stop() on this thread?"""
    # a loop that does no more than poll this spends its time here, so its slice ends here, not at the loop's head
    sched = this.kernel.sched
    if sched.spent + sched.cost * 2 >= SLICE_NSEC:
        sched.tick()
    thread = sched.current.kthread
    return thread is not None and thread.should_stop


def kthread_should_park() -> bool:
    """kthread_should_park - has somebody called kthread_park() on this thread?"""
    thread = this.kernel.sched.current.kthread
    return thread is not None and thread.should_park


def kthread_park(k: Task) -> int:
    """kthread_park - ask a thread to park and wait until it has: 0, -ENOSYS, -EBUSY. Sleeps uninterruptibly."""
    fault_on(k, 0x2C)
    return kthread.kthread_park(this.kernel, k)


def kthread_unpark(k: Task) -> None:
    """kthread_unpark - let a parked thread go on."""
    fault_on(k, 0x2C)
    kthread.kthread_unpark(this.kernel, k)


def kthread_parkme() -> None:
    """kthread_parkme - sleep here (state P) for as long as this thread is to be parked."""
    kthread.kthread_parkme(this.kernel)


def kthread_bind(k: Task, cpu: int) -> None:
    """kthread_bind - tie a thread that was not woken yet to a CPU. May sleep."""
    fault_on(k, 0x2C)
    kthread.kthread_bind(k, cpu)


def kthread_complete_and_exit(done: Completion | None, code: int) -> None:
    """kthread_complete_and_exit - complete ``done`` and end this thread with a result. Does not return."""
    if done is not None:
        done.complete(this.kernel.sched)
    kthread.kthread_exit(this.kernel, code)


def do_exit(code: int) -> None:
    """do_exit - end this thread; not exported to modules since 5.17 (``kernel: article`` only). Does not return."""
    task = this.kernel.sched.current
    if task.kthread is not None:
        task.kthread.result = code
    exit_.do_exit(this.kernel, code)
