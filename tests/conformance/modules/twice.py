"""A thread locks one mutex two times."""

from kshell.linux import (
    DEFINE_MUTEX,
    MODULE_LICENSE,
    PTR_ERR_OR_ZERO,
    kthread_run,
    kthread_stop,
    module_exit,
    module_init,
    mutex_lock,
    pr_info,
)

mtx = DEFINE_MUTEX()
worker = None


def twice_fn(data):
    mutex_lock(mtx)
    pr_info("twice: once\n")
    mutex_lock(mtx)
    pr_info("twice: never printed\n")
    return 0


def twice_init():
    global worker
    worker = kthread_run(twice_fn, None, "twice_thr")
    return PTR_ERR_OR_ZERO(worker)


def twice_exit():
    kthread_stop(worker)


module_init(twice_init)
module_exit(twice_exit)
MODULE_LICENSE("GPL")
