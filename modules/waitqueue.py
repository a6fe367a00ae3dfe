"""A wait queue: one thread makes items, another sleeps until there is one.

Try:  insmod waitqueue.ko; ps -eo pid,stat,wchan:20,comm | grep -e producer -e consumer; rmmod waitqueue
"""

from kshell.linux import (
    DECLARE_WAIT_QUEUE_HEAD,
    MODULE_LICENSE,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    pr_info,
    ssleep,
    wait_event_interruptible,
    wake_up_interruptible,
)

queue = DECLARE_WAIT_QUEUE_HEAD()
items = []
producer_st = consumer_st = None


def producer(unused):
    number = 0
    while not kthread_should_stop():
        number += 1
        items.append(number)
        wake_up_interruptible(queue)
        ssleep(2)
    return 0


def consumer(unused):
    while not kthread_should_stop():
        # without kthread_should_stop() in the condition, kthread_stop() would wait for the next item
        wait_event_interruptible(queue, lambda: items or kthread_should_stop())
        while items:
            pr_info("waitqueue: got %d\n", items.pop(0))
    return 0


def waitqueue_init():
    global producer_st, consumer_st
    consumer_st = kthread_run(consumer, None, "consumer")
    producer_st = kthread_run(producer, None, "producer")
    return 0


def waitqueue_exit():
    kthread_stop(producer_st)
    kthread_stop(consumer_st)


module_init(waitqueue_init)
module_exit(waitqueue_exit)
MODULE_LICENSE("GPL")
