"""Sleeping by hand: say how, look at the condition, give up the CPU."""

from kshell.linux import *

MODULE_LICENSE("GPL")

sleeper = None
woken = False


def waits(unused):
    set_current_state(TASK_INTERRUPTIBLE)
    while not woken:
        schedule()
        set_current_state(TASK_INTERRUPTIBLE)
    __set_current_state(TASK_RUNNING)
    pr_info("sleeping: woken\n")
    return 0


def wake_it():
    global woken
    woken = True
    wake_up_process(sleeper)


def with_a_timeout():
    set_current_state(TASK_UNINTERRUPTIBLE)
    left = schedule_timeout(HZ // 10)
    pr_info("sleeping: %d jiffies left\n", left)


def each_way():
    schedule_timeout_interruptible(2)
    schedule_timeout_uninterruptible(2)
    schedule_timeout_killable(2)
    schedule_timeout_idle(2)


def politely():
    set_user_nice(current(), 5)
    for _ in range(1000):
        cond_resched()
    set_user_nice(current(), 0)
    pr_info("sleeping: cpu %d, the same: %d\n", smp_processor_id(), raw_smp_processor_id() == smp_processor_id())


@module_init
def sleeping_init():
    global sleeper
    sleeper = kthread_run(waits, None, "waits")
    with_a_timeout()
    wake_it()
    each_way()
    politely()
    return 0


@module_exit
def sleeping_exit():
    pass
