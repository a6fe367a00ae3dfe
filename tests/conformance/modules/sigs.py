"""A thread that tells signals apart."""

from kshell.linux import (
    HZ,
    MODULE_LICENSE,
    SIGHUP,
    SIGTERM,
    SIGUSR1,
    allow_signal,
    current,
    disallow_signal,
    flush_signals,
    kernel_dequeue_signal,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    msleep_interruptible,
    pr_info,
    schedule_timeout_interruptible,
    signal_pending,
)

thread = None


def sigs_fn(data):
    n = 0
    allow_signal(SIGTERM)
    allow_signal(SIGUSR1)
    allow_signal(SIGHUP)
    while not kthread_should_stop():
        left = schedule_timeout_interruptible(3 * HZ)
        if signal_pending(current()):
            sig = kernel_dequeue_signal()
            pr_info("sigs: signal %d, slept on %d\n", sig, left > 0)
            n += 1
            if sig == SIGTERM:
                break
            if sig == SIGHUP:
                disallow_signal(SIGUSR1)
                pr_info("sigs: no more SIGUSR1\n")
    pr_info("sigs: leaving after %d\n", n)
    while not kthread_should_stop():
        flush_signals(current())
        msleep_interruptible(100)
    return n


def sigs_init():
    global thread
    thread = kthread_run(sigs_fn, None, "sigs")
    return 0


def sigs_exit():
    pr_info("sigs: %d\n", kthread_stop(thread))


module_init(sigs_init)
module_exit(sigs_exit)
MODULE_LICENSE("GPL")
