"""Work queues: functions that threads of the kernel call. They may sleep."""

from kshell.linux import *

MODULE_LICENSE("GPL")


def do_it(work):
    msleep(10)
    pr_info("works: done by %s\n", "a kworker" if "kworker" in current().comm else "?")


def at_once():
    work = DECLARE_WORK(do_it)
    schedule_work(work)
    flush_work(work)


def later():
    work = DECLARE_DELAYED_WORK(do_it)
    schedule_delayed_work(work, HZ)
    if cancel_delayed_work_sync(work):
        pr_info("works: it was still waiting\n")


def given_a_function():
    work, delayed = work_struct(do_it), delayed_work(do_it)
    INIT_WORK(work, do_it)
    INIT_DELAYED_WORK(delayed, do_it)
    pr_info("works: nothing to cancel: %d\n", cancel_work_sync(work))


def own_queue():
    queue = alloc_workqueue("mine", WQ_MEM_RECLAIM, 0)
    work, delayed = DECLARE_WORK(do_it), DECLARE_DELAYED_WORK(do_it)
    queue_work(queue, work)
    queue_delayed_work(queue, delayed, HZ // 10)
    flush_workqueue(queue)
    cancel_delayed_work_sync(delayed)
    destroy_workqueue(queue)


def one_after_the_other():
    queue = create_singlethread_workqueue("single")
    queue_work(queue, DECLARE_WORK(do_it))
    destroy_workqueue(queue)
    destroy_workqueue(create_workqueue("many"))


@module_init
def works_init():
    at_once()
    later()
    given_a_function()
    own_queue()
    one_after_the_other()
    return 0


@module_exit
def works_exit():
    pass
