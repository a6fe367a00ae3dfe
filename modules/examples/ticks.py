"""jiffies: the kernel's count of timer ticks, HZ of them in a second."""

from kshell.linux import *

MODULE_LICENSE("GPL")


def counting():
    start = jiffies()
    msleep(100)
    passed = jiffies_to_msecs(jiffies() - start)
    pr_info("ticks: at least 100 ms have passed: %d\n", passed >= 100)


def a_deadline():
    end = jiffies() + msecs_to_jiffies(50)
    pr_info("ticks: too early: %d\n", time_before(jiffies(), end))
    while time_before(jiffies(), end):
        msleep(10)
    pr_info("ticks: over: %d %d\n", time_after_eq(jiffies(), end), time_after(jiffies() + 1, end))


@module_init
def ticks_init():
    counting()
    a_deadline()
    return 0


@module_exit
def ticks_exit():
    pass
