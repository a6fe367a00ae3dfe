"""init waits for a thread that never completes; another one fails after a thread was made."""

from kshell.linux import (
    DECLARE_COMPLETION,
    ETIMEDOUT,
    HZ,
    MODULE_LICENSE,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    module_param,
    msleep_interruptible,
    pr_info,
    wait_for_completion,
    wait_for_completion_interruptible,
    wait_for_completion_killable,
    wait_for_completion_timeout,
)

kind = 0
module_param("kind", int, 0)
ready = DECLARE_COMPLETION()
thread = None


def hunginit_fn(data):
    pr_info("hunginit: thread\n")
    while not kthread_should_stop():
        msleep_interruptible(1000)
    pr_info("hunginit: thread ends\n")
    return 0


def hunginit_init():
    global thread
    thread = kthread_run(hunginit_fn, None, "hunginit")
    if kind == 0:
        wait_for_completion(ready)
    elif kind == 1:
        ret = wait_for_completion_interruptible(ready)
        pr_info("hunginit: waited, %d\n", ret)
        kthread_stop(thread)
        return ret
    elif kind == 2:
        ret = wait_for_completion_killable(ready)
        pr_info("hunginit: waited, %d\n", ret)
        kthread_stop(thread)
        return ret
    elif kind == 3:
        pr_info("hunginit: left %lu\n", wait_for_completion_timeout(ready, HZ))
        kthread_stop(thread)
        return -ETIMEDOUT
    return 0


def hunginit_exit():
    kthread_stop(thread)


module_init(hunginit_init)
module_exit(hunginit_exit)
MODULE_LICENSE("GPL")
