"""A thread that keeps its CPU: with preemption off, for so many seconds."""

from kshell.linux import (
    HZ,
    MODULE_LICENSE,
    PTR_ERR_OR_ZERO,
    cpu_relax,
    jiffies,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    module_param,
    msleep,
    pr_info,
    preempt_disable,
    preempt_enable,
    time_before,
)

seconds = 30
module_param("seconds", int, 0)
thread = None


def stalls_fn(data):
    end = jiffies() + seconds * HZ
    pr_info("stalls: begin\n")
    preempt_disable()
    while time_before(jiffies(), end):
        cpu_relax()
    preempt_enable()
    pr_info("stalls: end\n")
    while not kthread_should_stop():
        msleep(100)
    return 0


def stalls_init():
    global thread
    thread = kthread_run(stalls_fn, None, "stalls")
    return PTR_ERR_OR_ZERO(thread)


def stalls_exit():
    kthread_stop(thread)
    pr_info("stalls: exit\n")


module_init(stalls_init)
module_exit(stalls_exit)
MODULE_LICENSE("GPL")
