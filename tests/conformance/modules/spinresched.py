"""Burns CPU, calls cond_resched() each round."""

from kshell.linux import (
    MODULE_LICENSE,
    PTR_ERR_OR_ZERO,
    cond_resched,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    pr_info,
)

worker = None
rounds = 0


def spinresched_fn(data):
    global rounds
    while not kthread_should_stop():
        rounds += 1
        cond_resched()
    return 0


def spinresched_init():
    global worker
    worker = kthread_run(spinresched_fn, None, "spinresched_thr")
    return PTR_ERR_OR_ZERO(worker)


def spinresched_exit():
    kthread_stop(worker)
    pr_info("spinresched: stopped\n")


module_init(spinresched_init)
module_exit(spinresched_exit)
MODULE_LICENSE("GPL")
