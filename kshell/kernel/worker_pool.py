"""Pools of worker threads (kernel/workqueue.c): one for each CPU, one for each of its urgent items, two tied to none.

A pool of a CPU keeps one worker running: the next item begins when the one before it has ended or sleeps. So items that
sleep run side by side, and those that compute one after the other.
"""

from collections import deque
from typing import TYPE_CHECKING

from kshell.kernel.errors import Oops
from kshell.kernel.kallsyms import traced
from kshell.kernel.kthread import kthread_begin, kthread_start
from kshell.kernel.sched.state import TASK_IDLE
from kshell.kernel.task import PF_NO_SETAFFINITY, PF_WQ_WORKER, Task

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel
    from kshell.kernel.workqueue import Work, Workqueue

WQ_NAME_LEN = 24
DESCRIPTION_LEN = 31


class Worker:
    """A thread of a pool, and what it is at."""

    __slots__ = ("name", "pool", "queue", "scheduled", "task", "work")

    def __init__(self, task: Task, pool: "WorkerPool") -> None:
        self.task = task
        self.pool = pool
        self.name = task.comm
        self.work: Work | None = None
        self.queue: Workqueue | None = None
        self.scheduled: deque[Work] = deque()

    def describe(self, sign: str) -> None:
        """Name the queue in ps: ``kworker/0:1+events`` for one that is at work, ``-`` for one that was."""
        if self.queue is not None:
            self.task.full_name = f"{self.name}{sign}{self.queue.name}"[: len(self.name) + DESCRIPTION_LEN]


class PoolQueue:
    """A queue's share of one pool (struct pool_workqueue): the pool has at most ``max_active`` of its items."""

    __slots__ = ("active", "inactive", "pool", "queue")

    def __init__(self, queue: "Workqueue", pool: "WorkerPool") -> None:
        self.queue = queue
        self.pool = pool
        self.active = 0
        self.inactive: deque[Work] = deque()

    def add(self, work: "Work") -> None:
        """Give an item to the pool, now or when there is room."""
        if self.active < self.queue.max_active:
            self.active += 1
            self.pool.insert(work)
        else:
            self.inactive.append(work)

    def remove(self, work: "Work") -> None:
        """Take back an item that has not begun."""
        if work in self.inactive:
            self.inactive.remove(work)
        else:
            self.pool.forget(work)
            self.ended()

    def ended(self) -> None:
        """One of the items given to the pool is over: the next may go there."""
        self.active -= 1
        if self.inactive and self.active < self.queue.max_active:
            self.active += 1
            self.pool.insert(self.inactive.popleft())


class WorkerPool:
    """Items that wait, and the workers that share them."""

    def __init__(self, kernel: "Kernel", label: str, cpu: int | None, nice: int) -> None:
        self.kernel = kernel
        self.label = label
        self.cpu = cpu
        self.nice = nice
        self.stuck = False  # a worker has died in an item and counts as running for ever
        self.waiting: deque[Work] = deque()
        self.workers: dict[Task, Worker] = {}
        self.idle: list[Worker] = []  # the last that came is woken first

    def adopt(self, task: Task) -> None:
        """A worker that sleeps since boot; one that has had an item went idle after those that have not."""
        worker = self.workers[task] = Worker(task, self)
        self.idle.insert(len(self.idle) if "-" in task.full_name else 0, worker)

    def insert(self, work: "Work") -> None:
        """An item comes; a worker is woken if none is running (insert_work)."""
        self.waiting.append(work)
        self.wake_if_needed()

    def forget(self, work: "Work") -> None:
        """An item is taken back before it began."""
        for items in (self.waiting, *(worker.scheduled for worker in self.workers.values())):
            if work in items:
                items.remove(work)

    def wake_if_needed(self) -> None:
        """Wake the worker that went idle last, if there is something to do and nobody running (wake_up_worker)."""
        if not self._needs_worker():
            return
        if not self.idle:
            if not self.workers:
                self._create_worker()
            return
        worker = self.idle[-1]
        if worker.task.stack is None:
            kthread_begin(self.kernel, worker.task, self._worker_thread, worker)
        else:
            self.kernel.sched.wake_up_process(worker.task)

    def _needs_worker(self) -> bool:
        return bool(self.waiting) and not self._running()

    def _running(self) -> bool:
        """Whether one of the workers that have an item uses the CPU (nr_running); nobody counts if there is none."""
        if self.cpu is None:
            return False
        return self.stuck or any(worker.work and not worker.task.state for worker in self.workers.values())

    def _create_worker(self) -> None:
        taken = {worker.name for worker in self.workers.values()}
        tail = "H" if self.nice and self.cpu is not None else ""
        number = next(n for n in range(len(taken) + 1) if f"kworker/{self.label}:{n}{tail}" not in taken)
        task = kthread_start(self.kernel, self._worker_thread, None, f"kworker/{self.label}:{number}{tail}")
        worker = self.workers[task] = Worker(task, self)
        self.idle.append(worker)
        task.flags |= PF_WQ_WORKER | PF_NO_SETAFFINITY
        task.nice = self.nice
        if self.cpu is not None:
            task.cpu, task.affinity = self.cpu, 1 << self.cpu

    @traced("worker_thread+0x4d/0x380")
    def _worker_thread(self, _: object) -> int:
        sched = self.kernel.sched
        worker = self.workers[sched.current]
        while True:
            self.idle.remove(worker)
            while self._needs_worker():
                if not self.idle:
                    self._create_worker()
                self._process(worker, self.waiting.popleft())
            self.idle.append(worker)
            self._rest()

    @traced("worker_thread+0xaf/0x380")
    def _rest(self) -> None:
        self.kernel.sched.current.state = TASK_IDLE
        self.kernel.sched.schedule()

    def _process(self, worker: Worker, work: "Work") -> None:
        """Run an item, and those that had to wait for it because they are the same."""
        other = next((one for one in self.workers.values() if one.work is work), None)
        if other is not None:
            other.scheduled.append(work)
            return
        self._process_one_work(worker, work)
        while worker.scheduled:
            self._process_one_work(worker, worker.scheduled.popleft())

    @traced("process_one_work+0x1c7/0x380")
    def _process_one_work(self, worker: Worker, work: "Work") -> None:
        share = work.begin(worker)
        worker.work, worker.queue = work, share.queue
        worker.describe("+")
        self.wake_if_needed()
        try:
            self.kernel.traps.call(work.function, work)
        except Oops:
            self.stuck = self.cpu is not None
            raise
        worker.work = None
        worker.describe("-")
        work.end(worker, share)
        share.ended()
