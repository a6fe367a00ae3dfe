"""Several idle threads with names of different length, one bound to CPU 1."""

from kshell.linux import (
    HZ,
    MODULE_LICENSE,
    kthread_bind,
    kthread_create,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    pr_info,
    schedule_timeout_interruptible,
    wake_up_process,
)

crew = [None] * 4


def crew_fn(data):
    while not kthread_should_stop():
        schedule_timeout_interruptible(HZ)
    return 0


def crew_init():
    crew[0] = kthread_run(crew_fn, None, "mythread")
    crew[1] = kthread_run(crew_fn, None, "mythread/%d", 1)
    crew[2] = kthread_run(crew_fn, None, "a_name_that_is_too_long_for_comm")
    crew[3] = kthread_create(crew_fn, None, "bound_to_one")
    kthread_bind(crew[3], 1)
    wake_up_process(crew[3])
    pr_info("crew: comm is %s\n", crew[2].comm)
    return 0


def crew_exit():
    for i in range(4):
        kthread_stop(crew[i])


module_init(crew_init)
module_exit(crew_exit)
MODULE_LICENSE("GPL")
