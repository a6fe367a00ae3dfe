"""Simulated time: a number of nanoseconds since boot, and the timer wheel that moves it.

Nothing here waits. When no task can run the clock jumps to the next deadline; a front end that wants real time calls
``Kernel.run`` for short stretches.

Linux's timer wheel (kernel/time/timer.c, HZ=250) rounds far deadlines up to the granularity of their level, which is
why ssleep(5) takes between 5.02 and 5.26 s. Deadlines are kept in a dict of buckets with a heap of the distinct
ones: ten thousand sleepers of one deadline cost one heap entry.
"""

from collections.abc import Callable
from heapq import heappop, heappush
from typing import Protocol

HZ = 250
TICK_NSEC = 1_000_000_000 // HZ
INITIAL_JIFFIES = (1 << 32) - 300 * HZ
MAX_SCHEDULE_TIMEOUT = (1 << 63) - 1
_LEVEL_STARTS = tuple((63 << (level - 1) * 3, level * 3) for level in range(8, 0, -1))


class Expiring(Protocol):
    """What can wait for a deadline: ``expires`` is that deadline in ns, 0 when it no longer waits."""

    expires: int

    def expire(self) -> None:
        """Called from the timer interrupt: must not sleep."""


class Clock:
    """``now`` in ns since boot, and what is to happen later.

    ``until`` is when the host wants to have control again; ``next_deadline`` is the first deadline, or ``until`` if
    that is earlier, so that who lets time pass has one number to look at.
    """

    __slots__ = (
        "_bucket", "_buckets", "_deadline", "_deadlines", "_end_of_jiffy", "_timeout", "next_deadline", "now", "until",
    )  # fmt: skip

    def __init__(self, now: int = 0) -> None:
        self.now = now
        self.until = self.next_deadline = MAX_SCHEDULE_TIMEOUT
        self._buckets: dict[int, list[Expiring]] = {}
        self._deadlines: list[int] = []
        self._timeout = self._deadline = self._end_of_jiffy = 0
        self._bucket: list[Expiring] = []

    @property
    def jiffies(self) -> int:
        """Timer ticks since boot."""
        return self.now // TICK_NSEC

    @property
    def first_deadline(self) -> int:
        """The first deadline (ns), whatever the host wants."""
        return self._deadlines[0] if self._deadlines else MAX_SCHEDULE_TIMEOUT

    def start(self, timer: Expiring, deadline: int) -> None:
        """Let ``timer.expire()`` be called at ``deadline`` (ns, exact as an hrtimer); clear ``expires`` to cancel."""
        timer.expires = deadline
        self._bucket_for(deadline).append(timer)

    def start_jiffies(self, timer: Expiring, timeout: int) -> int:
        """Like start(), for so many jiffies from now, as the timer wheel rounds it (calc_wheel_index); the deadline.

        Many sleepers ask for the same in the same jiffy, so the last answer is kept.
        """
        if self.now >= self._end_of_jiffy or timeout != self._timeout:
            base = self.now // TICK_NSEC
            self._timeout, self._end_of_jiffy = timeout, (base + 1) * TICK_NSEC
            self._deadline = wheel_expiry(base, base + timeout) * TICK_NSEC
            self._bucket = self._bucket_for(self._deadline)
        deadline = timer.expires = self._deadline
        self._bucket.append(timer)
        return deadline

    def _bucket_for(self, deadline: int) -> list[Expiring]:
        bucket = self._buckets.get(deadline)
        if bucket is None:
            bucket = self._buckets[deadline] = []
            heappush(self._deadlines, deadline)
            self._look_ahead()
        return bucket

    def _look_ahead(self) -> None:
        self.next_deadline = min(self._deadlines[0], self.until) if self._deadlines else self.until

    def set_until(self, until: int) -> None:
        """Say when the host wants to have control again."""
        self.until = until
        self._look_ahead()

    def advance(self, ns: int) -> None:
        """Let ns pass; timers that fall due are called."""
        self.now += ns
        if self.now >= self.next_deadline:
            self.expire()

    def expire(self) -> None:
        """Call every timer whose deadline has come, in order of deadline, then of start."""
        deadlines, buckets = self._deadlines, self._buckets
        while deadlines and deadlines[0] <= self.now:
            deadline = heappop(deadlines)
            for timer in buckets.pop(deadline):
                if timer.expires == deadline:
                    timer.expires = 0
                    timer.expire()
        self._look_ahead()


def wheel_expiry(base: int, expires: int) -> int:
    """The jiffy at which the wheel fires a timer that is armed at ``base`` for ``expires`` (calc_index)."""
    delta = expires - base
    if delta < 0:
        return base + 1
    for start, shift in _LEVEL_STARTS:
        if delta >= start:
            return ((expires >> shift) + 1) << shift
    return expires + 1


class Timer:
    """A callback at a deadline; one object may be started again and again."""

    __slots__ = ("_callback", "expires")

    def __init__(self, callback: Callable[[], None]) -> None:
        self.expires = 0
        self._callback = callback

    def expire(self) -> None:
        self._callback()
