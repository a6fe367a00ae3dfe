"""<linux/jiffies.h>: time in timer ticks."""

from kshell.kernel.current import this
from kshell.kernel.time.clock import HZ as HZ
from kshell.kernel.time.clock import INITIAL_JIFFIES, TICK_NSEC
from kshell.kernel.time.sleep import jiffies_to_msecs as jiffies_to_msecs
from kshell.kernel.time.sleep import msecs_to_jiffies as msecs_to_jiffies


def jiffies() -> int:
    """jiffies - timer ticks, HZ of them a second. At boot they are INITIAL_JIFFIES, 300 s short of 2**32."""
    return INITIAL_JIFFIES + this.kernel.sched.local_clock() // TICK_NSEC


def time_after(a: int, b: int) -> bool:
    """time_after - is a later than b?"""
    return a > b


def time_before(a: int, b: int) -> bool:
    """time_before - is a earlier than b?"""
    return a < b


def time_after_eq(a: int, b: int) -> bool:
    """time_after_eq - is a not earlier than b?"""
    return a >= b


def ktime_get_ns() -> int:
    """ktime_get_ns - nanoseconds since boot."""
    return this.kernel.sched.local_clock()


ktime_get = ktime_get_ns
