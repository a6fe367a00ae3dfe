"""<linux/preempt.h>: where a task may not be interrupted by another, and so may not sleep."""

from kshell.kernel.current import this
from kshell.linux.sched import in_interrupt

PREEMPT_MASK = 0x7FFFFFFF
SOFTIRQ_OFFSET = 0x100


def preempt_disable() -> None:
    """preempt_disable - from here on nobody else gets this CPU; sleeping is a bug that is reported."""
    this.kernel.sched.current.preempt_count += 1


def preempt_enable() -> None:
    """preempt_enable - the end of what preempt_disable() began."""
    this.kernel.sched.current.preempt_count -= 1


def preempt_count() -> int:
    """preempt_count - how deep: 0 where sleeping is allowed. Below 0 the bits look like a big number, as in C."""
    softirq = SOFTIRQ_OFFSET if in_interrupt() else 0
    return this.kernel.sched.current.preempt_count + softirq & PREEMPT_MASK


def in_atomic() -> int:
    """in_atomic - not 0 where sleeping is forbidden, as far as the count knows."""
    return int(preempt_count() != 0)


def in_task() -> int:
    """in_task - not 0 in a task, 0 inside a timer's function."""
    return int(not in_interrupt())
