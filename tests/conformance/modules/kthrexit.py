"""A thread that ends itself with kthread_complete_and_exit() before rmmod."""

from kshell.linux import (
    MODULE_LICENSE,
    PTR_ERR_OR_ZERO,
    kthread_complete_and_exit,
    kthread_run,
    module_exit,
    module_init,
    pr_info,
    ssleep,
)

worker = None


def kthrexit_fn(data):
    ssleep(2)
    pr_info("kthrexit: calling kthread_complete_and_exit\n")
    kthread_complete_and_exit(None, 7)


def kthrexit_init():
    global worker
    worker = kthread_run(kthrexit_fn, None, "kthrexit_thr")
    return PTR_ERR_OR_ZERO(worker)


def kthrexit_exit():
    pr_info("kthrexit: exit\n")


module_init(kthrexit_init)
module_exit(kthrexit_exit)
MODULE_LICENSE("GPL")
