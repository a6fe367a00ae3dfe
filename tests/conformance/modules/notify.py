"""A completion with a time limit, and a warning by parameter written while it runs."""

from kshell.linux import (
    DECLARE_COMPLETION,
    HZ,
    IS_ERR,
    MODULE_LICENSE,
    PTR_ERR,
    WARN_ON_ONCE,
    complete,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    module_param,
    msleep,
    pr_info,
    pr_warn,
    wait_for_completion_timeout,
)

done = DECLARE_COMPLETION()
waiter = None
loud = False
module_param("loud", bool, 0o644)


def waiter_fn(data):
    while not kthread_should_stop():
        left = wait_for_completion_timeout(done, HZ)
        if left:
            pr_info("notify: completed\n")
        elif loud:
            pr_warn("notify: nothing for a second\n")
        WARN_ON_ONCE(loud)
    return 7 if loud else 0


def notify_init():
    global waiter
    waiter = kthread_run(waiter_fn, None, "waiter/%d", 3)
    if IS_ERR(waiter):
        return PTR_ERR(waiter)
    msleep(300)
    complete(done)
    return 0


def notify_exit():
    complete(done)
    pr_info("notify: %d\n", kthread_stop(waiter))


module_init(notify_init)
module_exit(notify_exit)
MODULE_LICENSE("GPL")
