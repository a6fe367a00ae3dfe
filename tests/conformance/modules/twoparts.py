"""Threads and a symbol for others; used by twoparts-user."""

from kshell.linux import (
    EXPORT_SYMBOL_GPL,
    MODULE_DESCRIPTION,
    MODULE_LICENSE,
    MODULE_VERSION,
    PTR_ERR_OR_ZERO,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    msleep_interruptible,
    pr_info,
)

worker = None
calls = 0


def twoparts_call(n):
    global calls
    calls += 1
    return n * 2


EXPORT_SYMBOL_GPL(twoparts_call)


def twoparts_fn(data):
    while not kthread_should_stop():
        msleep_interruptible(500)
    return calls


def twoparts_init():
    global worker
    pr_info("twoparts: init\n")
    worker = kthread_run(twoparts_fn, None, "twoparts_thr")
    return PTR_ERR_OR_ZERO(worker)


def twoparts_exit():
    pr_info("twoparts: exit after %d calls\n", kthread_stop(worker))


module_init(twoparts_init)
module_exit(twoparts_exit)
MODULE_LICENSE("GPL")
MODULE_DESCRIPTION("exports a call")
MODULE_VERSION("1.5")
