"""Reader-writer spinlocks: as spinlocks, but many may read at a time. Nobody inside may sleep."""

from kshell.linux import *

MODULE_LICENSE("GPL")

lock = DEFINE_RWLOCK()
temperature = 20


def measured(value):
    global temperature
    write_lock(lock)
    temperature = value
    write_unlock(lock)


def show():
    read_lock(lock)
    value = temperature
    read_unlock(lock)
    pr_info("rwlocks: %d degrees\n", value)


def two_readers():
    other = rwlock_t()
    rwlock_init(other)
    read_lock(other)
    read_lock(other)  # a writer would now burn CPU until both are out
    pr_info("rwlocks: both are inside\n")
    read_unlock(other)
    read_unlock(other)


@module_init
def rwlocks_init():
    show()
    measured(25)
    show()
    two_readers()
    return 0


@module_exit
def rwlocks_exit():
    pass
