"""Sleeping, and burning CPU where sleeping is not allowed."""

from kshell.linux import *

MODULE_LICENSE("GPL")


def sleeping():
    start = ktime_get_ns()
    msleep(20)
    usleep_range(100, 200)
    ssleep(1)
    pr_info("delays: slept for a second and more: %d\n", ktime_get() - start > 1000000000)


def sleeping_until_a_signal():
    left = msleep_interruptible(50)
    pr_info("delays: %d ms left\n", left)


def burning():
    mdelay(1)
    udelay(10)
    ndelay(100)


@module_init
def delays_init():
    sleeping()
    sleeping_until_a_signal()
    burning()
    return 0


@module_exit
def delays_exit():
    pass
