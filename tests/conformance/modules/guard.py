"""A counter behind a mutex that two threads and the shell's reads want; one of them forgets to give it back."""

from kshell.linux import (
    DEFINE_MUTEX,
    ENOMEM,
    ERESTARTSYS,
    MODULE_LICENSE,
    NULL,
    current,
    get_task_struct,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    module_param,
    msleep,
    msleep_interruptible,
    mutex_lock,
    mutex_lock_interruptible,
    mutex_unlock,
    pr_info,
    pr_warn,
    proc_create_single,
    put_task_struct,
    remove_proc_entry,
    seq_printf,
)

forget = 0
module_param("forget", int, 0o644)
lock = DEFINE_MUTEX()
counter = 0
threads = [None, None]


def guard_fn(data):
    global counter
    while not kthread_should_stop():
        mutex_lock(lock)
        counter += 1
        if counter == forget:
            pr_warn("guard: %s forgets\n", current().comm)
            return -1
        mutex_unlock(lock)
        msleep_interruptible(300)
    return 0


def guard_show(m, v):
    if mutex_lock_interruptible(lock):
        return -ERESTARTSYS
    seq_printf(m, "counting %d\n", counter > 0)
    mutex_unlock(lock)
    return 0


def guard_init():
    if not proc_create_single("guard", 0o444, NULL, guard_show):
        return -ENOMEM
    for i in range(2):
        threads[i] = kthread_run(guard_fn, NULL, "guard/%d", i)
        get_task_struct(threads[i])
        msleep(100)
    return 0


def guard_exit():
    remove_proc_entry("guard", NULL)
    for i in range(2):
        pr_info("guard: %d returned %d\n", i, kthread_stop(threads[i]))
        put_task_struct(threads[i])
    pr_info("guard: exit\n")


module_init(guard_init)
module_exit(guard_exit)
MODULE_LICENSE("GPL")
