"""A thread that may be killed: allow_signal(SIGKILL), looks at signal_pending().

Nobody holds a reference to it: kthread_stop() on it after it ended is a bug.
"""

from kshell.linux import (
    EINTR,
    IS_ERR,
    MODULE_LICENSE,
    PTR_ERR,
    SIGKILL,
    allow_signal,
    current,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    pr_info,
    signal_pending,
    ssleep,
)

worker = None


def mortal_fn(data):
    n = 0
    allow_signal(SIGKILL)
    while not kthread_should_stop():
        n += 1
        pr_info("mortal: tick %d\n", n)
        ssleep(5)
        if signal_pending(current()):
            pr_info("mortal: signal seen, leaving\n")
            return -EINTR
    pr_info("mortal: asked to stop, leaving\n")
    return 0


def mortal_init():
    global worker
    worker = kthread_run(mortal_fn, None, "mortal_thr")
    if IS_ERR(worker):
        return PTR_ERR(worker)
    pr_info("mortal: thread pid %d\n", worker.pid)
    return 0


def mortal_exit():
    pr_info("mortal: exit, calling kthread_stop\n")
    ret = kthread_stop(worker)
    pr_info("mortal: kthread_stop returned %d\n", ret)


module_init(mortal_init)
module_exit(mortal_exit)
MODULE_LICENSE("GPL")
