"""Wait queues: sleep until a condition holds; whoever makes it hold wakes the queue."""

from kshell.linux import *

MODULE_LICENSE("GPL")

queue = DECLARE_WAIT_QUEUE_HEAD()
ready = False


def maker(unused):
    global ready
    msleep(100)
    ready = True
    wake_up(queue)
    return 0


def begin():
    global ready
    ready = False
    kthread_run(maker, None, "maker")


def wait():
    begin()
    wait_event(queue, lambda: ready)
    pr_info("waits: ready\n")


def wait_without_being_counted_as_load():
    begin()
    wait_event_idle(queue, lambda: ready)


def wait_unless_interrupted():
    begin()
    return wait_event_interruptible(queue, lambda: ready)


def wait_unless_killed():
    begin()
    return wait_event_killable(queue, lambda: ready)


def wait_with_timeout():
    begin()
    if not wait_event_timeout(queue, lambda: ready, msecs_to_jiffies(10)):
        pr_info("waits: not ready after 10 ms\n")
    if wait_event_timeout(queue, lambda: ready, HZ):
        pr_info("waits: ready within a second\n")


def wait_unless_interrupted_or_late():
    begin()
    left = wait_event_interruptible_timeout(queue, lambda: ready, HZ)
    return min(left, 0)  # negative for a signal, 0 if it was late


def wait_unless_killed_or_late():
    begin()
    left = wait_event_killable_timeout(queue, lambda: ready, HZ)
    return min(left, 0)


def wake():
    nobody = wait_queue_head()
    init_waitqueue_head(nobody)
    wake_up_all(nobody)
    wake_up_interruptible(nobody)
    wake_up_interruptible_all(nobody)


@module_init
def waits_init():
    wait()
    wait_with_timeout()
    wait_without_being_counted_as_load()
    wake()
    return (
        wait_unless_interrupted()
        or wait_unless_killed()
        or wait_unless_interrupted_or_late()
        or wait_unless_killed_or_late()
    )


@module_exit
def waits_exit():
    pass
