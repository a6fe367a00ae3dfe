"""Mutexes and spinlocks (kernel/locking/mutex.c, include/linux/spinlock.h)."""

from typing import TYPE_CHECKING

from kshell.kernel.kallsyms import traced
from kshell.kernel.sched.state import TASK_NORMAL, TASK_UNINTERRUPTIBLE

if TYPE_CHECKING:
    from kshell.kernel.sched.core import Scheduler
    from kshell.kernel.task import Task


class Mutex:
    """A lock that sleeps; ``owner`` must unlock it itself."""

    __slots__ = ("owner", "waiters")

    def __init__(self) -> None:
        self.owner: Task | None = None
        self.waiters: list[Task] = []

    def trylock(self, sched: "Scheduler") -> bool:
        """Take the mutex if it is free."""
        if self.owner is not None:
            return False
        self.owner = sched.current
        return True

    @traced("__mutex_lock.constprop.0+0x3a0/0x710")
    def lock(self, sched: "Scheduler", state: int = TASK_UNINTERRUPTIBLE) -> bool:
        """Take the mutex, first come first served; False when a signal ended the wait (never in state D).

        A task that locks twice waits for itself; a stray wake-up lets it through, as the recording o-mutex shows.
        """
        if self.trylock(sched):
            return True
        task = sched.current
        self.waiters.append(task)
        task.blocked_on = self
        while self.owner is not None:
            if task.signal.ends_sleep(state):
                self.waiters.remove(task)
                task.blocked_on = None
                return False
            task.state = state
            schedule_preempt_disabled(sched)
            if self.owner is task:
                break
        self.waiters.remove(task)
        task.blocked_on = None
        self.owner = task
        return True

    def unlock(self, sched: "Scheduler") -> None:
        """Give the mutex back and wake who has waited longest."""
        self.owner = None
        if self.waiters:
            sched.try_to_wake_up(self.waiters[0], TASK_NORMAL | 0x100)


@traced("schedule_preempt_disabled+0x11/0x20")
def schedule_preempt_disabled(sched: "Scheduler") -> None:
    """schedule() for callers that Linux runs with preemption off."""
    sched.schedule()


class SpinLock:
    """A lock that burns CPU; whoever holds it must not sleep."""

    __slots__ = ("owner",)

    def __init__(self) -> None:
        self.owner: Task | None = None

    def trylock(self, sched: "Scheduler") -> bool:
        """Take the lock if it is free, and forbid preemption."""
        if self.owner is not None:
            return False
        self.owner = sched.current
        sched.current.preempt_count += 1
        return True

    def lock(self, sched: "Scheduler") -> None:
        """Spin until the lock is free, for ever if need be; others go on, as they would on another CPU."""
        task = sched.current
        task.preempt_count += 1
        while self.owner is not None:
            sched.spin()
        self.owner = task

    def unlock(self, sched: "Scheduler") -> None:
        """Give the lock back, and allow preemption again; the count goes below 0 if the holder has slept."""
        self.owner = None
        sched.current.preempt_count -= 1
