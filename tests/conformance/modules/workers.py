"""A thread of one's own for work items: kthread_worker."""

from kshell.linux import (
    HZ,
    IS_ERR,
    MODULE_LICENSE,
    PTR_ERR,
    current,
    kthread_cancel_delayed_work_sync,
    kthread_create_worker,
    kthread_delayed_work,
    kthread_destroy_worker,
    kthread_flush_work,
    kthread_flush_worker,
    kthread_init_delayed_work,
    kthread_init_work,
    kthread_queue_delayed_work,
    kthread_queue_work,
    kthread_work,
    module_exit,
    module_init,
    msleep,
    pr_info,
)

worker = None
first = kthread_work()
second = kthread_work()
late = kthread_delayed_work()


def work_fn(work):
    pr_info("workers: %s in %s begins\n", "first" if work is first else "second", current().comm)
    msleep(500)
    pr_info("workers: %s ends\n", "first" if work is first else "second")


def late_fn(work):
    pr_info("workers: late in %s\n", current().comm)


def workers_init():
    global worker
    worker = kthread_create_worker(0, "workers/%d", 7)
    if IS_ERR(worker):
        return PTR_ERR(worker)
    kthread_init_work(first, work_fn)
    kthread_init_work(second, work_fn)
    kthread_init_delayed_work(late, late_fn)
    again = kthread_queue_work(worker, second)  # C works its arguments out from the last to the first
    another = kthread_queue_work(worker, second)
    pr_info("workers: queued %d %d, again %d\n", kthread_queue_work(worker, first), another, again)
    kthread_queue_delayed_work(worker, late, 2 * HZ)
    kthread_flush_work(first)
    pr_info("workers: flushed\n")
    return 0


def workers_exit():
    cancelled = kthread_cancel_delayed_work_sync(late)
    pr_info("workers: again %d, cancelled %d\n", kthread_queue_work(worker, first), cancelled)
    kthread_flush_worker(worker)
    kthread_queue_work(worker, second)
    kthread_destroy_worker(worker)
    pr_info("workers: exit\n")


module_init(workers_init)
module_exit(workers_exit)
MODULE_LICENSE("GPL")
