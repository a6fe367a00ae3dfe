"""Two threads take two mutexes in different order."""

from kshell.linux import (
    DEFINE_MUTEX,
    MODULE_LICENSE,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    msleep,
    mutex_is_locked,
    mutex_lock,
    mutex_unlock,
    pr_info,
)

a = DEFINE_MUTEX()
b = DEFINE_MUTEX()
first = None
second = None


def first_fn(data):
    mutex_lock(a)
    pr_info("abba: first has a\n")
    msleep(500)
    mutex_lock(b)
    pr_info("abba: first has both\n")
    mutex_unlock(b)
    mutex_unlock(a)
    while not kthread_should_stop():
        msleep(100)
    return 1


def second_fn(data):
    mutex_lock(b)
    pr_info("abba: second has b\n")
    msleep(500)
    mutex_lock(a)
    pr_info("abba: second has both\n")
    mutex_unlock(a)
    mutex_unlock(b)
    while not kthread_should_stop():
        msleep(100)
    return 2


def abba_init():
    global first, second
    first = kthread_run(first_fn, None, "abba_first")
    second = kthread_run(second_fn, None, "abba_second")
    return 0


def abba_exit():
    pr_info("abba: exit, a locked %d, b locked %d\n", mutex_is_locked(a), mutex_is_locked(b))
    pr_info("abba: first returned %d\n", kthread_stop(first))
    pr_info("abba: second returned %d\n", kthread_stop(second))


module_init(abba_init)
module_exit(abba_exit)
MODULE_LICENSE("GPL")
