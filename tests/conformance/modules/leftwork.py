"""exit forgets a delayed work, whose timer lies in memory that is gone."""

from kshell.linux import (
    DECLARE_DELAYED_WORK,
    HZ,
    MODULE_LICENSE,
    module_exit,
    module_init,
    pr_info,
    schedule_delayed_work,
)


def late_fn(w):
    pr_info("leftwork: the work runs\n")


late = DECLARE_DELAYED_WORK(late_fn)


def leftwork_init():
    pr_info("leftwork: in three seconds\n")
    schedule_delayed_work(late, 3 * HZ)
    return 0


def leftwork_exit():
    pr_info("leftwork: exit\n")


module_init(leftwork_init)
module_exit(leftwork_exit)
MODULE_LICENSE("GPL")
