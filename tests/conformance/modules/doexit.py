"""A thread that ends itself with do_exit(), as old texts show."""

from kshell.linux import (
    MODULE_LICENSE,
    PTR_ERR_OR_ZERO,
    do_exit,
    kthread_run,
    module_exit,
    module_init,
    pr_info,
    ssleep,
)

worker = None


def doexit_fn(data):
    ssleep(2)
    pr_info("doexit: calling do_exit\n")
    do_exit(0)


def doexit_init():
    global worker
    worker = kthread_run(doexit_fn, None, "doexit_thr")
    return PTR_ERR_OR_ZERO(worker)


def doexit_exit():
    pr_info("doexit: exit\n")


module_init(doexit_init)
module_exit(doexit_exit)
MODULE_LICENSE("GPL")
