"""Spinlocks: whoever waits burns CPU, and whoever holds one must not sleep."""

from kshell.linux import *

MODULE_LICENSE("GPL")

lock = DEFINE_SPINLOCK()
count = 0


def add():
    global count
    spin_lock(lock)
    count += 1
    spin_unlock(lock)


def add_with_interrupts_off():
    global count
    flags = spin_lock_irqsave(lock)
    count += 1
    spin_unlock_irqrestore(lock, flags)
    spin_lock_irq(lock)
    count += 1
    spin_unlock_irq(lock)


def add_while_no_timer_runs():
    global count
    spin_lock_bh(lock)
    count += 1
    spin_unlock_bh(lock)


def look():
    if spin_trylock(lock):
        pr_info("spinlocks: mine, locked: %d\n", spin_is_locked(lock))
        spin_unlock(lock)


@module_init
def spinlocks_init():
    other = spinlock_t()
    spin_lock_init(other)
    add()
    add_with_interrupts_off()
    add_while_no_timer_runs()
    look()
    pr_info("spinlocks: counted to %d\n", count)
    return 0


@module_exit
def spinlocks_exit():
    pass
