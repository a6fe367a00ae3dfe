"""The thread holds a reference to its own module until it is killed."""

from kshell.linux import (
    HZ,
    IS_ERR,
    MODULE_LICENSE,
    PTR_ERR,
    SIGKILL,
    SIGTERM,
    THIS_MODULE,
    __module_get,
    allow_signal,
    current,
    kthread_run,
    module_exit,
    module_init,
    module_put,
    module_put_and_kthread_exit,
    pr_info,
    schedule_timeout_interruptible,
    signal_pending,
)


def holder_fn(data):
    allow_signal(SIGTERM)
    allow_signal(SIGKILL)
    while not signal_pending(current()):
        schedule_timeout_interruptible(5 * HZ)
    pr_info("holder: signal seen, giving the module back\n")
    module_put_and_kthread_exit(0)


def holder_init():
    __module_get(THIS_MODULE())
    t = kthread_run(holder_fn, None, "holder_thr")
    if IS_ERR(t):
        module_put(THIS_MODULE())
        return PTR_ERR(t)
    return 0


def holder_exit():
    pr_info("holder: exit\n")


module_init(holder_init)
module_exit(holder_exit)
MODULE_LICENSE("GPL")
