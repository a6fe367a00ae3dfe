"""<linux/delay.h>: waiting for a time."""

from kshell.kernel.current import this
from kshell.kernel.time import sleep
from kshell.kernel.time.clock import HZ


def ssleep(seconds: int) -> None:
    """ssleep - sleep for so many seconds (state D). Neither a signal nor kthread_stop() ends it."""
    sleep.msleep(this.kernel.sched, seconds * HZ + 1)


def msleep(msecs: int) -> None:
    """msleep - sleep for so many milliseconds (state D). Neither a signal nor kthread_stop() ends it."""
    sleep.msleep(this.kernel.sched, sleep.msecs_to_jiffies(msecs) + 1)


def msleep_interruptible(msecs: int) -> int:
    """msleep_interruptible - sleep (state S) until the time is over or a signal is pending; the ms left."""
    return sleep.msleep_interruptible(this.kernel.sched, msecs)


def usleep_range(least: int, most: int) -> None:
    """usleep_range - sleep for ``least`` to ``most`` microseconds (state D)."""
    sleep.usleep_range(this.kernel.sched, least)


def udelay(usecs: int) -> None:
    """udelay - burn CPU for so many microseconds; allowed where sleeping is not."""
    sleep.busy_wait(this.kernel.sched, usecs * 1000)


def mdelay(msecs: int) -> None:
    """mdelay - burn CPU for so many milliseconds; allowed where sleeping is not."""
    sleep.busy_wait(this.kernel.sched, msecs * 1_000_000)


def ndelay(nsecs: int) -> None:
    """ndelay - burn CPU for so many nanoseconds."""
    sleep.busy_wait(this.kernel.sched, nsecs)
