"""kthread_worker: work items for a thread of one's own, whose name and priority one chooses."""

from kshell.linux import *

MODULE_LICENSE("GPL")

worker = None
poll = kthread_delayed_work()


def do_it(work):
    pr_info("workers: done by %s\n", current().comm)


def poll_it(work):
    pr_info("workers: polled\n")
    kthread_queue_delayed_work(worker, poll, HZ)


def two_items():
    first, second = kthread_work(), kthread_work()
    kthread_init_work(first, do_it)
    kthread_init_work(second, do_it)
    kthread_queue_work(worker, first)
    kthread_flush_work(first)
    kthread_queue_work(worker, second)
    if kthread_cancel_work_sync(second):
        pr_info("workers: it had not begun\n")


@module_init
def workers_init():
    global worker
    worker = kthread_create_worker(0, "workers/%d", 0)
    if IS_ERR(worker):
        return PTR_ERR(worker)
    two_items()
    kthread_init_delayed_work(poll, poll_it)
    kthread_queue_delayed_work(worker, poll, HZ)
    return 0


@module_exit
def workers_exit():
    kthread_cancel_delayed_work_sync(poll)  # also while it queues itself
    kthread_flush_worker(worker)
    kthread_destroy_worker(worker)
