"""exit forgets a timer, which lies in memory that is gone."""

from kshell.linux import (
    HZ,
    MODULE_LICENSE,
    jiffies,
    mod_timer,
    module_exit,
    module_init,
    pr_info,
    timer_list,
    timer_setup,
)

late = timer_list()


def late_fn(t):
    pr_info("lefttimer: the timer runs\n")
    mod_timer(t, jiffies() + 2 * HZ)


def lefttimer_init():
    pr_info("lefttimer: each two seconds\n")
    timer_setup(late, late_fn, 0)
    mod_timer(late, jiffies() + 2 * HZ)
    return 0


def lefttimer_exit():
    pr_info("lefttimer: exit\n")


module_init(lefttimer_init)
module_exit(lefttimer_exit)
MODULE_LICENSE("GPL")
