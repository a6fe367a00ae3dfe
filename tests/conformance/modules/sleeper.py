"""Sleeps for ever with schedule(); kthread_stop() wakes it."""

from kshell.linux import (
    MODULE_LICENSE,
    PTR_ERR_OR_ZERO,
    TASK_INTERRUPTIBLE,
    TASK_RUNNING,
    __set_current_state,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    pr_info,
    schedule,
    set_current_state,
)

worker = None


def sleeper_fn(data):
    wakes = 0
    set_current_state(TASK_INTERRUPTIBLE)
    while not kthread_should_stop():
        schedule()
        wakes += 1
        set_current_state(TASK_INTERRUPTIBLE)
    __set_current_state(TASK_RUNNING)
    return wakes


def sleeper_init():
    global worker
    worker = kthread_run(sleeper_fn, None, "sleeper_thr")
    return PTR_ERR_OR_ZERO(worker)


def sleeper_exit():
    pr_info("sleeper: returned %d\n", kthread_stop(worker))


module_init(sleeper_init)
module_exit(sleeper_exit)
MODULE_LICENSE("GPL")
