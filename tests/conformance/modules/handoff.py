"""A producer and a consumer thread with a wait queue; a completion at the end."""

from kshell.linux import (
    DECLARE_COMPLETION,
    DECLARE_WAIT_QUEUE_HEAD,
    HZ,
    MODULE_LICENSE,
    complete,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    pr_info,
    schedule_timeout_interruptible,
    ssleep,
    wait_event_interruptible,
    wait_for_completion,
    wake_up_interruptible,
)

maker = None
taker = None
wq = DECLARE_WAIT_QUEUE_HEAD()
finished = DECLARE_COMPLETION()
item = 0


def maker_fn(data):
    global item
    for i in range(1, 4):
        ssleep(2)
        pr_info("handoff: made %d\n", i)
        item = i
        wake_up_interruptible(wq)
    wait_for_completion(finished)
    pr_info("handoff: maker knows that all is taken\n")
    while not kthread_should_stop():
        schedule_timeout_interruptible(HZ)
    return 0


def taker_fn(data):
    got = 0
    while got < 3:
        wait_event_interruptible(wq, lambda: item > got or kthread_should_stop())  # noqa: B023 - asked before got changes
        if kthread_should_stop():
            return got
        got = item
        pr_info("handoff: took %d\n", got)
    ssleep(1)
    complete(finished)
    wait_event_interruptible(wq, lambda: kthread_should_stop())
    return got


def handoff_init():
    global maker, taker
    taker = kthread_run(taker_fn, None, "taker")
    maker = kthread_run(maker_fn, None, "maker")
    return 0


def handoff_exit():
    a = kthread_stop(maker)
    b = kthread_stop(taker)
    pr_info("handoff: maker returned %d, taker %d\n", a, b)


module_init(handoff_init)
module_exit(handoff_exit)
MODULE_LICENSE("GPL")
