"""Work items for a thread of one's own (kernel/kthread.c: kthread_worker)."""

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kshell.kernel.kallsyms import traced
from kshell.kernel.kthread import kthread_create, kthread_stop
from kshell.kernel.sched.completion import Completion, wait_for_completion
from kshell.kernel.sched.state import TASK_INTERRUPTIBLE, TASK_RUNNING
from kshell.kernel.task import Task
from kshell.kernel.time.clock import Timer

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel


class KthreadWork:
    """A function to be called by the worker, with the item itself."""

    def __init__(self, function: Callable[[Any], None] | None = None) -> None:
        self.function = function
        self.worker: KthreadWorker | None = None
        self.queued = False
        self.canceling = 0
        self.finished: Completion | None = None
        self.running: Completion | None = None
        self.timer: Timer | None = None

    @property
    def pending(self) -> bool:
        """Whether it is queued, or its delay is running."""
        return self.queued or (self.timer is not None and bool(self.timer.expires))


class KthreadWorker:
    """A thread and the items that wait for it, which it runs one after the other."""

    def __init__(self, kernel: "Kernel", name: str) -> None:
        self.kernel = kernel
        self.items: deque[KthreadWork] = deque()
        self.task: Task = kthread_create(kernel, self._run, self, name)
        kernel.sched.wake_up_process(self.task)

    @traced("kthread_worker_fn+0x11e/0x240")
    def _run(self, _: object) -> int:
        sched = self.kernel.sched
        thread = self.task.kthread
        while True:
            self.task.state = TASK_INTERRUPTIBLE
            if thread is not None and thread.should_stop:
                self.task.state = TASK_RUNNING
                return 0
            if self.items:
                self.task.state = TASK_RUNNING
                self._process(self.items.popleft())
            else:
                sched.schedule()

    def _process(self, work: KthreadWork) -> None:
        work.queued = False
        finished = work.running = work.finished
        if work.function is not None:
            self.kernel.traps.call(work.function, work)
        work.running = None
        if finished is not None:
            finished.complete_all(self.kernel.sched)

    def queue(self, work: KthreadWork) -> bool:
        """Let the item run soon; False if it is queued already or being cancelled. May be called from a timer."""
        if work.pending or work.canceling:
            return False
        work.queued, work.worker, work.finished = True, self, Completion()
        self.items.append(work)
        self.kernel.sched.wake_up_process(self.task)
        return True

    def queue_delayed(self, work: KthreadWork, delay: int) -> bool:
        """Let the item run after ``delay`` jiffies; False if it is queued already or being cancelled."""
        if work.pending or work.canceling:
            return False
        if not delay:
            return self.queue(work)
        work.worker, work.timer = self, Timer(lambda: self._due(work))
        self.kernel.clock.start_jiffies(work.timer, delay)
        return True

    def _due(self, work: KthreadWork) -> None:
        if work.function is not None:
            self.kernel.traps.check_timer(work.function)
        self.queue(work)

    @traced("kthread_flush_work+0xd0/0x100")
    def flush_work(self, work: KthreadWork) -> None:
        """Wait until an item that is queued or running is through."""
        if work.finished is not None and (work.queued or work.running is not None):
            wait_for_completion(self.kernel.sched, work.finished)

    @traced("kthread_flush_worker+0x6b/0xa0")
    def flush(self) -> None:
        """Wait until all that is queued now is through."""
        last = KthreadWork()
        self.queue(last)
        if last.finished is not None:
            wait_for_completion(self.kernel.sched, last.finished)

    @traced("__kthread_cancel_work_sync+0xb1/0x110")
    def cancel(self, work: KthreadWork) -> bool:
        """Take an item back and wait until it does not run; whether it was queued."""
        was_pending = work.pending
        work.canceling += 1
        if work.timer is not None:
            work.timer.expires = 0
        if work.queued:
            self.items.remove(work)
            work.queued = False
        if work.running is not None:
            wait_for_completion(self.kernel.sched, work.running)
        work.canceling -= 1
        return was_pending

    @traced("kthread_destroy_worker+0x1c/0x60")
    def destroy(self) -> None:
        """Wait for all that is queued, then end the thread."""
        self.flush()
        kthread_stop(self.kernel, self.task)
