"""Work for the kernel's own threads: unlike a timer's function, a work item may sleep.

Try:  insmod workqueue.ko; ps -e | grep kworker; rmmod workqueue; dmesg
"""

from kshell.linux import (
    DECLARE_DELAYED_WORK,
    HZ,
    MODULE_LICENSE,
    cancel_delayed_work_sync,
    current,
    module_exit,
    module_init,
    msleep,
    pr_info,
    schedule_delayed_work,
)


def poll(work):
    pr_info("workqueue: polling in %s\n", current().comm)
    msleep(300)
    schedule_delayed_work(poll_work, HZ)


poll_work = DECLARE_DELAYED_WORK(poll)


def workqueue_init():
    schedule_delayed_work(poll_work, HZ)
    return 0


def workqueue_exit():
    cancel_delayed_work_sync(poll_work)
    pr_info("workqueue: no more work\n")


module_init(workqueue_init)
module_exit(workqueue_exit)
MODULE_LICENSE("GPL")
