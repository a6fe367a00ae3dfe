"""The CPUs, and a thread on each of them."""

from kshell.linux import *

MODULE_LICENSE("GPL")


def loop(unused):
    while not kthread_should_stop():
        schedule_timeout_interruptible(HZ)
    return 0


def how_many():
    pr_info("cpus: %d run, %d are there, %d could be\n", num_online_cpus(), num_present_cpus(), num_possible_cpus())


def one_on_each():
    for cpu in for_each_online_cpu():
        task = kthread_run_on_cpu(loop, NULL, cpu, "cpus/%u")
        msleep(10)
        pr_info("cpus: %s is on cpu %d\n", task.comm, task_cpu(task))
        kthread_stop(task)


def where():
    for cpu in for_each_possible_cpu():
        pr_info("cpus: cpu %d runs: %d\n", cpu, cpu_online(cpu))


@module_init
def cpus_init():
    how_many()
    one_on_each()
    where()
    return 0


@module_exit
def cpus_exit():
    pass
