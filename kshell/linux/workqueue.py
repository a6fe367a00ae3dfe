"""<linux/workqueue.h>: functions that a kernel thread calls soon; they may sleep."""

from collections.abc import Callable
from typing import Any

from kshell.kernel.current import this
from kshell.kernel.workqueue import DelayedWork, Work, Workqueue

WQ_UNBOUND = 1 << 1
WQ_FREEZABLE = 1 << 2
WQ_MEM_RECLAIM = 1 << 3
WQ_HIGHPRI = 1 << 4
WQ_CPU_INTENSIVE = 1 << 5


def DECLARE_WORK(function: Callable[[Any], None]) -> Work:
    """DECLARE_WORK - a work item that calls this function with itself."""
    return Work(function)


def DECLARE_DELAYED_WORK(function: Callable[[Any], None]) -> DelayedWork:
    """DECLARE_DELAYED_WORK - a work item that is queued when its delay is over."""
    return DelayedWork(function)


work_struct = DECLARE_WORK
delayed_work = DECLARE_DELAYED_WORK


def INIT_WORK(work: Work, function: Callable[[Any], None]) -> None:
    """INIT_WORK - say which function a work item calls."""
    work.function = function


INIT_DELAYED_WORK = INIT_WORK


def alloc_workqueue(name: str, flags: int, max_active: int) -> Workqueue:
    """alloc_workqueue - a work queue of one's own, with a rescuer thread if WQ_MEM_RECLAIM. May sleep."""
    return this.kernel.workqueues.allocate(name, rescuer=bool(flags & WQ_MEM_RECLAIM))


def create_singlethread_workqueue(name: str) -> Workqueue:
    """create_singlethread_workqueue - a work queue that runs one item at a time. May sleep."""
    return this.kernel.workqueues.allocate(name, rescuer=True)


create_workqueue = create_singlethread_workqueue


def queue_work(wq: Workqueue, work: Work) -> bool:
    """queue_work - let the item run soon; False if it is queued already. Never sleeps."""
    return wq.queue(work)


def schedule_work(work: Work) -> bool:
    """schedule_work - queue_work() on the system's queue; False if it is queued already. Never sleeps."""
    return this.kernel.workqueues.system.queue(work)


def queue_delayed_work(wq: Workqueue, work: DelayedWork, delay: int) -> bool:
    """queue_delayed_work - let the item run after so many jiffies; False if it is queued already. Never sleeps."""
    return wq.queue_delayed(work, delay)


def schedule_delayed_work(work: DelayedWork, delay: int) -> bool:
    """schedule_delayed_work - queue_delayed_work() on the system's queue; False if it is queued. Never sleeps."""
    return this.kernel.workqueues.system.queue_delayed(work, delay)


def cancel_work_sync(work: Work) -> bool:
    """cancel_work_sync - take the item back and wait until it does not run; whether it was queued. May sleep."""
    return this.kernel.workqueues.cancel(work)


cancel_delayed_work_sync = cancel_work_sync


def flush_work(work: Work) -> bool:
    """flush_work - wait until the item has run; False if it had already. May sleep."""
    return this.kernel.workqueues.flush(work)


def flush_workqueue(wq: Workqueue) -> None:
    """flush_workqueue - wait until all that is queued has run. May sleep."""
    wq.flush()


def destroy_workqueue(wq: Workqueue) -> None:
    """destroy_workqueue - flush, then end the queue. May sleep."""
    this.kernel.workqueues.destroy(wq)
