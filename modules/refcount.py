"""A thread that holds its own module while it works: rmmod is refused until it lets go.

Try:  insmod refcount.ko; lsmod; rmmod refcount (refused); wait 10 s; rmmod refcount
"""

from kshell.linux import (
    ENODEV,
    IS_ERR,
    MODULE_LICENSE,
    PTR_ERR,
    THIS_MODULE,
    kthread_run,
    module_exit,
    module_init,
    module_put,
    pr_info,
    ssleep,
    try_module_get,
)


def worker(unused):
    ssleep(10)
    pr_info("refcount: the work is done\n")
    module_put(THIS_MODULE())
    return 0


def refcount_init():
    if not try_module_get(THIS_MODULE()):
        return -ENODEV
    task = kthread_run(worker, None, "worker")
    if IS_ERR(task):
        module_put(THIS_MODULE())
        return PTR_ERR(task)
    return 0


def refcount_exit():
    pr_info("refcount: exit\n")


module_init(refcount_init)
module_exit(refcount_exit)
MODULE_LICENSE("GPL")
