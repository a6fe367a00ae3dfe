"""<linux/wait.h>: waiting until a condition holds. Conditions are functions: ``wait_event(wq, lambda: item > got)``."""

from collections.abc import Callable

from kshell.kernel.current import this
from kshell.kernel.sched.state import TASK_IDLE, TASK_INTERRUPTIBLE, TASK_KILLABLE, TASK_NORMAL, TASK_UNINTERRUPTIBLE
from kshell.kernel.sched.wait import WaitQueue
from kshell.kernel.time.clock import Timer

Condition = Callable[[], object]
ERESTARTSYS = 512


def DECLARE_WAIT_QUEUE_HEAD() -> WaitQueue:
    """DECLARE_WAIT_QUEUE_HEAD - a new wait queue."""
    return WaitQueue(this.kernel.sched)


wait_queue_head = DECLARE_WAIT_QUEUE_HEAD


def init_waitqueue_head(wq: WaitQueue) -> None:
    """init_waitqueue_head - make a wait queue empty."""
    wq.waiters.clear()
    wq.exclusive.clear()


def wait_event(wq: WaitQueue, condition: Condition) -> None:
    """wait_event - sleep (state D) until the condition holds; it is looked at after each wake_up()."""
    wq.wait_event(lambda: bool(condition()), TASK_UNINTERRUPTIBLE)


def wait_event_interruptible(wq: WaitQueue, condition: Condition) -> int:
    """wait_event_interruptible - sleep (state S) until the condition holds: 0, or -ERESTARTSYS for a signal."""
    return 0 if wq.wait_event(lambda: bool(condition()), TASK_INTERRUPTIBLE) else -ERESTARTSYS


def wait_event_interruptible_exclusive(wq: WaitQueue, condition: Condition) -> int:
    """wait_event_interruptible_exclusive - sleep (state S) as one of many: wake_up() wakes one of these.

    Returns 0 when the condition holds, or -ERESTARTSYS for a signal.
    """
    holds = wq.wait_event(lambda: bool(condition()), TASK_INTERRUPTIBLE, exclusive=True)
    return 0 if holds else -ERESTARTSYS


def wait_event_killable(wq: WaitQueue, condition: Condition) -> int:
    """wait_event_killable - sleep (state D) until the condition holds: 0, or -ERESTARTSYS for a fatal signal."""
    return 0 if wq.wait_event(lambda: bool(condition()), TASK_KILLABLE) else -ERESTARTSYS


def wait_event_idle(wq: WaitQueue, condition: Condition) -> None:
    """wait_event_idle - sleep (state I) until the condition holds; neither counted as load nor reported as hung."""
    wq.wait_event(lambda: bool(condition()), TASK_IDLE)


def _timeout(wq: WaitQueue, condition: Condition, jiffies: int, state: int) -> int:
    clock, task = this.kernel.clock, this.kernel.sched.current
    end = clock.jiffies + jiffies
    timer = Timer(lambda: this.kernel.wake(task))
    clock.start_jiffies(timer, jiffies)
    came = wq.wait_event(lambda: bool(condition()) or clock.jiffies >= end, state)
    timer.expires = 0
    if not came:
        return -ERESTARTSYS
    left = end - clock.jiffies
    return max(left, 1) if condition() else 0


def wait_event_timeout(wq: WaitQueue, condition: Condition, timeout: int) -> int:
    """wait_event_timeout - sleep (state D) until the condition holds or ``timeout`` jiffies have passed.

    Returns the jiffies left (at least 1), or 0 if the condition does not hold at the end.
    """
    return _timeout(wq, condition, timeout, TASK_UNINTERRUPTIBLE)


def wait_event_interruptible_timeout(wq: WaitQueue, condition: Condition, timeout: int) -> int:
    """wait_event_interruptible_timeout - sleep (state S) until the condition holds or ``timeout`` jiffies have passed.

    Returns the jiffies left (at least 1), 0 if the condition does not hold at the end, or -ERESTARTSYS for a signal.
    """
    return _timeout(wq, condition, timeout, TASK_INTERRUPTIBLE)


def wait_event_killable_timeout(wq: WaitQueue, condition: Condition, timeout: int) -> int:
    """wait_event_killable_timeout - sleep (state D) until the condition holds or ``timeout`` jiffies have passed.

    Returns the jiffies left (at least 1), 0 if the condition does not hold at the end, or -ERESTARTSYS for a fatal
    signal.
    """
    return _timeout(wq, condition, timeout, TASK_KILLABLE)


def wake_up(wq: WaitQueue) -> None:
    """wake_up - let the waiters look at their conditions, one of the exclusive ones. Never sleeps."""
    wq.wake_up(TASK_NORMAL)


def wake_up_nr(wq: WaitQueue, nr: int) -> None:
    """wake_up_nr - wake_up() for so many exclusive waiters. Never sleeps."""
    wq.wake_up(TASK_NORMAL, nr)


def wake_up_all(wq: WaitQueue) -> None:
    """wake_up_all - let all waiters look at their conditions. Never sleeps."""
    wq.wake_up(TASK_NORMAL, 0)


def wake_up_interruptible(wq: WaitQueue) -> None:
    """wake_up_interruptible - wake_up() for those that sleep in state S. Never sleeps."""
    wq.wake_up(TASK_INTERRUPTIBLE)


def wake_up_interruptible_all(wq: WaitQueue) -> None:
    """wake_up_interruptible_all - wake_up_all() for those that sleep in state S. Never sleeps."""
    wq.wake_up(TASK_INTERRUPTIBLE, 0)


def waitqueue_active(wq: WaitQueue) -> bool:
    """waitqueue_active - is somebody waiting?"""
    return bool(wq.waiters or wq.exclusive)
