"""exit does not wait for a work that sleeps: the kworker comes back to a function that is gone."""

from kshell.linux import DECLARE_WORK, MODULE_LICENSE, module_exit, module_init, pr_info, schedule_work, ssleep


def slow_fn(w):
    pr_info("sleepwork: the work sleeps\n")
    ssleep(3)
    pr_info("sleepwork: the work ends\n")


slow = DECLARE_WORK(slow_fn)


def sleepwork_init():
    schedule_work(slow)
    return 0


def sleepwork_exit():
    pr_info("sleepwork: exit\n")


module_init(sleepwork_init)
module_exit(sleepwork_exit)
MODULE_LICENSE("GPL")
