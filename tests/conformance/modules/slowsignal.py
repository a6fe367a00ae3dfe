"""init sleeps interruptibly; a signal to insmod makes it give up."""

from kshell.linux import (
    EINTR,
    HZ,
    MODULE_LICENSE,
    current,
    fatal_signal_pending,
    module_exit,
    module_init,
    pr_info,
    schedule_timeout_interruptible,
    signal_pending,
)


def slowsignal_init():
    pr_info("slowsignal: %s waits\n", current().comm)
    left = schedule_timeout_interruptible(20 * HZ)
    pr_info("slowsignal: woken early %d, signal %d, fatal %d\n", left > 0, signal_pending(current()),
            fatal_signal_pending(current()))
    return -EINTR if left else 0


def slowsignal_exit():
    pr_info("slowsignal: exit\n")


module_init(slowsignal_init)
module_exit(slowsignal_exit)
MODULE_LICENSE("GPL")
