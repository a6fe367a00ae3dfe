"""A thread that runs into BUG() after two seconds; exit stops it all the same, and holds it for that."""

from kshell.linux import (
    BUG,
    IS_ERR,
    MODULE_LICENSE,
    PTR_ERR,
    get_task_struct,
    kthread_run,
    kthread_stop,
    module_exit,
    module_init,
    pr_info,
    put_task_struct,
    ssleep,
)

worker = None


def bugthread_fn(data):
    ssleep(2)
    pr_info("bugthread: BUG() now\n")
    BUG()
    return 5


def bugthread_init():
    global worker
    worker = kthread_run(bugthread_fn, None, "bugthread_thr")
    if IS_ERR(worker):
        return PTR_ERR(worker)
    get_task_struct(worker)
    return 0


def bugthread_exit():
    pr_info("bugthread: kthread_stop returned %d\n", kthread_stop(worker))
    put_task_struct(worker)


module_init(bugthread_init)
module_exit(bugthread_exit)
MODULE_LICENSE("GPL")
