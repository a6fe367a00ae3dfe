"""Nine threads, each asleep in another way; exit stops them one by one."""

from kshell.linux import (
    DECLARE_COMPLETION,
    DECLARE_WAIT_QUEUE_HEAD,
    HZ,
    MODULE_LICENSE,
    SIGKILL,
    allow_signal,
    complete,
    current,
    flush_signals,
    kthread_park,
    kthread_parkme,
    kthread_run,
    kthread_should_park,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    msleep,
    pr_info,
    schedule_timeout_idle,
    schedule_timeout_interruptible,
    schedule_timeout_killable,
    schedule_timeout_uninterruptible,
    signal_pending,
    wait_event,
    wait_event_interruptible,
    wait_for_completion,
)

wq = DECLARE_WAIT_QUEUE_HEAD()
done = DECLARE_COMPLETION()


def msleep_fn(data):
    while not kthread_should_stop():
        msleep(1000)
    return 1


def timeout_s_fn(data):
    allow_signal(SIGKILL)
    while not kthread_should_stop():
        schedule_timeout_interruptible(100 * HZ)
        if signal_pending(current()):
            flush_signals(current())
    return 2


def timeout_d_fn(data):
    allow_signal(SIGKILL)
    while not kthread_should_stop():
        schedule_timeout_uninterruptible(100 * HZ)
    return 3


def killable_fn(data):
    allow_signal(SIGKILL)
    while not kthread_should_stop():
        schedule_timeout_killable(100 * HZ)
    return 4


def idle_fn(data):
    while not kthread_should_stop():
        schedule_timeout_idle(100 * HZ)
    return 5


def event_fn(data):
    wait_event(wq, lambda: kthread_should_stop())
    return 6


def event_s_fn(data):
    allow_signal(SIGKILL)
    while not kthread_should_stop():
        ret = wait_event_interruptible(wq, lambda: kthread_should_stop())
        pr_info("states: event_s got %d\n", ret)
        flush_signals(current())
    return 7


def completion_fn(data):
    wait_for_completion(done)
    pr_info("states: completion done\n")
    while not kthread_should_stop():
        schedule_timeout_interruptible(HZ)
    return 8


def parked_fn(data):
    while not kthread_should_stop():
        if kthread_should_park():
            pr_info("states: parking\n")
            kthread_parkme()
            pr_info("states: no longer parked, stop %d\n", kthread_should_stop())
        else:
            schedule_timeout_interruptible(HZ)
    return 9


kinds = [
    (msleep_fn, "st_msleep"), (timeout_s_fn, "st_timeout_s"), (timeout_d_fn, "st_timeout_d"),
    (killable_fn, "st_killable"), (idle_fn, "st_idle"), (event_fn, "st_event"),
    (event_s_fn, "st_event_s"), (completion_fn, "st_completion"), (parked_fn, "st_parked"),
]
threads = [None] * 9


def states_init():
    for i in range(9):
        threads[i] = kthread_run(kinds[i][0], None, "%s", kinds[i][1])
    msleep(100)
    pr_info("states: park returned %d\n", kthread_park(threads[8]))
    return 0


def states_exit():
    complete(done)
    for i in range(9):
        pr_info("states: %s returned %d\n", kinds[i][1], kthread_stop(threads[i]))


module_init(states_init)
module_exit(states_exit)
MODULE_LICENSE("GPL")
