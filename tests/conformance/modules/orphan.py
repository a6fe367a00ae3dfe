"""exit forgets the thread: nobody calls kthread_stop()."""

from kshell.linux import (
    MODULE_LICENSE,
    PTR_ERR_OR_ZERO,
    kthread_run,
    kthread_should_stop,
    module_exit,
    module_init,
    pr_info,
    ssleep,
)


def orphan_fn(data):
    n = 0
    while not kthread_should_stop():
        n += 1
        pr_info("orphan: tick %d\n", n)
        ssleep(5)
    return 0


def orphan_init():
    t = kthread_run(orphan_fn, None, "orphan_thr")
    pr_info("orphan: init\n")
    return PTR_ERR_OR_ZERO(t)


def orphan_exit():
    pr_info("orphan: exit, the thread is left running\n")


module_init(orphan_init)
module_exit(orphan_exit)
MODULE_LICENSE("GPL")
