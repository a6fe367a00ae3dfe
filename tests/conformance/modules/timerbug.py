"""A timer's function finds something impossible."""

from kshell.linux import (
    BUG_ON,
    HZ,
    MODULE_LICENSE,
    del_timer_sync,
    jiffies,
    mod_timer,
    module_exit,
    module_init,
    pr_info,
    timer_list,
    timer_setup,
)

tick = timer_list()
count = 0


def on_tick(t):
    global count
    count += 1
    pr_info("timerbug: tick %d\n", count)
    BUG_ON(count == 2)
    mod_timer(tick, jiffies() + HZ // 2)


def timerbug_init():
    timer_setup(tick, on_tick, 0)
    mod_timer(tick, jiffies() + HZ // 2)
    return 0


def timerbug_exit():
    del_timer_sync(tick)


module_init(timerbug_init)
module_exit(timerbug_exit)
MODULE_LICENSE("GPL")
