"""Burns CPU and never looks at kthread_should_stop()."""

from kshell.linux import MODULE_LICENSE, PTR_ERR_OR_ZERO, kthread_run, kthread_stop, module_exit, module_init, pr_info

worker = None
rounds = 0


def spindeaf_fn(data):
    global rounds
    while True:
        rounds += 1
    return 0


def spindeaf_init():
    global worker
    worker = kthread_run(spindeaf_fn, None, "spindeaf_thr")
    return PTR_ERR_OR_ZERO(worker)


def spindeaf_exit():
    kthread_stop(worker)
    pr_info("spindeaf: stopped\n")


module_init(spindeaf_init)
module_exit(spindeaf_exit)
MODULE_LICENSE("GPL")
