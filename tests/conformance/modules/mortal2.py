"""A thread that may be killed: allow_signal(SIGKILL), looks at signal_pending().

init takes a reference with get_task_struct(), exit gives it back after kthread_stop().
"""

from kshell.linux import (
    EINTR,
    IS_ERR,
    MODULE_LICENSE,
    PTR_ERR,
    SIGKILL,
    allow_signal,
    current,
    get_task_struct,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    pr_info,
    put_task_struct,
    signal_pending,
    ssleep,
)

worker = None


def mortal2_fn(data):
    n = 0
    allow_signal(SIGKILL)
    while not kthread_should_stop():
        n += 1
        pr_info("mortal2: tick %d\n", n)
        ssleep(5)
        if signal_pending(current()):
            pr_info("mortal2: signal seen, leaving\n")
            return -EINTR
    pr_info("mortal2: asked to stop, leaving\n")
    return 0


def mortal2_init():
    global worker
    worker = kthread_run(mortal2_fn, None, "mortal2_thr")
    if IS_ERR(worker):
        return PTR_ERR(worker)
    get_task_struct(worker)
    pr_info("mortal2: thread pid %d\n", worker.pid)
    return 0


def mortal2_exit():
    pr_info("mortal2: exit, calling kthread_stop\n")
    ret = kthread_stop(worker)
    pr_info("mortal2: kthread_stop returned %d\n", ret)
    put_task_struct(worker)


module_init(mortal2_init)
module_exit(mortal2_exit)
MODULE_LICENSE("GPL")
