"""<linux/semaphore.h>: how many may be inside at a time. Who waits longest is let in first."""

from kshell.kernel.current import this
from kshell.kernel.sched.semaphore import Semaphore
from kshell.kernel.sched.state import TASK_INTERRUPTIBLE, TASK_KILLABLE, TASK_UNINTERRUPTIBLE


def DEFINE_SEMAPHORE() -> Semaphore:
    """DEFINE_SEMAPHORE - a new semaphore that lets one in."""
    return Semaphore()


semaphore = DEFINE_SEMAPHORE


def sema_init(sem: Semaphore, val: int) -> None:
    """sema_init - say how many a semaphore lets in."""
    sem.count = val
    sem.waiters.clear()


def down(sem: Semaphore) -> None:
    """down - go in, sleeping (state D) until there is room."""
    sem.down(this.kernel.sched)


def down_interruptible(sem: Semaphore) -> int:
    """down_interruptible - go in, sleeping (state S) until there is room: 0, or -EINTR for a signal."""
    return sem.down(this.kernel.sched, TASK_INTERRUPTIBLE)


def down_killable(sem: Semaphore) -> int:
    """down_killable - go in, sleeping (state D) until there is room: 0, or -EINTR for a fatal signal."""
    return sem.down(this.kernel.sched, TASK_KILLABLE)


def down_trylock(sem: Semaphore) -> int:
    """down_trylock - go in if there is room: 0, else 1 (the other way round than mutex_trylock()). Never sleeps."""
    return int(not sem.try_down())


def down_timeout(sem: Semaphore, timeout: int) -> int:
    """down_timeout - go in, sleeping (state D) for so many jiffies at most: 0, or -ETIME."""
    return sem.down(this.kernel.sched, TASK_UNINTERRUPTIBLE, timeout)


def up(sem: Semaphore) -> None:
    """up - go out, or let one more in. Never sleeps."""
    sem.up(this.kernel.sched)
