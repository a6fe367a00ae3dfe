"""A thread that loops for ever and never looks at kthread_should_stop()."""

from kshell.linux import (
    IS_ERR,
    MODULE_LICENSE,
    PTR_ERR,
    kthread_run,
    kthread_stop,
    module_exit,
    module_init,
    pr_info,
    ssleep,
)

worker = None


def stubborn_fn(data):
    n = 0
    while True:
        n += 1
        pr_info("stubborn: tick %d\n", n)
        ssleep(5)
    return 0


def stubborn_init():
    global worker
    pr_info("stubborn: init\n")
    worker = kthread_run(stubborn_fn, None, "stubborn_thr")
    if IS_ERR(worker):
        return PTR_ERR(worker)
    pr_info("stubborn: thread pid %d\n", worker.pid)
    return 0


def stubborn_exit():
    pr_info("stubborn: exit, calling kthread_stop\n")
    kthread_stop(worker)
    pr_info("stubborn: exit done\n")


module_init(stubborn_init)
module_exit(stubborn_exit)
MODULE_LICENSE("GPL")
