"""schedule_timeout_interruptible() without allow_signal(): signals do not reach it."""

from kshell.linux import (
    HZ,
    MODULE_LICENSE,
    PTR_ERR_OR_ZERO,
    current,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    pr_info,
    schedule_timeout_interruptible,
    signal_pending,
)

worker = None


def plainnap_fn(data):
    while not kthread_should_stop():
        left = schedule_timeout_interruptible(10 * HZ)
        pr_info("plainnap: awake, left %ld, signal %d\n", left, signal_pending(current()))
    return 0


def plainnap_init():
    global worker
    worker = kthread_run(plainnap_fn, None, "plainnap_thr")
    return PTR_ERR_OR_ZERO(worker)


def plainnap_exit():
    kthread_stop(worker)
    pr_info("plainnap: exit\n")


module_init(plainnap_init)
module_exit(plainnap_exit)
MODULE_LICENSE("GPL")
