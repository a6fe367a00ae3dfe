"""A producer and two consumers: a list under a spinlock, a wait queue, a semaphore."""

from kshell.linux import (
    DECLARE_WAIT_QUEUE_HEAD,
    DEFINE_SPINLOCK,
    LIST_HEAD,
    MODULE_LICENSE,
    MODULE_PARM_DESC,
    TASK_INTERRUPTIBLE,
    TASK_RUNNING,
    __set_current_state,
    down_interruptible,
    down_trylock,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    list_add_tail,
    list_del,
    list_empty,
    list_first_entry_or_null,
    list_head,
    module_exit,
    module_init,
    module_param,
    msleep,
    pr_info,
    schedule,
    sema_init,
    semaphore,
    set_current_state,
    spin_lock,
    spin_unlock,
    up,
    wait_event_interruptible_exclusive,
    wake_up_interruptible,
)


class item:
    def __init__(self):
        self.list = list_head(self)
        self.number = 0


limit = 6
module_param("limit", int, 0o644)
items = LIST_HEAD()
lock = DEFINE_SPINLOCK()
wq = DECLARE_WAIT_QUEUE_HEAD()
room = semaphore()
producer = None
consumers = [None, None]
eaten = [0, 0]


def take():
    spin_lock(lock)
    item = list_first_entry_or_null(items)
    if item:
        list_del(item.list)
    spin_unlock(lock)
    return item


def producer_fn(data):
    n = 0
    while not kthread_should_stop() and n < limit:
        if down_interruptible(room):
            pr_info("pipeline: producer interrupted\n")
            break
        one = item()
        n += 1
        one.number = n
        spin_lock(lock)
        list_add_tail(one.list, items)
        spin_unlock(lock)
        pr_info("pipeline: made %d\n", n)
        wake_up_interruptible(wq)
        msleep(200)
    pr_info("pipeline: producer is done\n")
    while not kthread_should_stop():
        set_current_state(TASK_INTERRUPTIBLE)
        if not kthread_should_stop():
            schedule()
        __set_current_state(TASK_RUNNING)
    return n


def consumer_fn(data):
    me = data
    while not kthread_should_stop():
        if wait_event_interruptible_exclusive(wq, lambda: not list_empty(items) or kthread_should_stop()):
            pr_info("pipeline: consumer %ld was signalled\n", me)
        item = take()
        if not item:
            continue
        pr_info("pipeline: consumer %ld takes %d\n", me, item.number)
        up(room)
        eaten[me] += 1
        msleep(500)
    return eaten[me]


def pipeline_init():
    global producer
    sema_init(room, 2)
    for i in range(2):
        consumers[i] = kthread_run(consumer_fn, i, "consumer/%ld", i)
        msleep(20)
    producer = kthread_run(producer_fn, None, "producer")
    return 0


def pipeline_exit():
    pr_info("pipeline: producer returned %d\n", kthread_stop(producer))
    for i in range(2):
        pr_info("pipeline: consumer %d returned %d\n", i, kthread_stop(consumers[i]))
    free = not down_trylock(room)
    pr_info("pipeline: empty %d, room %d\n", list_empty(items), free)


module_init(pipeline_init)
module_exit(pipeline_exit)
MODULE_LICENSE("GPL")
MODULE_PARM_DESC("limit", "how many items to make")
