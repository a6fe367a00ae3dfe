"""Two threads that lock two mutexes in opposite orders: both sleep in D for ever.

Try:  insmod deadlock.ko; why; wait two minutes; dmesg | grep blocked
"""

from kshell.linux import (
    DEFINE_MUTEX,
    MODULE_LICENSE,
    kthread_run,
    module_exit,
    module_init,
    msleep,
    mutex_lock,
    mutex_unlock,
    pr_info,
)

left = DEFINE_MUTEX()
right = DEFINE_MUTEX()


def take_both(first, second):
    mutex_lock(first)
    msleep(100)  # long enough for the other to take its first one
    mutex_lock(second)
    pr_info("deadlock: this is never seen\n")
    mutex_unlock(second)
    mutex_unlock(first)
    return 0


def left_right(unused):
    return take_both(left, right)


def right_left(unused):
    return take_both(right, left)


def deadlock_init():
    kthread_run(left_right, None, "left_right")
    kthread_run(right_left, None, "right_left")
    return 0


def deadlock_exit():
    pr_info("deadlock: gone, and its threads still wait\n")


module_init(deadlock_init)
module_exit(deadlock_exit)
MODULE_LICENSE("GPL")
