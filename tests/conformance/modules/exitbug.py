"""exit finds something impossible while it holds a lock that a thread wants."""

from kshell.linux import (
    BUG_ON,
    DEFINE_MUTEX,
    MODULE_LICENSE,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    msleep,
    mutex_lock,
    mutex_unlock,
    pr_info,
)

mutex = DEFINE_MUTEX()
thread = None
rounds = 0


def exitbug_fn(data):
    global rounds
    while not kthread_should_stop():
        mutex_lock(mutex)
        rounds += 1
        mutex_unlock(mutex)
        msleep(300)
    return 0


def exitbug_init():
    global thread
    thread = kthread_run(exitbug_fn, None, "exitbug")
    return 0


def exitbug_exit():
    pr_info("exitbug: exit\n")
    mutex_lock(mutex)





    BUG_ON(rounds > 0)
    mutex_unlock(mutex)
    kthread_stop(thread)


module_init(exitbug_init)
module_exit(exitbug_exit)
MODULE_LICENSE("GPL")
