"""Exports functions that others call from their threads; one of them is bad."""

from kshell.linux import (
    DECLARE_WAIT_QUEUE_HEAD,
    EXPORT_SYMBOL,
    EXPORT_SYMBOL_GPL,
    MODULE_LICENSE,
    module_exit,
    module_init,
    pr_info,
    wait_event_interruptible,
    wake_up,
)

wq = DECLARE_WAIT_QUEUE_HEAD()
tokens = 0
nowhere = None


def bridge_give(n):
    global tokens
    tokens += n
    wake_up(wq)


EXPORT_SYMBOL(bridge_give)


def bridge_take():
    global tokens
    ret = wait_event_interruptible(wq, lambda: tokens > 0)
    if not ret:
        tokens -= 1
    return ret


EXPORT_SYMBOL_GPL(bridge_take)


def bridge_break():
    return nowhere[0]


EXPORT_SYMBOL(bridge_break)


def bridge_init():
    pr_info("bridge: init\n")
    return 0


def bridge_exit():
    pr_info("bridge: exit, %d tokens\n", tokens)


module_init(bridge_init)
module_exit(bridge_exit)
MODULE_LICENSE("GPL")
