"""Accepts SIGUSR1 only and counts it; sleeps in msleep_interruptible()."""

from kshell.linux import (
    MODULE_LICENSE,
    PTR_ERR_OR_ZERO,
    SIGUSR1,
    allow_signal,
    current,
    kernel_dequeue_signal,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    msleep_interruptible,
    pr_info,
    signal_pending,
)

worker = None


def usr1_fn(data):
    seen = 0
    allow_signal(SIGUSR1)
    while not kthread_should_stop():
        left = msleep_interruptible(20000)
        if signal_pending(current()) and not kthread_should_stop():
            sig = kernel_dequeue_signal()
            seen += 1
            pr_info("usr1: signal %d, number %d, %lu ms of sleep left\n", sig, seen, left)
    pr_info("usr1: leaving, %d signals seen\n", seen)
    return seen


def usr1_init():
    global worker
    worker = kthread_run(usr1_fn, None, "usr1_thr")
    return PTR_ERR_OR_ZERO(worker)


def usr1_exit():
    pr_info("usr1: kthread_stop returned %d\n", kthread_stop(worker))


module_init(usr1_init)
module_exit(usr1_exit)
MODULE_LICENSE("GPL")
