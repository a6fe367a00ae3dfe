"""<linux/mutex.h>, <linux/spinlock.h>: locks."""

from kshell.kernel.current import this
from kshell.kernel.sched.mutex import Mutex, SpinLock
from kshell.kernel.sched.state import TASK_INTERRUPTIBLE, TASK_KILLABLE

EINTR = 4


def DEFINE_MUTEX() -> Mutex:
    """DEFINE_MUTEX - a new mutex, unlocked."""
    return Mutex()


mutex = DEFINE_MUTEX


def mutex_init(lock: Mutex) -> None:
    """mutex_init - make a mutex unlocked."""
    lock.owner = None


def mutex_lock(lock: Mutex) -> None:
    """mutex_lock - take a mutex, sleeping (state D) until it is free. Not to be taken twice."""
    lock.lock(this.kernel.sched)


def mutex_lock_interruptible(lock: Mutex) -> int:
    """mutex_lock_interruptible - take the mutex, sleeping (state S) until it is free: 0, or -EINTR for a signal."""
    return 0 if lock.lock(this.kernel.sched, TASK_INTERRUPTIBLE) else -EINTR


def mutex_lock_killable(lock: Mutex) -> int:
    """mutex_lock_killable - take the mutex, sleeping (state D) until it is free: 0, or -EINTR for a fatal signal."""
    return 0 if lock.lock(this.kernel.sched, TASK_KILLABLE) else -EINTR


def mutex_trylock(lock: Mutex) -> int:
    """mutex_trylock - take a mutex if it is free: 1, else 0. Never sleeps."""
    return int(lock.trylock(this.kernel.sched))


def mutex_unlock(lock: Mutex) -> None:
    """mutex_unlock - give a mutex back; only its owner may. Does not sleep, but a timer's function can own none."""
    lock.unlock(this.kernel.sched)


def mutex_is_locked(lock: Mutex) -> bool:
    """mutex_is_locked - has somebody taken it?"""
    return lock.owner is not None


def DEFINE_SPINLOCK() -> SpinLock:
    """DEFINE_SPINLOCK - a new spinlock, unlocked."""
    return SpinLock()


spinlock_t = DEFINE_SPINLOCK


def spin_lock_init(lock: SpinLock) -> None:
    """spin_lock_init - make a spinlock unlocked."""
    lock.owner = None


def spin_lock(lock: SpinLock) -> None:
    """spin_lock - take a spinlock, burning CPU until it is free. Whoever holds it must not sleep."""
    lock.lock(this.kernel.sched)


def spin_trylock(lock: SpinLock) -> int:
    """spin_trylock - take a spinlock if it is free: 1, else 0."""
    return int(lock.trylock(this.kernel.sched))


def spin_is_locked(lock: SpinLock) -> int:
    """spin_is_locked - not 0 if somebody holds the spinlock."""
    return int(lock.owner is not None)


def spin_unlock(lock: SpinLock) -> None:
    """spin_unlock - give a spinlock back."""
    lock.unlock(this.kernel.sched)


spin_lock_irq = spin_lock_bh = spin_lock
spin_unlock_irq = spin_unlock_bh = spin_unlock


def spin_lock_irqsave(lock: SpinLock) -> int:
    """spin_lock_irqsave - take a spinlock; the flags to give back."""
    lock.lock(this.kernel.sched)
    return 0x246


def spin_unlock_irqrestore(lock: SpinLock, flags: int) -> None:
    """spin_unlock_irqrestore - give a spinlock and its flags back."""
    lock.unlock(this.kernel.sched)
