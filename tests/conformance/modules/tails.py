"""exit ends in a call; so does a thread's function."""

from kshell.linux import (
    MODULE_LICENSE,
    PTR_ERR_OR_ZERO,
    kthread_run,
    kthread_stop,
    module_exit,
    module_init,
    ssleep,
)

thread = None


def tails_fn(data):
    while 1:
        ssleep(1)
    return 0


def tails_init():
    global thread
    thread = kthread_run(tails_fn, None, "tails")
    return PTR_ERR_OR_ZERO(thread)


def tails_exit():
    kthread_stop(thread)


module_init(tails_init)
module_exit(tails_exit)
MODULE_LICENSE("GPL")
