"""<linux/kthread.h>: work items for a thread of one's own, which runs them one after the other."""

from collections.abc import Callable
from typing import Any

from kshell.kernel.current import this
from kshell.kernel.errors import KernelError
from kshell.kernel.kthread_worker import KthreadWork, KthreadWorker
from kshell.kernel.printk.format import sprintf
from kshell.linux.err import ERR_PTR, ErrorPointer

KTW_FREEZABLE = 1 << 0


class kthread_work(KthreadWork):
    """struct kthread_work - a function that a kthread_worker calls soon, with the item itself."""


class kthread_delayed_work(KthreadWork):
    """struct kthread_delayed_work - a kthread_work that is queued when its delay is over."""


def kthread_create_worker(flags: int, fmt: str, *args: object) -> KthreadWorker | ErrorPointer:
    """kthread_create_worker - a thread that waits for items: the worker, or ERR_PTR(-EINTR). May sleep."""
    try:
        return KthreadWorker(this.kernel, sprintf(fmt, args))
    except KernelError as error:
        return ERR_PTR(-error.errno)


def kthread_init_work(work: KthreadWork, function: Callable[[Any], None]) -> None:
    """kthread_init_work - say which function an item calls, with itself. Never sleeps."""
    work.function = function


kthread_init_delayed_work = kthread_init_work


def kthread_queue_work(worker: KthreadWorker, work: KthreadWork) -> bool:
    """kthread_queue_work - let the item run soon; False if it is queued already. Never sleeps."""
    return worker.queue(work)


def kthread_queue_delayed_work(worker: KthreadWorker, work: KthreadWork, delay: int) -> bool:
    """kthread_queue_delayed_work - let the item run after so many jiffies; False if it is queued. Never sleeps."""
    return worker.queue_delayed(work, delay)


def kthread_flush_work(work: KthreadWork) -> None:
    """kthread_flush_work - sleep (state D) until the item, if it is queued or running, is through."""
    if work.worker is not None:
        work.worker.flush_work(work)


def kthread_flush_worker(worker: KthreadWorker) -> None:
    """kthread_flush_worker - sleep (state D) until all that is queued now is through."""
    worker.flush()


def kthread_cancel_work_sync(work: KthreadWork) -> bool:
    """kthread_cancel_work_sync - take the item back, wait until it does not run; whether it was queued. May sleep."""
    return work.worker is not None and work.worker.cancel(work)


kthread_cancel_delayed_work_sync = kthread_cancel_work_sync


def kthread_destroy_worker(worker: KthreadWorker) -> None:
    """kthread_destroy_worker - wait for all that is queued, then end the thread. May sleep."""
    worker.destroy()
