"""Tasklets: what an interrupt leaves for a moment later. They must not sleep."""

from kshell.linux import *

MODULE_LICENSE("GPL")

runs = 0


def count(tasklet):
    global runs
    runs += 1


counter = DECLARE_TASKLET(count)
urgent = tasklet_struct()


def twice_is_once():
    tasklet_schedule(counter)
    tasklet_schedule(counter)
    msleep(10)
    pr_info("tasklets: ran %d times\n", runs)


def not_now():
    tasklet_disable(counter)
    tasklet_schedule(counter)
    msleep(10)
    pr_info("tasklets: disabled: ran %d times\n", runs)
    tasklet_enable(counter)
    msleep(10)
    pr_info("tasklets: enabled: ran %d times\n", runs)


def before_the_others():
    tasklet_setup(urgent, count)
    tasklet_hi_schedule(urgent)


@module_init
def tasklets_init():
    twice_is_once()
    not_now()
    before_the_others()
    return 0


@module_exit
def tasklets_exit():
    tasklet_kill(counter)
    tasklet_kill(urgent)
    pr_info("tasklets: ran %d times\n", runs)
