"""<linux/workqueue.h>: functions that a kernel thread calls soon; they may sleep.

An item may be an object of one's own: ``class job(work_struct)`` with more fields; its function gets the object itself,
where C would say container_of().
"""

from collections.abc import Callable
from typing import Any

from kshell.kernel import workqueue
from kshell.kernel.current import this
from kshell.kernel.printk.format import sprintf
from kshell.kernel.workqueue import DelayedWork, Work, Workqueue

WQ_UNBOUND = workqueue.WQ_UNBOUND
WQ_FREEZABLE = workqueue.WQ_FREEZABLE
WQ_MEM_RECLAIM = workqueue.WQ_MEM_RECLAIM
WQ_HIGHPRI = workqueue.WQ_HIGHPRI
WQ_CPU_INTENSIVE = workqueue.WQ_CPU_INTENSIVE
WQ_SYSFS = workqueue.WQ_SYSFS
WQ_POWER_EFFICIENT = workqueue.WQ_POWER_EFFICIENT


class work_struct(Work):
    """struct work_struct - a function that a worker calls soon, with the item itself."""


class delayed_work(DelayedWork):
    """struct delayed_work - a work item that is queued when its delay is over."""


def DECLARE_WORK(function: Callable[[Any], None]) -> work_struct:
    """DECLARE_WORK - a work item that calls this function with itself."""
    return work_struct(function)


def DECLARE_DELAYED_WORK(function: Callable[[Any], None]) -> delayed_work:
    """DECLARE_DELAYED_WORK - a work item that is queued when its delay is over."""
    return delayed_work(function)


def INIT_WORK(work: Work, function: Callable[[Any], None]) -> None:
    """INIT_WORK - say which function a work item calls."""
    work.function = function


INIT_DELAYED_WORK = INIT_WORK


def system_wq() -> Workqueue:
    """system_wq - the system's queue, for short items: what schedule_work() uses."""
    return this.kernel.workqueues.system


def system_highpri_wq() -> Workqueue:
    """system_highpri_wq - the system's queue whose workers have the nice value -20."""
    return this.kernel.workqueues.named["events_highpri"]


def system_long_wq() -> Workqueue:
    """system_long_wq - the system's queue for items that take long."""
    return this.kernel.workqueues.named["events_long"]


def system_unbound_wq() -> Workqueue:
    """system_unbound_wq - the system's queue whose workers are tied to no CPU: its items never wait for each other."""
    return this.kernel.workqueues.named["events_unbound"]


def alloc_workqueue(fmt: str, flags: int, max_active: int, *args: object) -> Workqueue:
    """alloc_workqueue - a work queue of one's own, with a rescuer thread if WQ_MEM_RECLAIM. May sleep.

    ``max_active`` items of it may be at work on a CPU at a time, 256 if it is 0.
    """
    return this.kernel.workqueues.allocate(sprintf(fmt, args), flags, max_active)


def alloc_ordered_workqueue(fmt: str, flags: int, *args: object) -> Workqueue:
    """alloc_ordered_workqueue - a work queue whose items run one after the other, in order. May sleep."""
    flags |= WQ_UNBOUND | workqueue.WQ_ORDERED | workqueue.WQ_ORDERED_EXPLICIT
    return this.kernel.workqueues.allocate(sprintf(fmt, args), flags, 1)


def create_workqueue(name: str) -> Workqueue:
    """create_workqueue - a work queue that runs one item on each CPU. May sleep."""
    return this.kernel.workqueues.allocate(name, workqueue.WQ_LEGACY | WQ_MEM_RECLAIM, 1)


def create_singlethread_workqueue(name: str) -> Workqueue:
    """create_singlethread_workqueue - a work queue that runs one item at a time. May sleep."""
    return alloc_ordered_workqueue("%s", workqueue.WQ_LEGACY | WQ_MEM_RECLAIM, name)


def queue_work(wq: Workqueue, work: Work) -> bool:
    """queue_work - let the item run soon; False if it is queued already. Never sleeps."""
    return wq.queue(work)


def queue_work_on(cpu: int, wq: Workqueue, work: Work) -> bool:
    """queue_work_on - queue_work() for a CPU's worker; False if it is queued already. Never sleeps."""
    return wq.queue(work, cpu)


def schedule_work(work: Work) -> bool:
    """schedule_work - queue_work() on the system's queue; False if it is queued already. Never sleeps."""
    return this.kernel.workqueues.system.queue(work)


def schedule_work_on(cpu: int, work: Work) -> bool:
    """schedule_work_on - queue_work_on() on the system's queue; False if it is queued already. Never sleeps."""
    return this.kernel.workqueues.system.queue(work, cpu)


def queue_delayed_work(wq: Workqueue, work: DelayedWork, delay: int) -> bool:
    """queue_delayed_work - let the item run after so many jiffies; False if it is queued already. Never sleeps."""
    return wq.queue_delayed(work, delay)


def schedule_delayed_work(work: DelayedWork, delay: int) -> bool:
    """schedule_delayed_work - queue_delayed_work() on the system's queue; False if it is queued. Never sleeps."""
    return this.kernel.workqueues.system.queue_delayed(work, delay)


def mod_delayed_work(wq: Workqueue, work: DelayedWork, delay: int) -> bool:
    """mod_delayed_work - queue_delayed_work(), or begin the delay anew; whether it was queued. Never sleeps."""
    return wq.queue_delayed(work, delay, modify=True)


def work_pending(work: Work) -> bool:
    """work_pending - is the item queued? One that runs is not."""
    return work.pending


delayed_work_pending = work_pending


def cancel_work(work: Work) -> bool:
    """cancel_work - take the item back, without waiting if it runs; whether it was queued. Never sleeps."""
    return this.kernel.workqueues.take_back(work)


cancel_delayed_work = cancel_work


def cancel_work_sync(work: Work) -> bool:
    """cancel_work_sync - take the item back and wait until it does not run; whether it was queued. May sleep."""
    return this.kernel.workqueues.cancel(work)


cancel_delayed_work_sync = cancel_work_sync


def flush_work(work: Work) -> bool:
    """flush_work - wait until the item has run; False if it was neither queued nor running. May sleep."""
    return this.kernel.workqueues.flush(work)


def flush_delayed_work(work: DelayedWork) -> bool:
    """flush_delayed_work - let the item run at once if its delay is not over, and wait for it. May sleep."""
    work.hurry()
    return flush_work(work)


def flush_workqueue(wq: Workqueue) -> None:
    """flush_workqueue - wait until all that is queued has run. May sleep."""
    wq.flush()


def flush_scheduled_work() -> None:
    """flush_scheduled_work - flush_workqueue() of the system's queue. May sleep."""
    this.kernel.workqueues.system.flush()


def destroy_workqueue(wq: Workqueue) -> None:
    """destroy_workqueue - flush, then end the queue. May sleep."""
    this.kernel.workqueues.destroy(wq)
