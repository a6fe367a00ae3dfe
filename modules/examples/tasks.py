"""Other tasks: all of them, or the one of a number. How long one stays is another matter: see RCU."""

from kshell.linux import *

MODULE_LICENSE("GPL")

flag = False


def first_three():
    rcu_read_lock()
    for task in for_each_process():
        if task_pid_nr(task) < 4:
            pr_info("tasks: %d %s\n", task_pid_nr(task), task.comm)
    rcu_read_unlock()


def by_number(number):
    rcu_read_lock()
    task = pid_task(find_vpid(number), PIDTYPE_PID)
    if task:
        pr_info("tasks: %d is %s\n", number, task.comm)
    else:
        pr_info("tasks: nobody is %d\n", number)
    rcu_read_unlock()


def raises(unused):
    global flag
    flag = True
    return 0


def busy():
    end = jiffies() + HZ
    kthread_run_on_cpu(raises, NULL, 1, "raises/%u")
    while not flag and time_before(jiffies(), end):
        cpu_relax()
    pr_info("tasks: the flag is up: %d\n", flag)


@module_init
def tasks_init():
    first_three()
    by_number(2)
    by_number(4000)
    busy()
    return 0


@module_exit
def tasks_exit():
    pass
