"""A thread takes one spinlock two times."""

from kshell.linux import (
    DEFINE_SPINLOCK,
    MODULE_LICENSE,
    PTR_ERR_OR_ZERO,
    kthread_run,
    kthread_stop,
    module_exit,
    module_init,
    pr_info,
    spin_lock,
    spin_unlock,
    ssleep,
)

spn = DEFINE_SPINLOCK()
worker = None


def spindead_fn(data):
    ssleep(1)
    spin_lock(spn)
    pr_info("spindead: once\n")
    spin_lock(spn)
    pr_info("spindead: never printed\n")
    spin_unlock(spn)
    spin_unlock(spn)
    return 0


def spindead_init():
    global worker
    worker = kthread_run(spindead_fn, None, "spindead_thr")
    return PTR_ERR_OR_ZERO(worker)


def spindead_exit():
    kthread_stop(worker)


module_init(spindead_init)
module_exit(spindead_exit)
MODULE_LICENSE("GPL")
