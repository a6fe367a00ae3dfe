"""A thread that asks kthread_should_stop() once per round."""

from kshell.linux import (
    IS_ERR,
    MODULE_LICENSE,
    PTR_ERR,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    pr_info,
    ssleep,
)

worker = None


def polite_fn(data):
    n = 0
    while not kthread_should_stop():
        n += 1
        pr_info("polite: tick %d\n", n)
        ssleep(5)
    pr_info("polite: asked to stop, leaving after %d ticks\n", n)
    return 0


def polite_init():
    global worker
    pr_info("polite: init\n")
    worker = kthread_run(polite_fn, None, "polite_thr")
    if IS_ERR(worker):
        return PTR_ERR(worker)
    return 0


def polite_exit():
    pr_info("polite: exit, calling kthread_stop\n")
    ret = kthread_stop(worker)
    pr_info("polite: kthread_stop returned %d\n", ret)


module_init(polite_init)
module_exit(polite_exit)
MODULE_LICENSE("GPL")
