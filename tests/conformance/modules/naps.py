"""Sleeps 30 s at a time so that a signal can end the sleep."""

from kshell.linux import (
    HZ,
    MODULE_LICENSE,
    PTR_ERR_OR_ZERO,
    SIGKILL,
    SIGTERM,
    allow_signal,
    current,
    flush_signals,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    pr_info,
    schedule_timeout_interruptible,
    signal_pending,
)

worker = None


def naps_fn(data):
    allow_signal(SIGKILL)
    allow_signal(SIGTERM)
    while not kthread_should_stop():
        left = schedule_timeout_interruptible(30 * HZ)
        pr_info("naps: awake, %ld of %d ticks left, signal %d, stop %d\n",
                left, 30 * HZ, signal_pending(current()), kthread_should_stop())
        if signal_pending(current()):
            flush_signals(current())
            pr_info("naps: signals flushed, pending now %d\n", signal_pending(current()))
    return 0


def naps_init():
    global worker
    worker = kthread_run(naps_fn, None, "naps_thr")
    return PTR_ERR_OR_ZERO(worker)


def naps_exit():
    pr_info("naps: kthread_stop returned %d\n", kthread_stop(worker))


module_init(naps_init)
module_exit(naps_exit)
MODULE_LICENSE("GPL")
