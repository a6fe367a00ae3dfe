"""Sleeps while it holds a spinlock."""

from kshell.linux import (
    DEFINE_SPINLOCK,
    MODULE_LICENSE,
    PTR_ERR_OR_ZERO,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    msleep,
    pr_info,
    spin_lock,
    spin_unlock,
    ssleep,
)

spn = DEFINE_SPINLOCK()
worker = None


def atomicsleep_fn(data):
    while not kthread_should_stop():
        spin_lock(spn)
        pr_info("atomicsleep: sleeping with the lock held\n")
        msleep(1000)
        spin_unlock(spn)
        ssleep(4)
    return 0


def atomicsleep_init():
    global worker
    worker = kthread_run(atomicsleep_fn, None, "atomicsleep_thr")
    return PTR_ERR_OR_ZERO(worker)


def atomicsleep_exit():
    kthread_stop(worker)


module_init(atomicsleep_init)
module_exit(atomicsleep_exit)
MODULE_LICENSE("GPL")
