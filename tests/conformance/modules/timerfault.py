"""A timer's function follows a bad pointer."""

from kshell.linux import (
    HZ,
    MODULE_LICENSE,
    in_interrupt,
    jiffies,
    mod_timer,
    module_exit,
    module_init,
    pr_info,
    timer_list,
    timer_setup,
)

late = timer_list()
nowhere = None


def late_fn(t):
    pr_info("timerfault: the timer runs, in_interrupt %d\n", in_interrupt() > 0)
    nowhere.value = 1


def timerfault_init():
    pr_info("timerfault: in a second\n")
    timer_setup(late, late_fn, 0)
    mod_timer(late, jiffies() + HZ)
    return 0


def timerfault_exit():
    pass


module_init(timerfault_init)
module_exit(timerfault_exit)
MODULE_LICENSE("GPL")
