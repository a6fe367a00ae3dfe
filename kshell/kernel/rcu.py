"""RCU, as far as it shows: the report of a grace period that a CPU does not let end (kernel/rcu/tree_stall.h).

A grace period begins when a task's memory is to be freed, and ends when every CPU has been seen with preemption on. A
task that burns CPU with a spinlock held, or waiting for one, never is.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kshell.kernel.kallsyms import traced
from kshell.kernel.sched.completion import Completion, wait_for_completion
from kshell.kernel.task import Task
from kshell.kernel.time.clock import HZ, TICK_NSEC, Timer
from kshell.kernel.watchdog import rests, running

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

STALL_JIFFIES = 21 * HZ
GRACE_JIFFIES = 6
FIRST_GRACE_PERIOD = -300


def after_grace_period(kernel: "Kernel", callback: Callable[[], None]) -> None:
    """Call back when a grace period that begins now is over, if nobody is in its way. Does not sleep."""
    kernel.rcu.call()
    kernel.clock.start(Timer(callback), (kernel.clock.jiffies + GRACE_JIFFIES) * TICK_NSEC)


@traced("__wait_rcu_gp+0x123/0x140", "synchronize_rcu+0x6b/0x70")
def synchronize(kernel: "Kernel") -> None:
    """Sleep until a grace period that begins now is over."""
    done = Completion()
    after_grace_period(kernel, lambda: done.complete(kernel.sched))
    wait_for_completion(kernel.sched, done)


class Rcu:
    """The grace period that is going on, if somebody is in its way."""

    def __init__(self, kernel: "Kernel") -> None:
        self._kernel = kernel
        self._timer = Timer(self._stalled)
        self._begun = 0
        self._wait = 0
        self._readers: dict[Task, int] = {}
        self._period = FIRST_GRACE_PERIOD

    def call(self) -> None:
        """Something is to be freed after a grace period (call_rcu). May be called from anywhere."""
        self._period += 4
        if not self._readers:
            self._readers = {task: rests(task) for task in running(self._kernel) if task.preempt_count > 0}
            if self._readers:
                self._begun = self._kernel.clock.now
                self._wait = STALL_JIFFIES
                self._next()

    def _next(self) -> None:
        self._kernel.clock.start(self._timer, self._begun + self._wait * TICK_NSEC)

    def _stalled(self) -> None:
        before, self._readers = self._readers, {}
        for task, rested in before.items():
            if task in running(self._kernel) and task.preempt_count > 0 and rests(task) == rested:
                self._readers[task] = rested
        if self._readers:
            self._report(next(iter(self._readers)))
            self._wait += 3 * STALL_JIFFIES + 3
            self._next()

    def _report(self, task: Task) -> None:
        kernel = self._kernel
        emit = kernel.log.emit
        emit("rcu: INFO: rcu_preempt self-detected stall on CPU\n", 3)
        emit(
            f"rcu: \t{task.cpu}-....: ({self._wait} ticks this GP) idle=0004/1/0x4000000000000000 softirq=0/0 "
            f"fqs={self._wait // 2}\n",
            3,
        )
        emit(f"\t(t={self._wait} jiffies g={self._period} q=0 ncpus={kernel.sched.cpus})\n", 4)
        kernel.traps.report.interrupted(task)
