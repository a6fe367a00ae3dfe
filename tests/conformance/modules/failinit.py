"""init starts a thread, then fails and forgets to stop it."""

from kshell.linux import (
    ENOMEM,
    MODULE_LICENSE,
    kthread_run,
    kthread_should_stop,
    module_exit,
    module_init,
    msleep,
    pr_err,
    pr_info,
    ssleep,
)


def failinit_fn(data):
    while not kthread_should_stop():
        pr_info("failinit: tick\n")
        ssleep(2)
    return 0


def failinit_init():
    kthread_run(failinit_fn, None, "failinit_thr")
    msleep(500)
    pr_err("failinit: no memory for the rest\n")
    return -ENOMEM


def failinit_exit():
    pr_info("failinit: exit\n")


module_init(failinit_init)
module_exit(failinit_exit)
MODULE_LICENSE("GPL")
