"""The thread returns how many rounds it made; kthread_stop() hands that number over."""

from kshell.linux import (
    IS_ERR,
    MODULE_LICENSE,
    PTR_ERR,
    kthread_create,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    msleep,
    pr_info,
    wake_up_process,
)

worker = None


def retcount_fn(data):
    rounds = 0
    while not kthread_should_stop():
        rounds += 1
        msleep(1000)
    return rounds


def retcount_init():
    global worker
    worker = kthread_create(retcount_fn, None, "retcount/%d", 7)
    if IS_ERR(worker):
        return PTR_ERR(worker)
    wake_up_process(worker)
    return 0


def retcount_exit():
    pr_info("retcount: kthread_stop returned %d\n", kthread_stop(worker))


module_init(retcount_init)
module_exit(retcount_exit)
MODULE_LICENSE("GPL")
