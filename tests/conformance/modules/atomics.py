"""Sleeping where it is forbidden, one way for each kind."""

from kshell.linux import (
    DEFINE_MUTEX,
    DEFINE_SPINLOCK,
    HZ,
    MODULE_LICENSE,
    cond_resched,
    del_timer_sync,
    in_atomic,
    jiffies,
    mod_timer,
    module_exit,
    module_init,
    module_param,
    msleep,
    mutex_lock,
    mutex_unlock,
    pr_info,
    preempt_count,
    preempt_disable,
    preempt_enable,
    rcu_read_lock,
    rcu_read_unlock,
    schedule,
    spin_lock,
    spin_lock_bh,
    spin_lock_irqsave,
    spin_unlock,
    spin_unlock_bh,
    spin_unlock_irqrestore,
    timer_list,
    timer_setup,
)

kind = 1
module_param("kind", int, 0o444)
lock = DEFINE_SPINLOCK()
mutex = DEFINE_MUTEX()
tick = timer_list()


def on_tick(t):
    pr_info("atomics: timer\n")
    mutex_lock(mutex)
    pr_info("atomics: timer has the mutex\n")
    mutex_unlock(mutex)


def atomics_init():
    if kind == 1:
        preempt_disable()
        msleep(10)
        preempt_enable()
    elif kind == 2:
        flags = spin_lock_irqsave(lock)
        mutex_lock(mutex)
        mutex_unlock(mutex)
        spin_unlock_irqrestore(lock, flags)
    elif kind == 3:
        spin_lock(lock)
        schedule()
        spin_unlock(lock)
    elif kind == 4:
        timer_setup(tick, on_tick, 0)
        mod_timer(tick, jiffies() + HZ // 2)
    elif kind == 5:
        rcu_read_lock()
        msleep(10)
        rcu_read_unlock()
    elif kind == 6:
        spin_lock_bh(lock)
        cond_resched()
        spin_unlock_bh(lock)
    pr_info("atomics: kind %d is over, preempt_count %d, in_atomic %d\n", kind, preempt_count(), in_atomic())
    return 0


def atomics_exit():
    if kind == 4:
        del_timer_sync(tick)
    pr_info("atomics: exit\n")


module_init(atomics_init)
module_exit(atomics_exit)
MODULE_LICENSE("GPL")
