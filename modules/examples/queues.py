"""Which work queue: the system's for most items, one of one's own where order or rescue matters."""

from kshell.linux import *

MODULE_LICENSE("GPL")


class job(work_struct):
    def __init__(self, name):
        super().__init__(do_it)
        self.name = name


def do_it(work):
    pr_info("queues: %s by a worker with nice %d\n", work.name, current().nice)


def ask_again(work):
    pr_info("queues: asked\n")


def on_a_cpu():
    here, there = job("here"), job("there")
    schedule_work_on(0, here)
    flush_work(here)
    queue_work_on(1, system_wq(), there)
    flush_work(there)
    flush_scheduled_work()  # all of the system's queue


def for_each_purpose():
    urgent, slow, anywhere = job("urgent"), job("slow"), job("anywhere")
    queue_work(system_highpri_wq(), urgent)
    flush_work(urgent)
    queue_work(system_long_wq(), slow)
    flush_work(slow)
    queue_work(system_unbound_wq(), anywhere)
    flush_work(anywhere)


def in_order():
    line = alloc_ordered_workqueue("line/%d", 0, 1)
    first, second = job("first"), job("second")
    queue_work(line, first)
    queue_work(line, second)
    pr_info("queues: second is queued: %d\n", work_pending(second))
    pr_info("queues: and taken back: %d\n", cancel_work(second))
    destroy_workqueue(line)


def put_off():
    ask = DECLARE_DELAYED_WORK(ask_again)
    schedule_delayed_work(ask, HZ)
    pr_info("queues: put off from 1 s to 10 s: %d\n", mod_delayed_work(system_wq(), ask, 10 * HZ))
    flush_delayed_work(ask)  # runs it now
    schedule_delayed_work(ask, HZ)
    if delayed_work_pending(ask):
        pr_info("queues: never mind: %d\n", cancel_delayed_work(ask))


@module_init
def queues_init():
    on_a_cpu()
    for_each_purpose()
    in_order()
    put_off()
    return 0


@module_exit
def queues_exit():
    pass
