"""A timer wakes a thread, which works as often as a parameter says."""

from kshell.linux import (
    DECLARE_WAIT_QUEUE_HEAD,
    ERANGE,
    IS_ERR,
    MODULE_AUTHOR,
    MODULE_DESCRIPTION,
    MODULE_LICENSE,
    MODULE_PARM_DESC,
    MODULE_VERSION,
    PTR_ERR,
    charp,
    current,
    del_timer_sync,
    jiffies,
    kthread_create,
    kthread_should_stop,
    kthread_stop,
    mod_timer,
    module_exit,
    module_init,
    module_param,
    msecs_to_jiffies,
    pr_err,
    pr_info,
    timer_list,
    timer_setup,
    wait_event_interruptible,
    wake_up_interruptible,
    wake_up_process,
)

MODULE_LICENSE("GPL")
MODULE_AUTHOR("A Student <student@example.org>")
MODULE_DESCRIPTION("A timer that wakes a thread")
MODULE_VERSION("1.2")

interval = 1000
module_param("interval", int, 0o644)
MODULE_PARM_DESC("interval", "milliseconds between two pulses")
label = "pulse"
module_param("label", charp, 0o444)
quiet = False
module_param("quiet", bool, 0o600)

thread = None
timer = timer_list()
queue = DECLARE_WAIT_QUEUE_HEAD()
pulses = 0
seen = 0


def fire(t):
    global pulses
    pulses += 1
    wake_up_interruptible(queue)
    mod_timer(timer, jiffies() + msecs_to_jiffies(interval))


def work(data):
    global seen
    pr_info("%s: thread pid %d starts\n", label, current().pid)
    while not kthread_should_stop():
        wait_event_interruptible(queue, lambda: pulses > seen or kthread_should_stop())  # noqa: B023  # a global
        if pulses > seen:
            seen = pulses
            if not quiet:
                pr_info("%s: %d\n", label, seen)
    pr_info("%s: thread stops after %d\n", label, seen)
    return seen


def pulse_init():
    global thread
    if interval < 10:
        pr_err("%s: interval %d is too short\n", label, interval)
        return -ERANGE
    thread = kthread_create(work, None, "pulse_%s", label)
    if IS_ERR(thread):
        return PTR_ERR(thread)
    wake_up_process(thread)
    timer_setup(timer, fire, 0)
    fire(timer)
    return 0


def pulse_exit():
    del_timer_sync(timer)
    kthread_stop(thread)


module_init(pulse_init)
module_exit(pulse_exit)
