"""Threads that wait for locks of each kind: what ps shows, who may be interrupted, who is let in."""

from kshell.linux import (
    DECLARE_RWSEM,
    DEFINE_MUTEX,
    HZ,
    MODULE_LICENSE,
    SIGINT,
    allow_signal,
    current,
    down,
    down_interruptible,
    down_read,
    down_read_trylock,
    down_timeout,
    down_trylock,
    down_write,
    flush_signals,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    msleep,
    msleep_interruptible,
    mutex_is_locked,
    mutex_lock,
    mutex_lock_interruptible,
    mutex_unlock,
    pr_info,
    rwsem_is_locked,
    sema_init,
    semaphore,
    up,
    up_read,
    up_write,
)

sem = semaphore()
rwsem = DECLARE_RWSEM()
mutex = DEFINE_MUTEX()
threads = [None] * 8
count = 0


def wait_fn(data):
    kind = data
    ret = 0
    allow_signal(SIGINT)
    if kind == 0:
        down(sem)
    elif kind == 1:
        ret = down_interruptible(sem)
    elif kind == 2:
        ret = down_timeout(sem, HZ)
    elif kind == 3:
        down_read(rwsem)
    elif kind == 4:
        down_write(rwsem)
    elif kind == 5:
        ret = mutex_lock_interruptible(mutex)
    elif kind == 6:
        mutex_lock(mutex)
    pr_info("waits: %s got %d\n", current().comm, ret)
    if kind < 3 and not ret:
        up(sem)
    if kind == 3:
        up_read(rwsem)
    if kind == 4:
        up_write(rwsem)
    if kind >= 5 and not ret:
        mutex_unlock(mutex)
    flush_signals(current())
    while not kthread_should_stop():
        msleep_interruptible(200)
    return kind


names = ["down", "downint", "downtime", "read", "write", "mutexint", "mutex"]


def waits_init():
    global count
    sema_init(sem, 1)
    down(sem)
    down_write(rwsem)
    mutex_lock(mutex)
    for i in range(7):
        threads[i] = kthread_run(wait_fn, i, "w_%s", names[i])
        msleep(20)
        count += 1
    pr_info("waits: locked %d %d, try %d %d\n", mutex_is_locked(mutex), rwsem_is_locked(rwsem),
            down_trylock(sem), down_read_trylock(rwsem))
    return 0


def waits_exit():
    up(sem)
    up_write(rwsem)
    mutex_unlock(mutex)
    msleep(100)
    for i in range(count):
        pr_info("waits: %d\n", kthread_stop(threads[i]))


module_init(waits_init)
module_exit(waits_exit)
MODULE_LICENSE("GPL")
