"""A timer that starts itself again; exit stops it, for otherwise it would fire into freed memory.

Try:  insmod timer.ko; rmmod timer; dmesg
"""

from kshell.linux import (
    HZ,
    MODULE_LICENSE,
    jiffies,
    mod_timer,
    module_exit,
    module_init,
    pr_info,
    timer_delete_sync,
    timer_list,
    timer_setup,
)

tick = timer_list()
ticks = 0


def on_tick(timer):
    """Runs in interrupt context: it must not sleep."""
    global ticks
    ticks += 1
    pr_info("timer: tick %d\n", ticks)
    mod_timer(timer, jiffies() + HZ)


def timer_init():
    timer_setup(tick, on_tick, 0)
    mod_timer(tick, jiffies() + HZ)
    return 0


def timer_exit():
    timer_delete_sync(tick)
    pr_info("timer: stopped after %d ticks\n", ticks)


module_init(timer_init)
module_exit(timer_exit)
MODULE_LICENSE("GPL")
