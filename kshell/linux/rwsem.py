"""<linux/rwsem.h>, <linux/rwlock.h>: locks for many readers or one writer, that sleep and that spin."""

from kshell.kernel.current import this
from kshell.kernel.sched.rwsem import RwLock, RwSemaphore
from kshell.kernel.sched.state import TASK_INTERRUPTIBLE, TASK_KILLABLE

EINTR = 4


def DECLARE_RWSEM() -> RwSemaphore:
    """DECLARE_RWSEM - a new reader-writer semaphore, with nobody inside."""
    return RwSemaphore()


rw_semaphore = DECLARE_RWSEM


def init_rwsem(sem: RwSemaphore) -> None:
    """init_rwsem - let nobody be inside a reader-writer semaphore."""
    sem.readers, sem.writer = 0, None
    sem.waiters.clear()


def down_read(sem: RwSemaphore) -> None:
    """down_read - go in as a reader, sleeping (state D) while a writer is inside or waits."""
    sem.read(this.kernel.sched)


def down_read_interruptible(sem: RwSemaphore) -> int:
    """down_read_interruptible - go in as a reader, sleeping (state S): 0, or -EINTR for a signal."""
    return 0 if sem.read(this.kernel.sched, TASK_INTERRUPTIBLE) else -EINTR


def down_read_killable(sem: RwSemaphore) -> int:
    """down_read_killable - go in as a reader, sleeping (state D): 0, or -EINTR for a fatal signal."""
    return 0 if sem.read(this.kernel.sched, TASK_KILLABLE) else -EINTR


def down_read_trylock(sem: RwSemaphore) -> int:
    """down_read_trylock - go in as a reader if no writer is inside or waits: 1, else 0. Never sleeps."""
    return int(sem.try_read())


def down_write(sem: RwSemaphore) -> None:
    """down_write - go in as the writer, sleeping (state D) while anybody is inside."""
    sem.write(this.kernel.sched)


def down_write_killable(sem: RwSemaphore) -> int:
    """down_write_killable - go in as the writer, sleeping (state D): 0, or -EINTR for a fatal signal."""
    return 0 if sem.write(this.kernel.sched, TASK_KILLABLE) else -EINTR


def down_write_trylock(sem: RwSemaphore) -> int:
    """down_write_trylock - go in as the writer if nobody is inside: 1, else 0. Never sleeps."""
    return int(sem.try_write(this.kernel.sched))


def up_read(sem: RwSemaphore) -> None:
    """up_read - a reader goes out. Never sleeps."""
    sem.up_read(this.kernel.sched)


def up_write(sem: RwSemaphore) -> None:
    """up_write - the writer goes out. Never sleeps."""
    sem.up_write(this.kernel.sched)


def downgrade_write(sem: RwSemaphore) -> None:
    """downgrade_write - the writer becomes a reader. Never sleeps."""
    sem.downgrade(this.kernel.sched)


def rwsem_is_locked(sem: RwSemaphore) -> int:
    """rwsem_is_locked - not 0 if anybody is inside."""
    return int(sem.locked)


def DEFINE_RWLOCK() -> RwLock:
    """DEFINE_RWLOCK - a new reader-writer spinlock, with nobody inside."""
    return RwLock()


rwlock_t = DEFINE_RWLOCK


def rwlock_init(lock: RwLock) -> None:
    """rwlock_init - let nobody be inside a reader-writer spinlock."""
    lock.readers, lock.writer = 0, None


def read_lock(lock: RwLock) -> None:
    """read_lock - go in as a reader, burning CPU while a writer is inside. Who is inside must not sleep."""
    lock.read(this.kernel.sched)


def read_unlock(lock: RwLock) -> None:
    """read_unlock - a reader goes out."""
    lock.unread(this.kernel.sched)


def write_lock(lock: RwLock) -> None:
    """write_lock - go in as the writer, burning CPU while anybody is inside. Who is inside must not sleep."""
    lock.write(this.kernel.sched)


def write_unlock(lock: RwLock) -> None:
    """write_unlock - the writer goes out."""
    lock.unwrite(this.kernel.sched)
