"""Where the code runs, and whether it may sleep there."""

from kshell.linux import *

MODULE_LICENSE("GPL")

count = 0


def show(where):
    pr_info("contexts: %s: preempt_count %#x, in_task %d\n", where, preempt_count(), in_task())


def rings(timer):
    show("in a timer")


alarm = timer_list()


def undisturbed():
    global count
    preempt_disable()  # nobody else gets this CPU: no sleeping
    count += 1
    show("between disable and enable")
    preempt_enable()


def log_or_sleep():
    if in_atomic():  # does not know of spinlocks if the kernel is built without preemption
        pr_info("contexts: no sleeping here\n")
    else:
        msleep(1)


@module_init
def contexts_init():
    show("in a task")
    undisturbed()
    log_or_sleep()
    timer_setup(alarm, rings, 0)
    mod_timer(alarm, jiffies() + 1)
    return 0


@module_exit
def contexts_exit():
    del_timer_sync(alarm)
