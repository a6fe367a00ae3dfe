"""A thread that parks when it is asked to, as those do whose CPU is taken away."""

from kshell.linux import *

MODULE_LICENSE("GPL")


def parks(unused):
    while not kthread_should_stop():
        if kthread_should_park():
            kthread_parkme()
        schedule_timeout_interruptible(HZ)
    return 0


def park_it():
    task = kthread_run(parks, None, "parks")
    kthread_park(task)
    pr_info("parking: parked\n")
    kthread_unpark(task)
    kthread_stop(task)


@module_init
def parking_init():
    park_it()
    return 0


@module_exit
def parking_exit():
    pass
