"""init starts two threads and fails at the step that a parameter names; what was started is stopped again."""

from kshell.linux import (
    EBUSY,
    ENOSPC,
    IS_ERR,
    MODULE_LICENSE,
    PTR_ERR,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    module_param,
    msleep,
    pr_err,
    pr_info,
    ssleep,
)

step = 0
module_param("step", int, 0o444)

first = None
second = None


def half_fn(data):
    name = data
    n = 0
    while not kthread_should_stop():
        n += 1
        pr_info("halfinit: %s round %d\n", name, n)
        ssleep(5)
    pr_info("halfinit: %s stops\n", name)
    return n


def halfinit_init():
    global first, second
    first = kthread_run(half_fn, "first", "half_first")
    if IS_ERR(first):
        return PTR_ERR(first)
    msleep(500)
    if step == 1:
        return stop_first(-EBUSY)  # goto stop_first
    second = kthread_run(half_fn, "second", "half_second")
    if IS_ERR(second):
        return stop_first(PTR_ERR(second))
    msleep(500)
    if step == 2:
        return stop_second(-ENOSPC)
    pr_info("halfinit: ready\n")
    return 0


def stop_second(err):
    pr_info("halfinit: second returned %d\n", kthread_stop(second))
    return stop_first(err)


def stop_first(err):
    pr_info("halfinit: first returned %d\n", kthread_stop(first))
    pr_err("halfinit: step %d failed: %d\n", step, err)
    return err


def halfinit_exit():
    kthread_stop(second)
    kthread_stop(first)
    pr_info("halfinit: exit\n")


module_init(halfinit_init)
module_exit(halfinit_exit)
MODULE_LICENSE("GPL")
