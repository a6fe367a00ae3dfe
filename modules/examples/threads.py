"""Threads: made, tied to a CPU, ended with a result."""

from kshell.linux import *

MODULE_LICENSE("GPL")

ended = DECLARE_COMPLETION()


def loop(number):
    while not kthread_should_stop():
        schedule_timeout_interruptible(HZ)
    return number


def one():
    task = kthread_run(loop, 42, "worker/%d", 1)
    if IS_ERR(task):
        return PTR_ERR(task)
    msleep(10)  # one that is stopped before it has run returns -EINTR
    pr_info("threads: %s was given %d and returns %d\n", task.comm, kthread_data(task), kthread_stop(task))
    return 0


def in_two_steps():
    task = kthread_create(loop, 7, "late")
    kthread_bind(task, 0)
    wake_up_process(task)
    msleep(10)
    kthread_stop(task)


def on_a_cpu():
    kthread_stop(kthread_run_on_cpu(loop, 0, 0, "pinned/%u"))
    kthread_stop(kthread_create_on_cpu(loop, 0, 0, "unborn/%u"))


def leaves_early(unused):
    kthread_complete_and_exit(ended, 5)


def ends_by_itself():
    task = kthread_run(leaves_early, None, "early")
    get_task_struct(task)  # so that it can still be looked at
    wait_for_completion(ended)
    pr_info("threads: %s has ended\n", task.comm)
    put_task_struct(task)


@module_init
def threads_init():
    one()
    in_two_steps()
    on_a_cpu()
    ends_by_itself()
    return 0


@module_exit
def threads_exit():
    pass
