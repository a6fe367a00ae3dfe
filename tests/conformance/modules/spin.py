"""Burns CPU, never sleeps, never calls cond_resched()."""

from kshell.linux import (
    MODULE_LICENSE,
    PTR_ERR_OR_ZERO,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    pr_info,
)

worker = None
rounds = 0


def spin_fn(data):
    global rounds
    while not kthread_should_stop():
        rounds += 1
    return 0


def spin_init():
    global worker
    worker = kthread_run(spin_fn, None, "spin_thr")
    return PTR_ERR_OR_ZERO(worker)


def spin_exit():
    kthread_stop(worker)
    pr_info("spin: stopped\n")


module_init(spin_init)
module_exit(spin_exit)
MODULE_LICENSE("GPL")
