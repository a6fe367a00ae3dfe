"""Sleeping for a time (kernel/time/timer.c): all of these may sleep, none may be called from a timer."""

from typing import TYPE_CHECKING

from kshell.kernel.kallsyms import traced
from kshell.kernel.sched.state import TASK_INTERRUPTIBLE, TASK_UNINTERRUPTIBLE
from kshell.kernel.time.clock import HZ, MAX_SCHEDULE_TIMEOUT, TICK_NSEC

if TYPE_CHECKING:
    from kshell.kernel.sched.core import Scheduler


def msecs_to_jiffies(ms: int) -> int:
    """msecs_to_jiffies - milliseconds as jiffies, rounded up; a negative time is for ever."""
    return MAX_SCHEDULE_TIMEOUT if ms < 0 else -(-ms * HZ // 1000)


def jiffies_to_msecs(jiffies: int) -> int:
    """jiffies_to_msecs - jiffies as milliseconds."""
    return jiffies * 1000 // HZ


@traced("schedule_timeout+0x94/0x150")
def schedule_timeout(sched: "Scheduler", timeout: int) -> int:
    """Sleep in the state that the task has set, for at most ``timeout`` jiffies; the jiffies left, or 0."""
    if timeout >= MAX_SCHEDULE_TIMEOUT:
        return _without_limit(sched)
    if sched.spent:
        sched.account()
    clock, task = sched.clock, sched.current
    expire = clock.now // TICK_NSEC + timeout
    clock.start_jiffies(task, timeout)
    sched.schedule()
    task.expires = 0
    left = expire - clock.now // TICK_NSEC
    return left if left > 0 else 0


@traced("schedule_timeout+0x11a/0x150")
def _without_limit(sched: "Scheduler") -> int:
    sched.schedule()
    return MAX_SCHEDULE_TIMEOUT


def schedule_timeout_interruptible(sched: "Scheduler", timeout: int) -> int:
    """Sleep for ``timeout`` jiffies (state S); a signal or a wake-up ends it early. The jiffies left."""
    sched.current.state = TASK_INTERRUPTIBLE
    return schedule_timeout(sched, timeout)


def schedule_timeout_uninterruptible(sched: "Scheduler", timeout: int) -> int:
    """Sleep for ``timeout`` jiffies (state D); only a wake-up ends it early. The jiffies left."""
    sched.current.state = TASK_UNINTERRUPTIBLE
    return schedule_timeout(sched, timeout)


@traced("schedule_timeout+0x94/0x150", "msleep+0x29/0x40")
def msleep(sched: "Scheduler", timeout: int) -> None:
    """Sleep for at least ``timeout`` jiffies (state D); neither a signal nor a wake-up ends it.

    The body is schedule_timeout() written out: this is the sleep that every thread of the article does.
    """
    clock, task = sched.clock, sched.current
    began, left = clock.now, timeout
    while left > 0:
        deadline = clock.start_jiffies(task, left)
        task.state = TASK_UNINTERRUPTIBLE
        sched.schedule()
        left = 0 if clock.now >= deadline else began // TICK_NSEC + timeout - clock.now // TICK_NSEC


@traced("msleep_interruptible+0x49/0x60")
def msleep_interruptible(sched: "Scheduler", ms: int) -> int:
    """Sleep for ``ms`` milliseconds (state S) or until a signal; the milliseconds left."""
    timeout = msecs_to_jiffies(ms) + 1
    while timeout and not sched.current.signal.pending_any:
        timeout = schedule_timeout_interruptible(sched, timeout)
    return jiffies_to_msecs(timeout)


@traced("usleep_range_state+0x5e/0x90")
def usleep_range(sched: "Scheduler", usecs: int) -> None:
    """Sleep for at least ``usecs`` microseconds (state D), exact as an hrtimer."""
    sched.account()
    task = sched.current
    deadline = sched.clock.now + usecs * 1000
    while sched.clock.now < deadline:
        task.state = TASK_UNINTERRUPTIBLE
        sched.clock.start(task, deadline)
        sched.schedule()
    task.expires = 0


def busy_wait(sched: "Scheduler", ns: int) -> None:
    """Burn CPU for ``ns`` nanoseconds."""
    while ns > 0:
        step = min(ns, TICK_NSEC)
        sched.charge(step)
        sched.point()
        ns -= step
