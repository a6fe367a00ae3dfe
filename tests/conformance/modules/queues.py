"""Waiters on a queue and on a completion: who is woken, in which order."""

from kshell.linux import (
    DECLARE_COMPLETION,
    DECLARE_WAIT_QUEUE_HEAD,
    MODULE_LICENSE,
    complete,
    complete_all,
    completion_done,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    msleep,
    msleep_interruptible,
    pr_info,
    reinit_completion,
    try_wait_for_completion,
    wait_event_interruptible,
    wait_for_completion,
    wake_up,
)

wq = DECLARE_WAIT_QUEUE_HEAD()
done = DECLARE_COMPLETION()
go = 0
waiters = [None, None, None]
finishers = [None, None, None]


def waiter_fn(data):
    me = data
    wait_event_interruptible(wq, lambda: go >= 1 or kthread_should_stop())
    pr_info("queues: waiter %ld is through, go %d\n", me, go)
    while not kthread_should_stop():
        msleep_interruptible(50)
    return me


def finisher_fn(data):
    me = data
    wait_for_completion(done)
    pr_info("queues: finisher %ld is through\n", me)
    while not kthread_should_stop():
        msleep_interruptible(50)
    return 10 + me


def queues_init():
    global go
    for i in range(3):
        waiters[i] = kthread_run(waiter_fn, i, "waiter/%ld", i)
        msleep(20)
    for i in range(3):
        finishers[i] = kthread_run(finisher_fn, i, "finisher/%ld", i)
        msleep(20)
    wake_up(wq)
    pr_info("queues: woken for nothing\n")
    msleep(50)
    go = 1
    wake_up(wq)
    msleep(50)
    complete(done)
    msleep(50)
    pr_info("queues: completed once, done %d\n", completion_done(done))
    complete_all(done)
    msleep(50)
    pr_info("queues: completed for all, done %d, try %d\n", completion_done(done), try_wait_for_completion(done))
    reinit_completion(done)
    pr_info("queues: begun again, done %d, try %d\n", completion_done(done), try_wait_for_completion(done))
    return 0


def queues_exit():
    for i in range(3):
        finisher = kthread_stop(finishers[i])  # C works its arguments out from the last to the first
        pr_info("queues: waiter returned %d, finisher %d\n", kthread_stop(waiters[i]), finisher)


module_init(queues_init)
module_exit(queues_exit)
MODULE_LICENSE("GPL")
