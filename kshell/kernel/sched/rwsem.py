"""Reader-writer semaphores and spinlocks (kernel/locking/rwsem.c, qrwlock.c): many readers or one writer.

Who comes while somebody waits waits behind: a writer that waits keeps new readers out.
"""

from typing import TYPE_CHECKING

from kshell.kernel.kallsyms import traced
from kshell.kernel.sched.mutex import schedule_preempt_disabled
from kshell.kernel.sched.state import TASK_NORMAL, TASK_UNINTERRUPTIBLE

if TYPE_CHECKING:
    from kshell.kernel.sched.core import Scheduler
    from kshell.kernel.task import Task


class RwSemaphore:
    """``readers`` are inside, or ``writer`` is; ``waiters`` are (task, whether it will write), first come first."""

    __slots__ = ("readers", "waiters", "writer")

    def __init__(self) -> None:
        self.readers = 0
        self.writer: Task | None = None
        self.waiters: list[tuple[Task, bool]] = []

    @property
    def locked(self) -> bool:
        """Whether anybody is inside."""
        return bool(self.readers or self.writer)

    def try_read(self) -> bool:
        """Go in as a reader if no writer is inside or waits."""
        if self.writer is not None or self.waiters:
            return False
        self.readers += 1
        return True

    def try_write(self, sched: "Scheduler") -> bool:
        """Go in as the writer if nobody is inside."""
        if self.locked:
            return False
        self.writer = sched.current
        return True

    @traced("down_read+0x44/0xa0")
    def read(self, sched: "Scheduler", state: int = TASK_UNINTERRUPTIBLE) -> bool:
        """Go in as a reader, sleeping in ``state``; False for a signal that ends such a sleep."""
        return self.try_read() or self._wait_to_read(sched, state)

    @traced("rwsem_down_read_slowpath+0x2a2/0x500")
    def _wait_to_read(self, sched: "Scheduler", state: int) -> bool:
        return self._wait(sched, state, write=False)

    def write(self, sched: "Scheduler", state: int = TASK_UNINTERRUPTIBLE) -> bool:
        """Go in as the writer, sleeping in ``state``; False for a signal that ends such a sleep."""
        return self.try_write(sched) or self._wait_to_write(sched, state)

    @traced("rwsem_down_write_slowpath+0x315/0x6f0")
    def _wait_to_write(self, sched: "Scheduler", state: int) -> bool:
        return self._wait(sched, state, write=True)

    def _wait(self, sched: "Scheduler", state: int, *, write: bool) -> bool:
        task = sched.current
        place = (task, write)
        self.waiters.append(place)
        while place in self.waiters:
            if task.signal.ends_sleep(state):
                self.waiters.remove(place)
                self._let_in(sched)
                return False
            task.state = state
            if write:
                sched.schedule()
            else:
                schedule_preempt_disabled(sched)
        return True

    def up_read(self, sched: "Scheduler") -> None:
        """A reader goes out."""
        self.readers -= 1
        self._let_in(sched)

    def up_write(self, sched: "Scheduler") -> None:
        """The writer goes out."""
        self.writer = None
        self._let_in(sched)

    def downgrade(self, sched: "Scheduler") -> None:
        """The writer becomes a reader, and those that wait to read come in."""
        self.writer = None
        self.readers += 1
        self._let_in(sched)

    def _let_in(self, sched: "Scheduler") -> None:
        """Let in who waits first: a writer alone, or a reader with all that wait to read (rwsem_mark_wake)."""
        if not self.waiters or self.writer is not None:
            return
        task, write = self.waiters[0]
        if write:
            if self.readers:
                return
            self.writer = task
            chosen: list[tuple[Task, bool]] = [(task, write)]
        else:
            chosen = [place for place in self.waiters if not place[1]]
            self.readers += len(chosen)
        for place in chosen:
            self.waiters.remove(place)
            sched.try_to_wake_up(place[0], TASK_NORMAL | 0x100)


class RwLock:
    """A lock that burns CPU, for many readers or one writer."""

    __slots__ = ("readers", "writer")

    def __init__(self) -> None:
        self.readers = 0
        self.writer: Task | None = None

    def read(self, sched: "Scheduler") -> None:
        """Spin until no writer is inside; preemption is off from then on."""
        sched.current.preempt_count += 1
        while self.writer is not None:
            sched.spin()
        self.readers += 1

    def write(self, sched: "Scheduler") -> None:
        """Spin until nobody is inside; preemption is off from then on."""
        sched.current.preempt_count += 1
        while self.writer is not None or self.readers:
            sched.spin()
        self.writer = sched.current

    def unread(self, sched: "Scheduler") -> None:
        """A reader goes out."""
        self.readers -= 1
        sched.current.preempt_count -= 1

    def unwrite(self, sched: "Scheduler") -> None:
        """The writer goes out."""
        self.writer = None
        sched.current.preempt_count -= 1
