"""Wait queues: tasks that sleep until somebody says that something has changed (kernel/sched/wait.c)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kshell.kernel.errors import Restart
from kshell.kernel.sched.state import TASK_INTERRUPTIBLE, TASK_NORMAL, TASK_RUNNING

if TYPE_CHECKING:
    from kshell.kernel.sched.core import Scheduler
    from kshell.kernel.task import Task


class WaitQueue:
    """The tasks that wait for one thing; the last to come is woken first, as Linux adds at the head.

    Exclusive waiters stand at the end, in the order in which they came: a wake_up() wakes one of them.
    """

    __slots__ = ("exclusive", "sched", "waiters")

    def __init__(self, sched: "Scheduler") -> None:
        self.sched = sched
        self.waiters: list[Task] = []
        self.exclusive: list[Task] = []

    def prepare_to_wait(self, state: int, *, exclusive: bool = False) -> None:
        """Put the running task on the queue and set its state; what follows must check its condition, then sleep."""
        task = self.sched.current
        if exclusive and task not in self.exclusive:
            self.exclusive.append(task)
        elif not exclusive and task not in self.waiters:
            self.waiters.insert(0, task)
        task.state = state

    def finish_wait(self) -> None:
        """The running task has what it waited for, or gives up."""
        task = self.sched.current
        task.state = TASK_RUNNING
        for queue in (self.waiters, self.exclusive):
            if task in queue:
                queue.remove(task)

    def wake_up(self, states: int = TASK_NORMAL, number: int = 1) -> None:
        """Wake who sleeps in one of ``states``; of exclusive waiters so many, 0 for all. May be called from a timer."""
        for task in self.waiters.copy():
            self.sched.try_to_wake_up(task, states)
        for task in self.exclusive.copy():
            if self.sched.try_to_wake_up(task, states):
                number -= 1
                if not number:
                    break

    def wait_event(self, condition: Callable[[], bool], state: int, *, exclusive: bool = False) -> bool:
        """Sleep until the condition holds; False when a signal that ends sleeps of this kind came first."""
        if condition():
            return True
        task = self.sched.current
        try:
            while True:
                self.prepare_to_wait(state, exclusive=exclusive)
                if condition():
                    return True
                if task.signal.ends_sleep(state):
                    return False
                self.sched.schedule()
        finally:
            self.finish_wait()

    def wait_or_restart(self, condition: Callable[[], bool]) -> None:
        """For system calls: sleep interruptibly until the condition holds; a signal raises Restart."""
        if not self.wait_event(condition, TASK_INTERRUPTIBLE):
            raise Restart
