"""Timers: a function that the kernel calls at a jiffy. It must not sleep."""

from kshell.linux import *

MODULE_LICENSE("GPL")


def rings(timer):
    pr_info("timers: ring, in interrupt: %d\n", in_interrupt() != 0)


def set_it():
    timer_setup(alarm, rings, 0)
    mod_timer(alarm, jiffies() + HZ)
    pr_info("timers: pending: %d\n", timer_pending(alarm))


def stop_it():
    mod_timer(alarm, jiffies() + HZ)
    pr_info("timers: stopped: %d, again: %d\n", del_timer(alarm), del_timer(alarm))


def stop_it_for_good():
    del_timer_sync(alarm)
    timer_delete_sync(alarm)  # its name since 6.2


alarm = timer_list()


@module_init
def timers_init():
    set_it()
    ssleep(2)
    stop_it()
    return 0


@module_exit
def timers_exit():
    stop_it_for_good()
