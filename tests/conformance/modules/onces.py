"""What is said once, what is said seldom, what is said of a bad condition."""

from kshell.linux import (
    HZ,
    MODULE_LICENSE,
    PTR_ERR_OR_ZERO,
    WARN_ON,
    WARN_ON_ONCE,
    WARN_ONCE,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    msleep,
    pr_info,
    pr_info_once,
    pr_info_ratelimited,
    pr_notice,
    pr_warn_once,
    schedule_timeout_interruptible,
)

thread = None


def onces_fn(data):
    for i in range(3):
        WARN_ON_ONCE(i >= 0)
        WARN_ONCE(i == 1, "onces: round %d\n", i)
        pr_info_once("onces: only once, round %d\n", i)
        pr_warn_once("onces: a warning once, round %d\n", i)
    for i in range(25):
        pr_info_ratelimited("onces: limited %d\n", i)
    msleep(6000)
    pr_info_ratelimited("onces: limited again\n")
    pr_info("onces: WARN_ON says %d\n", WARN_ON(i == 24))
    while not kthread_should_stop():
        schedule_timeout_interruptible(HZ)
    return 0


def onces_init():
    global thread
    thread = kthread_run(onces_fn, None, "onces")
    return PTR_ERR_OR_ZERO(thread)


def onces_exit():
    kthread_stop(thread)
    pr_notice("onces: exit\n")


module_init(onces_init)
module_exit(onces_exit)
MODULE_LICENSE("GPL")
