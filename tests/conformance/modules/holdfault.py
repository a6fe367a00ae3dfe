"""A thread faults while it holds a mutex; another wants it; exit stops both."""

from kshell.linux import (
    DEFINE_MUTEX,
    MODULE_LICENSE,
    get_task_struct,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    msleep,
    mutex_is_locked,
    mutex_lock,
    mutex_lock_interruptible,
    mutex_unlock,
    pr_info,
    put_task_struct,
)

mtx = DEFINE_MUTEX()
victim = None
waiter = None
nowhere = None


def victim_fn(data):
    mutex_lock(mtx)
    pr_info("holdfault: victim has the mutex\n")
    msleep(1000)
    nowhere.value = 1
    mutex_unlock(mtx)
    return 0


def waiter_fn(data):
    msleep(500)
    ret = mutex_lock_interruptible(mtx)
    pr_info("holdfault: waiter got %d\n", ret)
    if not ret:
        mutex_unlock(mtx)
    while not kthread_should_stop():
        msleep(100)
    return 7


def holdfault_init():
    global victim, waiter
    victim = kthread_run(victim_fn, None, "victim")
    get_task_struct(victim)
    waiter = kthread_run(waiter_fn, None, "waiter")
    return 0


def holdfault_exit():
    pr_info("holdfault: victim returned %d\n", kthread_stop(victim))
    put_task_struct(victim)
    pr_info("holdfault: mutex locked %d\n", mutex_is_locked(mtx))
    pr_info("holdfault: waiter returned %d\n", kthread_stop(waiter))


module_init(holdfault_init)
module_exit(holdfault_exit)
MODULE_LICENSE("GPL")
