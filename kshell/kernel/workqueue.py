"""Work queues (kernel/workqueue.c): each running item has a kworker thread of its own; idle workers are used again."""

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from kshell.kernel.errors import Oops
from kshell.kernel.kallsyms import traced
from kshell.kernel.kthread import kthread_create, kthread_start
from kshell.kernel.module.layout import address_of_line
from kshell.kernel.sched.completion import Completion, wait_for_completion
from kshell.kernel.sched.state import TASK_IDLE
from kshell.kernel.task import PF_WQ_WORKER, Task
from kshell.kernel.time.clock import Timer

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel


class Work:
    """A function to be called by a worker, with the item itself."""

    def __init__(self, function: Callable[[Any], None]) -> None:
        self.function = function
        self.queue: Workqueue | None = None
        self.finished: Completion | None = None
        self.running: Completion | None = None
        self.canceling = 0


class DelayedWork(Work):
    """A work item with a timer in front."""

    def __init__(self, function: Callable[[Any], None]) -> None:
        super().__init__(function)
        self.timer: Timer | None = None


class Workqueue:
    """A queue of items, run one after the other."""

    def __init__(self, owner: "Workqueues", name: str) -> None:
        self.owner = owner
        self.name = name
        self.items: deque[Work] = deque()
        self.running: Work | None = None
        self.rescuer: Task | None = None

    def queue(self, work: Work) -> bool:
        """Let the item run soon; False if it is queued already or being cancelled. May be called from a timer."""
        if work.canceling or (work.queue is not None and work.queue.running is not work):
            return False
        work.queue = self
        work.finished = Completion()
        self.items.append(work)
        self.owner.kick(self)
        return True

    def queue_delayed(self, work: DelayedWork, delay: int) -> bool:
        """Let the item run after ``delay`` jiffies; False if it is queued already or being cancelled."""
        if work.canceling or (work.timer is not None and work.timer.expires):
            return False
        if not delay:
            return self.queue(work)
        work.timer = Timer(partial(self._due, work))
        clock = self.owner.kernel.clock
        clock.start_jiffies(work.timer, delay)
        return True

    def _due(self, work: Work) -> None:
        self.owner.kernel.traps.check_timer(work.function)
        self.queue(work)

    def flush(self) -> None:
        """Wait until everything that is queued now has run."""
        for work in [*self.items, *([self.running] if self.running else [])]:
            self.owner.flush(work)


class Workqueues:
    """The work queues of a machine and their workers."""

    def __init__(self, kernel: "Kernel") -> None:
        self.kernel = kernel
        self.system = Workqueue(self, "events")
        self._idle: list[Task] = []
        self._next: dict[int, Workqueue] = {}
        self._busy: dict[Task, tuple[str, Work]] = {}
        self._count = 3

    def allocate(self, name: str, *, rescuer: bool) -> Workqueue:
        """A new queue; with a rescuer, a thread of its name that only memory pressure would wake."""
        queue = Workqueue(self, name)
        if rescuer:
            queue.rescuer = kthread_create(self.kernel, self._rescue, None, name[:15])
            queue.rescuer.nice = -20
            self.kernel.sched.wake_up_process(queue.rescuer)
        return queue

    @traced("rescuer_thread+0x2f5/0x390")
    def _rescue(self, _: object) -> int:
        task = self.kernel.sched.current
        while task.kthread is not None and not task.kthread.should_stop:
            task.state = TASK_IDLE
            self.kernel.sched.schedule()
        return 0

    def kick(self, queue: Workqueue) -> None:
        """Let a worker look at a queue, if none is at it."""
        if queue.running is not None or queue in self._next.values():
            return
        worker = self._idle.pop() if self._idle else self._new_worker()
        self._next[worker.pid] = queue
        self.kernel.sched.wake_up_process(worker)

    def _new_worker(self) -> Task:
        self._count += 1
        return kthread_start(self.kernel, self._work, None, f"kworker/0:{self._count}")

    @traced("worker_thread+0x4d/0x3c0")
    def _work(self, _: object) -> int:
        task = self.kernel.sched.current
        task.flags |= PF_WQ_WORKER
        base = task.full_name
        while True:
            queue = self._next.pop(task.pid, None)
            while queue is not None and queue.items:
                task.full_name = f"{base}+{queue.name}"
                self._process_one_work(queue)
                task.full_name = f"{base}-{queue.name}"
            self._idle.append(task)
            task.state = TASK_IDLE
            self.kernel.sched.schedule()

    @traced("process_one_work+0x1e2/0x3b0")
    def _process_one_work(self, queue: Workqueue) -> None:
        work = queue.items.popleft()
        finished = work.running = work.finished
        queue.running = work
        task = self.kernel.sched.current
        self._busy[task] = queue.name, work
        try:
            self.kernel.traps.call(work.function, work)
        except Oops:
            self._worker_dies(task, queue)
            raise
        del self._busy[task]
        queue.running = work.running = None
        if work not in queue.items:
            work.queue = None
        if finished is not None:
            finished.complete_all(self.kernel.sched)

    def _worker_dies(self, task: Task, queue: Workqueue) -> None:
        """A work item has faulted: its CPU still counts its worker as running, so what waits there waits for ever.

        What is queued later finds another CPU, if there is one (recordings bt-workfault, y-sleepwork).
        """
        del self._busy[task]
        if self.kernel.sched.cpus > 1:
            queue.running = None
            queue.items.clear()

    def description(self, task: Task) -> str:
        """``events slow_fn [sleepwork]``: what a worker is at, for reports (print_worker_info); else empty."""
        if task not in self._busy:
            return ""
        name, work = self._busy[task]
        module = self.kernel.modules.owner_of(getattr(work.function, "__globals__", {}))
        if module is None:
            return name
        code = work.function.__code__
        if module.freed:
            return f"{name} 0x{address_of_line(module, code.co_firstlineno) & ~0xF:016x}"
        return f"{name} {code.co_name} [{module.name}]"

    def cancel(self, work: Work) -> bool:
        """Take an item off its queue or timer, and wait until it does not run; whether it was queued.

        Meanwhile it cannot queue itself again.
        """
        work.canceling += 1
        was_pending = self._take_back(work)
        if work.running is not None:
            wait_for_completion(self.kernel.sched, work.running)
        work.canceling -= 1
        return was_pending

    def _take_back(self, work: Work) -> bool:
        if isinstance(work, DelayedWork) and work.timer is not None and work.timer.expires:
            work.timer.expires = 0
            return True
        queue = work.queue
        if queue is not None and work in queue.items:
            queue.items.remove(work)
            work.queue = None
            return True
        return False

    def flush(self, work: Work) -> bool:
        """Wait until an item has run; False when it was not queued."""
        if work.queue is None or work.finished is None:
            return False
        wait_for_completion(self.kernel.sched, work.finished)
        return True

    def destroy(self, queue: Workqueue) -> None:
        """Wait for what is queued, then end the queue."""
        queue.flush()
        if queue.rescuer is not None and queue.rescuer.kthread is not None:
            queue.rescuer.kthread.should_stop = True
            self.kernel.sched.wake_up_process(queue.rescuer)
            wait_for_completion(self.kernel.sched, queue.rescuer.kthread.exited)
