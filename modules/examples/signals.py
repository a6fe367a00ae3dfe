"""A thread that lets signals in: nobody is killed, it looks and leaves by itself."""

from kshell.linux import *

MODULE_LICENSE("GPL")

task = None


def listener(unused):
    allow_signal(SIGUSR1)
    while not kthread_should_stop():
        schedule_timeout_interruptible(HZ)
        if signal_pending(current()):
            pr_info("signals: got %d\n", kernel_dequeue_signal())
    disallow_signal(SIGUSR1)
    return 0


def deaf(unused):
    allow_signal(SIGUSR2)
    send_sig(SIGUSR2, current(), 0)
    pr_info("signals: pending: %d, fatal: %d\n", signal_pending(current()), fatal_signal_pending(current()))
    flush_signals(current())
    pr_info("signals: pending: %d\n", signal_pending(current()))
    return 0


@module_init
def signals_init():
    global task
    kthread_run(deaf, None, "deaf")
    task = kthread_run(listener, None, "listener")
    msleep(10)
    send_sig(SIGUSR1, task, 0)
    return 0


@module_exit
def signals_exit():
    kthread_stop(task)
