"""Several threads at once, each held by get_task_struct(); SIGTERM ends one, kthread_stop() the rest."""

from kshell.linux import (
    EINTR,
    HZ,
    IS_ERR,
    MODULE_LICENSE,
    MODULE_PARM_DESC,
    PTR_ERR,
    SIGTERM,
    allow_signal,
    current,
    get_task_struct,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    module_param,
    pr_info,
    put_task_struct,
    schedule_timeout_interruptible,
    signal_pending,
)

size = 3
module_param("size", int, 0o444)
MODULE_PARM_DESC("size", "number of threads, up to 5")

team = [None] * 5


def team_fn(data):
    me = data
    rounds = 0
    allow_signal(SIGTERM)
    while not kthread_should_stop():
        rounds += 1
        schedule_timeout_interruptible(60 * HZ)
        if kthread_should_stop():
            break
        if signal_pending(current()):
            pr_info("team: member %ld (%s, pid %d) leaves\n", me, current().comm, current().pid)
            return -EINTR
    return 100 * me + rounds


def team_init():
    for i in range(size):
        team[i] = kthread_run(team_fn, i, "team/%ld", i)
        if IS_ERR(team[i]):
            return PTR_ERR(team[i])
        get_task_struct(team[i])
    pr_info("team: %d members\n", size)
    return 0


def team_exit():
    for i in range(size - 1, -1, -1):
        pr_info("team: member %d returned %d\n", i, kthread_stop(team[i]))
        put_task_struct(team[i])


module_init(team_init)
module_exit(team_exit)
MODULE_LICENSE("GPL")
