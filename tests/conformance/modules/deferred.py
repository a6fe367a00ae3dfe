"""A timer, a delayed work on the system queue and a queue of its own."""

from kshell.linux import (
    DECLARE_DELAYED_WORK,
    DECLARE_WORK,
    ENOMEM,
    HZ,
    MODULE_LICENSE,
    WQ_MEM_RECLAIM,
    alloc_workqueue,
    cancel_delayed_work_sync,
    current,
    del_timer_sync,
    destroy_workqueue,
    in_interrupt,
    jiffies,
    mod_timer,
    module_exit,
    module_init,
    pr_info,
    queue_work,
    raw_smp_processor_id,
    schedule_delayed_work,
    ssleep,
    timer_list,
    timer_setup,
)

tick = timer_list()
own = None
ticks = 0


def say_who(what):
    pr_info("deferred: %s in %s pid %d, in_interrupt %d, cpu %d\n", what, current().comm,
            current().pid, bool(in_interrupt()), raw_smp_processor_id())


def long_work(w):
    say_who("own work begins")
    ssleep(3)
    say_who("own work ends")


ownw = DECLARE_WORK(long_work)


def sys_work(w):
    say_who("delayed work")


sysw = DECLARE_DELAYED_WORK(sys_work)


def on_tick(t):
    global ticks
    say_who("timer")
    ticks += 1
    if ticks < 3:
        mod_timer(tick, jiffies() + HZ)


def deferred_init():
    global own
    own = alloc_workqueue("lab_own", WQ_MEM_RECLAIM, 1)
    if not own:
        return -ENOMEM
    timer_setup(tick, on_tick, 0)
    mod_timer(tick, jiffies() + HZ)
    schedule_delayed_work(sysw, 2 * HZ)
    queue_work(own, ownw)
    say_who("init")
    return 0


def deferred_exit():
    del_timer_sync(tick)
    cancel_delayed_work_sync(sysw)
    destroy_workqueue(own)
    say_who("exit")


module_init(deferred_init)
module_exit(deferred_exit)
MODULE_LICENSE("GPL")
