"""The work queues and worker pools of a machine, and what may be done with an item (kernel/workqueue.c)."""

from typing import TYPE_CHECKING

from kshell.kernel.kallsyms import traced
from kshell.kernel.kthread import kthread_create
from kshell.kernel.module.layout import address_of_line
from kshell.kernel.sched.completion import wait_for_completion
from kshell.kernel.sched.state import TASK_IDLE
from kshell.kernel.task import PF_WQ_WORKER, Task
from kshell.kernel.worker_pool import Worker, WorkerPool
from kshell.kernel.workqueue import (
    WQ_FREEZABLE,
    WQ_HIGHPRI,
    WQ_MEM_RECLAIM,
    WQ_POWER_EFFICIENT,
    WQ_UNBOUND,
    DelayedWork,
    Work,
    Workqueue,
)

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

HIGHPRI_NICE = -20
SYSTEM_QUEUES = {
    "events": 0,
    "events_highpri": WQ_HIGHPRI,
    "events_long": 0,
    "events_unbound": WQ_UNBOUND,
    "events_freezable": WQ_FREEZABLE,
    "events_power_efficient": WQ_POWER_EFFICIENT,
}


class Workqueues:
    """Made at boot; pools come into being with the first item for them, if they have no thread since boot."""

    def __init__(self, kernel: "Kernel") -> None:
        self.kernel = kernel
        self.named = {name: Workqueue(self, name, flags) for name, flags in SYSTEM_QUEUES.items()}
        self.system = self.named["events"]
        self.queues = list(self.named.values())
        self._pools: dict[tuple[int | None, int], WorkerPool] = {}
        kernel.sched.worker_sleeping = self.worker_sleeping

    def adopt(self, task: Task) -> None:
        """A worker that is there since boot: ``kworker/CPU:NUMBER``, ``kworker/uPOOL:NUMBER``."""
        place = task.comm.removeprefix("kworker/").partition(":")[0]
        self._pool(int(place) if place.isdigit() else None, task.nice).adopt(task)

    def pool(self, flags: int, cpu: int | None = None) -> WorkerPool:
        """The pool for a queue's next item: of the CPU that queues it, or of none.

        Which CPU that is is chance; we take it to be another, if there is one, where a worker has died.
        """
        nice = HIGHPRI_NICE if flags & WQ_HIGHPRI else 0
        if flags & WQ_UNBOUND:
            return self._pool(None, nice)
        sched = self.kernel.sched
        here = sched.current.cpu
        if cpu is None:
            cpu = next((c for c in (here, *range(sched.cpus)) if not self._pool(c, nice).stuck), here)
        return self._pool(cpu, nice)

    def _pool(self, cpu: int | None, nice: int) -> WorkerPool:
        if (cpu, nice) not in self._pools:
            label = str(cpu) if cpu is not None else f"u{2 * self.kernel.sched.cpus + bool(nice)}"
            self._pools[cpu, nice] = WorkerPool(self.kernel, label, cpu, nice)
        return self._pools[cpu, nice]

    def pools(self) -> list[WorkerPool]:
        """The pools that there are: those of CPUs first."""
        order = sorted(self._pools, key=lambda key: (self.kernel.sched.cpus if key[0] is None else key[0], -key[1]))
        return [self._pools[key] for key in order]

    def worker_of(self, task: Task) -> Worker | None:
        """What the thread is at, if it is a worker."""
        return next((pool.workers[task] for pool in self._pools.values() if task in pool.workers), None)

    def worker_sleeping(self, task: Task) -> None:
        """A worker is about to sleep: another may have its turn (wq_worker_sleeping)."""
        worker = self.worker_of(task)
        if worker is not None:
            worker.pool.wake_if_needed()

    def allocate(self, name: str, flags: int, max_active: int) -> Workqueue:
        """A new queue; with WQ_MEM_RECLAIM it has a rescuer, a thread of its name that memory pressure would wake."""
        queue = Workqueue(self, name, flags, max_active)
        self.queues.append(queue)
        if flags & WQ_MEM_RECLAIM:
            queue.rescuer = kthread_create(self.kernel, self._rescue, None, name[:15])
            queue.rescuer.flags |= PF_WQ_WORKER
            queue.rescuer.nice = HIGHPRI_NICE
            self.kernel.sched.wake_up_process(queue.rescuer)
        return queue

    @traced("rescuer_thread+0x2ae/0x3a0")
    def _rescue(self, _: object) -> int:
        task = self.kernel.sched.current
        while task.kthread is not None and not task.kthread.should_stop:
            task.state = TASK_IDLE
            self.kernel.sched.schedule()
        return 0

    def description(self, task: Task) -> str:
        """``events slow_fn [sleepwork]``: what a worker is at, for reports (print_worker_info); else empty."""
        worker = self.worker_of(task)
        if worker is None or worker.work is None or worker.queue is None:
            return ""
        function = worker.work.function
        module = self.kernel.modules.owner_of(getattr(function, "__globals__", {}))
        code = function.__code__
        if module is None:
            return f"{worker.queue.name} {code.co_name}"
        if module.freed:
            return f"{worker.queue.name} 0x{address_of_line(module, code.co_firstlineno) & ~0xF:016x}"
        return f"{worker.queue.name} {code.co_name} [{module.name}]"

    @traced("__cancel_work_timer+0x103/0x1b0", "cancel_work_sync+0x10/0x20")
    def cancel(self, work: Work) -> bool:
        """Take an item off its queue or timer, and wait until it does not run; whether it was queued.

        Meanwhile it cannot queue itself again.
        """
        work.canceling += 1
        was_pending = self.take_back(work)
        if work.running is not None:
            wait_for_completion(self.kernel.sched, work.running)
        work.canceling -= 1
        return was_pending

    def take_back(self, work: Work) -> bool:
        """Take an item off its queue or timer, without waiting; whether it was there (cancel_work)."""
        if isinstance(work, DelayedWork) and work.timer is not None and work.timer.expires:
            work.timer.expires = 0
            return True
        share = work.share
        if share is None:
            return False
        share.remove(work)
        work.share = None
        share.queue.works.pop(work, None)
        if work.finished is not None:
            work.finished.complete_all(self.kernel.sched)
        return True

    @traced("flush_work+0x5c/0x90")
    def flush(self, work: Work) -> bool:
        """Wait until an item has run; False when it was neither queued nor running."""
        if work.finished is None or (work.share is None and work.worker is None):
            return False
        work.flushers.append(self.kernel.sched.current.pid)
        wait_for_completion(self.kernel.sched, work.finished)
        work.flushers.remove(self.kernel.sched.current.pid)
        return True

    @traced("destroy_workqueue+0x36/0x2b0")
    def destroy(self, queue: Workqueue) -> None:
        """Wait for what is queued, then end the queue."""
        while queue.works:
            queue.flush()
        self.queues.remove(queue)
        if queue.rescuer is not None and queue.rescuer.kthread is not None:
            queue.rescuer.kthread.should_stop = True
            self.kernel.sched.wake_up_process(queue.rescuer)
            wait_for_completion(self.kernel.sched, queue.rescuer.kthread.exited)
