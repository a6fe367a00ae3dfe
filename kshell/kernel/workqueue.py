"""Work queues (kernel/workqueue.c): functions for worker threads to call. The threads are in worker_pool.py."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from kshell.kernel.kallsyms import traced
from kshell.kernel.sched.completion import Completion, wait_for_completion
from kshell.kernel.task import Task
from kshell.kernel.time.clock import Timer
from kshell.kernel.worker_pool import WQ_NAME_LEN, PoolQueue, Worker, WorkerPool

if TYPE_CHECKING:
    from kshell.kernel.workqueues import Workqueues

WQ_UNBOUND = 1 << 1
WQ_FREEZABLE = 1 << 2
WQ_MEM_RECLAIM = 1 << 3
WQ_HIGHPRI = 1 << 4
WQ_CPU_INTENSIVE = 1 << 5
WQ_SYSFS = 1 << 6
WQ_POWER_EFFICIENT = 1 << 7
WQ_ORDERED, WQ_LEGACY, WQ_ORDERED_EXPLICIT = 1 << 17, 1 << 18, 1 << 19
WQ_DFL_ACTIVE = 256


class Work:
    """A function to be called by a worker, with the item itself."""

    def __init__(self, function: Callable[[Any], None]) -> None:
        self.function = function
        self.share: PoolQueue | None = None
        self.worker: Worker | None = None
        self.finished: Completion | None = None
        self.running: Completion | None = None
        self.canceling = 0
        self.flushers: list[int] = []  # the pids of those that wait for it

    @property
    def pending(self) -> bool:
        """Whether it is queued and has not begun."""
        return self.share is not None

    def begin(self, worker: Worker) -> PoolQueue:
        """A worker takes the item; from now on it may be queued again."""
        share, self.share = self.share, None
        self.worker, self.running = worker, self.finished
        if share is None:
            raise ValueError("an item that was not queued")
        return share

    def end(self, worker: Worker, share: PoolQueue) -> None:
        """The function has returned."""
        finished, self.worker, self.running = self.running, None, None
        if self.share is None or self.share.queue is not share.queue:
            share.queue.works.pop(self, None)
        if finished is not None:
            finished.complete_all(worker.task.sched)


class DelayedWork(Work):
    """A work item with a timer in front."""

    def __init__(self, function: Callable[[Any], None]) -> None:
        super().__init__(function)
        self.timer: Timer | None = None
        self.target: Workqueue | None = None

    def hurry(self) -> None:
        """End the delay now."""
        if self.timer is not None and self.timer.expires and self.target is not None:
            self.timer.expires = 0
            self.target.queue(self)

    @property
    def pending(self) -> bool:
        return super().pending or (self.timer is not None and bool(self.timer.expires))


class Workqueue:
    """A queue: how many of its items may be at work on a CPU, and on which pools."""

    def __init__(self, owner: "Workqueues", name: str, flags: int = 0, max_active: int = 0) -> None:
        self.owner = owner
        self.name = name[: WQ_NAME_LEN - 1]
        self.flags = flags
        self.max_active = max_active or WQ_DFL_ACTIVE
        self.rescuer: Task | None = None
        self.works: dict[Work, None] = {}
        self._shares: dict[WorkerPool, PoolQueue] = {}

    def queue(self, work: Work, cpu: int | None = None) -> bool:
        """Let the item run soon, on the caller's CPU or a given one; False if it is queued already or being cancelled.

        May be called from a timer.
        """
        if work.canceling or work.pending:
            return False
        work.finished = Completion()
        self.works[work] = None
        share = work.share = self._share(work, cpu)
        share.add(work)
        return True

    def _share(self, work: Work, cpu: int | None) -> PoolQueue:
        """Where an item goes: it follows a worker of this queue that is at it, for it must not run twice at a time."""
        if work.worker is not None and work.worker.queue is self:
            pool = work.worker.pool
        else:
            pool = self.owner.pool(self.flags, cpu)
        if pool not in self._shares:
            self._shares[pool] = PoolQueue(self, pool)
        return self._shares[pool]

    def shares(self) -> list[PoolQueue]:
        """Its shares of pools."""
        return list(self._shares.values())

    def queue_delayed(self, work: DelayedWork, delay: int, *, modify: bool = False) -> bool:
        """Let the item run after ``delay`` jiffies; False if it is queued already or being cancelled.

        With ``modify`` a delay that is running begins anew, and the result says whether the item was queued before
        (mod_delayed_work).
        """
        was_pending = modify and self.owner.take_back(work)
        if work.canceling or work.pending:
            return False
        if not delay:
            self.queue(work)
        else:
            work.target = self
            work.timer = Timer(partial(self._due, work))
            self.owner.kernel.clock.start_jiffies(work.timer, delay)
        return was_pending if modify else True

    def _due(self, work: Work) -> None:
        self.owner.kernel.traps.check_timer(work.function)
        self.queue(work)

    @traced("__flush_workqueue+0x152/0x410")
    def flush(self) -> None:
        """Wait until everything that is queued now has run."""
        for finished in [work.finished for work in self.works]:
            if finished is not None:
                wait_for_completion(self.owner.kernel.sched, finished)
