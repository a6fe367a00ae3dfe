"""Counting semaphores (kernel/locking/semaphore.c): first come, first served."""

from typing import TYPE_CHECKING

from kshell.kernel.kallsyms import traced
from kshell.kernel.sched.state import TASK_NORMAL, TASK_UNINTERRUPTIBLE
from kshell.kernel.time.clock import MAX_SCHEDULE_TIMEOUT
from kshell.kernel.time.sleep import schedule_timeout
from kshell.uapi.errno import Errno

if TYPE_CHECKING:
    from kshell.kernel.sched.core import Scheduler
    from kshell.kernel.task import Task


class Semaphore:
    """``count`` may still pass; ``waiters`` are let through by up(), one each."""

    __slots__ = ("count", "waiters")

    def __init__(self, count: int = 1) -> None:
        self.count = count
        self.waiters: list[Task] = []

    def try_down(self) -> bool:
        """Pass if there is room."""
        if self.count <= 0:
            return False
        self.count -= 1
        return True

    @traced("down+0x43/0x60")
    def down(self, sched: "Scheduler", state: int = TASK_UNINTERRUPTIBLE, timeout: int = MAX_SCHEDULE_TIMEOUT) -> int:
        """Pass, sleeping in ``state`` until there is room: 0, -EINTR for a signal, -ETIME after so many jiffies."""
        return 0 if self.try_down() else self._down_common(sched, state, timeout)

    @traced("__down_common+0x11e/0x240")
    def _down_common(self, sched: "Scheduler", state: int, timeout: int) -> int:
        task = sched.current
        self.waiters.append(task)
        while task in self.waiters:
            if task.signal.ends_sleep(state) or timeout <= 0:
                self.waiters.remove(task)
                return -Errno.ETIME if timeout <= 0 else -Errno.EINTR
            task.state = state
            timeout = schedule_timeout(sched, timeout)
        return 0

    def up(self, sched: "Scheduler") -> None:
        """Let the next one pass. May be called from a timer, and by who has not passed."""
        if self.waiters:
            sched.try_to_wake_up(self.waiters.pop(0), TASK_NORMAL)
        else:
            self.count += 1
