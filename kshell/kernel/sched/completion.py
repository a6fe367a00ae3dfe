"""Completions: one task waits until another has finished something (kernel/sched/completion.c)."""

from typing import TYPE_CHECKING

from kshell.kernel.kallsyms import traced
from kshell.kernel.sched.state import TASK_NORMAL
from kshell.kernel.time.clock import MAX_SCHEDULE_TIMEOUT
from kshell.kernel.time.sleep import schedule_timeout

if TYPE_CHECKING:
    from kshell.kernel.sched.core import Scheduler
    from kshell.kernel.task import Task

DONE_FOR_ALL = 1 << 31


class Completion:
    """``done`` counts how many waiters may pass."""

    __slots__ = ("done", "waiters")

    def __init__(self) -> None:
        self.done = 0
        self.waiters: list[Task] = []

    def complete(self, sched: "Scheduler") -> None:
        """Let one waiter go, the first that came. May be called from a timer."""
        if self.done < DONE_FOR_ALL:
            self.done += 1
        if self.waiters:
            sched.try_to_wake_up(self.waiters.pop(0), TASK_NORMAL)

    def complete_all(self, sched: "Scheduler") -> None:
        """Let every waiter go, those of the future too."""
        self.done = DONE_FOR_ALL
        while self.waiters:
            sched.try_to_wake_up(self.waiters.pop(0), TASK_NORMAL)

    def try_wait(self) -> bool:
        """Take one ``done`` if there is one, without sleeping (try_wait_for_completion)."""
        if not self.done:
            return False
        if self.done < DONE_FOR_ALL:
            self.done -= 1
        return True


@traced("__wait_for_common+0x94/0x1e0")
def wait_for_common(sched: "Scheduler", done: Completion, timeout: int, state: int) -> int:
    """Sleep in ``state`` until ``done`` is completed: jiffies left (at least 1), 0 at the timeout, -ERESTARTSYS."""
    task = sched.current
    while not done.done:
        if task.signal.ends_sleep(state):
            if task in done.waiters:
                done.waiters.remove(task)
            return -512
        if task not in done.waiters:
            done.waiters.append(task)
        task.state = state
        timeout = schedule_timeout(sched, timeout)
        if not timeout and not done.done:
            done.waiters.remove(task)
            return 0
    if task in done.waiters:
        done.waiters.remove(task)
    done.try_wait()
    return timeout or 1


def wait_for_completion(sched: "Scheduler", done: Completion) -> None:
    """Sleep until ``done`` is completed; nothing else ends this sleep."""
    wait_for_common(sched, done, MAX_SCHEDULE_TIMEOUT, 2)
