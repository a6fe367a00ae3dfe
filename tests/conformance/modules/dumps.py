"""dump_stack() in init and in a thread."""

from kshell.linux import (
    HZ,
    MODULE_LICENSE,
    PTR_ERR_OR_ZERO,
    dump_stack,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    pr_info,
    schedule_timeout_interruptible,
)

worker = None


def dumps_fn(data):
    dump_stack()
    while not kthread_should_stop():
        schedule_timeout_interruptible(HZ)
    return 0


def dumps_init():
    global worker
    dump_stack()
    worker = kthread_run(dumps_fn, None, "dumps_thr")
    return PTR_ERR_OR_ZERO(worker)


def dumps_exit():
    kthread_stop(worker)
    pr_info("dumps: exit\n")


module_init(dumps_init)
module_exit(dumps_exit)
MODULE_LICENSE("GPL")
