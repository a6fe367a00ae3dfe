"""A thread stops itself; a thread is stopped by two."""

from kshell.linux import (
    MODULE_LICENSE,
    current,
    get_task_struct,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    msleep,
    pr_info,
    put_task_struct,
)

selfish = None
target = None
other = None


def selfish_fn(data):
    msleep(200)
    pr_info("selfstop: stopping myself\n")
    pr_info("selfstop: never printed %d\n", kthread_stop(current()))
    return 0


def target_fn(data):
    while not kthread_should_stop():
        msleep(2000)
    return 3


def other_fn(data):
    msleep(200)
    pr_info("selfstop: other got %d\n", kthread_stop(target))
    while not kthread_should_stop():
        msleep(100)
    return 0


def selfstop_init():
    global selfish, target, other
    selfish = kthread_run(selfish_fn, None, "selfish")
    target = kthread_run(target_fn, None, "target")
    get_task_struct(target)
    other = kthread_run(other_fn, None, "other")
    return 0


def selfstop_exit():
    pr_info("selfstop: target returned %d\n", kthread_stop(target))
    put_task_struct(target)
    kthread_stop(other)
    pr_info("selfstop: exit leaves selfish behind\n")


module_init(selfstop_init)
module_exit(selfstop_exit)
MODULE_LICENSE("GPL")
