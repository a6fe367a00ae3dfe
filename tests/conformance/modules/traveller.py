"""Threads that live in the functions of another module."""

from kshell.linux import (
    HZ,
    MODULE_LICENSE,
    extern,
    get_task_struct,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    module_param,
    msleep,
    pr_info,
    put_task_struct,
    schedule_timeout_interruptible,
)

bridge_give = extern("bridge_give")
bridge_take = extern("bridge_take")
bridge_break = extern("bridge_break")

bad = 0
module_param("bad", int, 0)
taker = None
giver = None


def taker_fn(data):
    n = 0
    while not kthread_should_stop():
        if bridge_take():
            break
        n += 1
        pr_info("traveller: took %d\n", n)
    pr_info("traveller: taker leaves\n")
    while not kthread_should_stop():
        schedule_timeout_interruptible(HZ)
    return n


def giver_fn(data):
    n = 0
    while not kthread_should_stop():
        msleep(500)
        if bad and n == 2:
            return bridge_break()
        bridge_give(1)
        n += 1
    return n


def traveller_init():
    global taker, giver
    taker = kthread_run(taker_fn, None, "taker")
    giver = kthread_run(giver_fn, None, "giver")
    get_task_struct(giver)
    return 0


def traveller_exit():
    pr_info("traveller: giver returned %d\n", kthread_stop(giver))
    put_task_struct(giver)
    pr_info("traveller: taker returned %d\n", kthread_stop(taker))


module_init(traveller_init)
module_exit(traveller_exit)
MODULE_LICENSE("GPL")
