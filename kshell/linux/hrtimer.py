"""<linux/hrtimer.h>, <linux/ktime.h>: timers exact to the nanosecond. Times are in ns; functions must not sleep."""

from collections.abc import Callable
from typing import Any

from kshell.kernel.current import this
from kshell.kernel.time.clock import Timer

CLOCK_REALTIME = 0
CLOCK_MONOTONIC = 1
CLOCK_BOOTTIME = 7
HRTIMER_MODE_ABS = 0
HRTIMER_MODE_REL = 1
HRTIMER_MODE_ABS_PINNED = 2
HRTIMER_MODE_REL_PINNED = 3
HRTIMER_NORESTART = 0
HRTIMER_RESTART = 1
NSEC_PER_SEC = 1_000_000_000
NSEC_PER_MSEC = 1_000_000
NSEC_PER_USEC = 1_000


class hrtimer(Timer):
    """struct hrtimer - a timer; set its ``function`` before use. ``softexpires`` is when it fires (ns)."""

    __slots__ = ("function", "softexpires")

    def __init__(self) -> None:
        super().__init__(self._run)
        self.function: Callable[[Any], int] | None = None
        self.softexpires = 0

    def _run(self) -> None:
        if self.function is not None and this.kernel.traps.call_from_timer(self.function, self) == HRTIMER_RESTART:
            this.kernel.clock.start(self, self.softexpires)


def hrtimer_init(timer: hrtimer, clock: int, mode: int) -> None:
    """hrtimer_init - make a timer that is not running."""
    timer.expires = 0


def hrtimer_start(timer: hrtimer, time: int, mode: int) -> None:
    """hrtimer_start - let the timer fire after ``time`` ns, or at that time with HRTIMER_MODE_ABS. Never sleeps."""
    now = this.kernel.sched.local_clock()
    timer.softexpires = time if not mode & HRTIMER_MODE_REL else now + time
    this.kernel.clock.start(timer, max(timer.softexpires, now + 1))


def hrtimer_forward_now(timer: hrtimer, interval: int) -> int:
    """hrtimer_forward_now - move the timer on by as many intervals (ns) as lead past now; how many."""
    now = this.kernel.sched.local_clock()
    if now < timer.softexpires:
        return 0
    overruns = (now - timer.softexpires) // interval + 1
    timer.softexpires += overruns * interval
    return overruns


def hrtimer_active(timer: hrtimer) -> bool:
    """hrtimer_active - is the timer running?"""
    return bool(timer.expires)


def hrtimer_try_to_cancel(timer: hrtimer) -> int:
    """hrtimer_try_to_cancel - stop the timer: 1 if it was running, else 0. Never sleeps."""
    was_active = int(bool(timer.expires))
    timer.expires = 0
    return was_active


def hrtimer_cancel(timer: hrtimer) -> int:
    """hrtimer_cancel - stop the timer, and wait if its function runs: 1 if it was running, else 0.

    Does not sleep, but burns CPU meanwhile: a timer's own function would wait for itself.
    """
    return hrtimer_try_to_cancel(timer)


def ktime_set(secs: int, nsecs: int) -> int:
    """ktime_set - a time of so many seconds and ns."""
    return secs * NSEC_PER_SEC + nsecs


def ms_to_ktime(ms: int) -> int:
    """ms_to_ktime - milliseconds as a time."""
    return ms * NSEC_PER_MSEC


def us_to_ktime(us: int) -> int:
    """us_to_ktime - microseconds as a time."""
    return us * NSEC_PER_USEC


def ns_to_ktime(ns: int) -> int:
    """ns_to_ktime - nanoseconds as a time."""
    return ns


def ktime_to_ns(time: int) -> int:
    """ktime_to_ns - a time in ns."""
    return time


def ktime_to_us(time: int) -> int:
    """ktime_to_us - a time in microseconds."""
    return time // NSEC_PER_USEC


def ktime_to_ms(time: int) -> int:
    """ktime_to_ms - a time in milliseconds."""
    return time // NSEC_PER_MSEC


def ktime_add_ns(time: int, ns: int) -> int:
    """ktime_add_ns - a time later by so many ns."""
    return time + ns


def ktime_sub(later: int, earlier: int) -> int:
    """ktime_sub - how much later one time is than another."""
    return later - earlier


def ktime_us_delta(later: int, earlier: int) -> int:
    """ktime_us_delta - how many microseconds later one time is than another."""
    return (later - earlier) // NSEC_PER_USEC


def ktime_ms_delta(later: int, earlier: int) -> int:
    """ktime_ms_delta - how many milliseconds later one time is than another."""
    return (later - earlier) // NSEC_PER_MSEC
