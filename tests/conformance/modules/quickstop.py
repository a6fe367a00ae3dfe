"""Threads that are stopped right after kthread_run, before and after they had time to run."""

from kshell.linux import (
    HZ,
    MODULE_LICENSE,
    current,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    msleep,
    pr_info,
    schedule_timeout_interruptible,
)


def quickstop_fn(data):
    pr_info("quickstop: %s runs\n", current().comm)
    while not kthread_should_stop():
        schedule_timeout_interruptible(HZ)
    return 3


def quickstop_init():
    for i in range(5):
        t = kthread_run(quickstop_fn, None, "quick/%d", i)
        pr_info("quickstop: stopped at once: %d\n", kthread_stop(t))
    t = kthread_run(quickstop_fn, None, "quick/late")
    msleep(100)
    pr_info("quickstop: stopped later: %d\n", kthread_stop(t))
    return 0


def quickstop_exit():
    pass


module_init(quickstop_init)
module_exit(quickstop_exit)
MODULE_LICENSE("GPL")
