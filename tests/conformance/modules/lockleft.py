"""A spinlock is left locked: by init, by a thread that returns, by a thread that faults."""

from kshell.linux import (
    DEFINE_SPINLOCK,
    MODULE_LICENSE,
    PTR_ERR_OR_ZERO,
    kthread_run,
    module_exit,
    module_init,
    module_param,
    msleep,
    pr_info,
    spin_is_locked,
    spin_lock,
)

kind = 0
module_param("kind", int, 0o444)

lock = DEFINE_SPINLOCK()
worker = None
nowhere = None


def lockleft_fn(data):
    msleep(500)
    spin_lock(lock)
    pr_info("lockleft: thread has the lock\n")
    if kind == 2:
        return 5
    nowhere.value = 1
    return 0


def lockleft_init():
    global worker
    pr_info("lockleft: kind %d\n", kind)
    if kind == 1:
        spin_lock(lock)
        return 0
    worker = kthread_run(lockleft_fn, None, "lockleft_thr")
    return PTR_ERR_OR_ZERO(worker)


def lockleft_exit():
    pr_info("lockleft: exit, locked %d\n", spin_is_locked(lock))


module_init(lockleft_init)
module_exit(lockleft_exit)
MODULE_LICENSE("GPL")
