"""kthread_create() and nobody wakes the thread: its function never runs."""

from kshell.linux import (
    IS_ERR,
    MODULE_LICENSE,
    PTR_ERR,
    kthread_create,
    kthread_stop,
    module_exit,
    module_init,
    pr_info,
)

worker = None


def unborn_fn(data):
    pr_info("unborn: the function runs\n")
    return 5


def unborn_init():
    global worker
    worker = kthread_create(unborn_fn, None, "unborn_thr")
    if IS_ERR(worker):
        return PTR_ERR(worker)
    pr_info("unborn: created pid %d\n", worker.pid)
    return 0


def unborn_exit():
    ret = kthread_stop(worker)
    pr_info("unborn: kthread_stop returned %d\n", ret)


module_init(unborn_init)
module_exit(unborn_exit)
MODULE_LICENSE("GPL")
