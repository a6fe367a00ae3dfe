"""One thread takes a mutex and keeps it; another waits for it."""

from kshell.linux import (
    DEFINE_MUTEX,
    HZ,
    MODULE_LICENSE,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    mutex_lock,
    mutex_unlock,
    pr_info,
    schedule_timeout_interruptible,
    ssleep,
)

mtx = DEFINE_MUTEX()
owner = None
waiter = None


def owner_fn(data):
    mutex_lock(mtx)
    pr_info("hog: owner has the mutex\n")
    while not kthread_should_stop():
        schedule_timeout_interruptible(HZ)
    mutex_unlock(mtx)
    pr_info("hog: owner gave it back\n")
    return 0


def waiter_fn(data):
    ssleep(1)
    pr_info("hog: waiter tries\n")
    mutex_lock(mtx)
    pr_info("hog: waiter has the mutex\n")
    mutex_unlock(mtx)
    while not kthread_should_stop():
        schedule_timeout_interruptible(HZ)
    return 0


def hog_init():
    global owner, waiter
    owner = kthread_run(owner_fn, None, "hog_owner")
    waiter = kthread_run(waiter_fn, None, "hog_waiter")
    return 0


def hog_exit():
    kthread_stop(owner)
    kthread_stop(waiter)
    pr_info("hog: exit\n")


module_init(hog_init)
module_exit(hog_exit)
MODULE_LICENSE("GPL")
