"""Exclusive waiters: a wake-up wakes one of many, for there is work for one only."""

from kshell.linux import *

MODULE_LICENSE("GPL")

queue = DECLARE_WAIT_QUEUE_HEAD()
parcels = 0
delivered = 0


def carrier(unused):
    global parcels, delivered
    if wait_event_interruptible_exclusive(queue, lambda: parcels):
        return -ERESTARTSYS
    parcels -= 1
    delivered += 1
    return 0


def bring(number):
    global parcels
    parcels += number
    if waitqueue_active(queue):
        wake_up_nr(queue, number)
    msleep(10)
    pr_info("exclusive: %d delivered, somebody waits: %d\n", delivered, waitqueue_active(queue))


@module_init
def exclusive_init():
    for number in range(3):
        kthread_run(carrier, None, "carrier/%d", number)
    msleep(10)
    bring(1)
    bring(2)
    return 0


@module_exit
def exclusive_exit():
    pass
