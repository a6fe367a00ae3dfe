"""Mutexes: one task at a time, the others sleep until it is free."""

from kshell.linux import *

MODULE_LICENSE("GPL")

lock = DEFINE_MUTEX()
money = 10


def spend():
    global money
    mutex_lock(lock)
    money -= 1
    mutex_unlock(lock)
    pr_info("mutexes: %d left\n", money)


def spend_unless_interrupted():
    global money
    if mutex_lock_interruptible(lock):
        return -EINTR
    money -= 1
    mutex_unlock(lock)
    return 0


def spend_unless_killed():
    global money
    if mutex_lock_killable(lock):
        return -EINTR
    money -= 1
    mutex_unlock(lock)
    return 0


def look():
    if mutex_trylock(lock):
        pr_info("mutexes: mine, locked: %d\n", mutex_is_locked(lock))
        mutex_unlock(lock)


@module_init
def mutexes_init():
    other = mutex()
    mutex_init(other)
    spend()
    look()
    return spend_unless_interrupted() or spend_unless_killed()


@module_exit
def mutexes_exit():
    pr_info("mutexes: %d left\n", money)
