"""A thread for each CPU, bound to it; parked and unparked; they count until stopped."""

from kshell.linux import (
    HZ,
    IS_ERR,
    MODULE_LICENSE,
    PTR_ERR,
    current,
    for_each_online_cpu,
    kthread_create_on_cpu,
    kthread_park,
    kthread_parkme,
    kthread_should_park,
    kthread_should_stop,
    kthread_stop,
    kthread_unpark,
    module_exit,
    module_init,
    msleep,
    num_online_cpus,
    num_possible_cpus,
    pr_info,
    schedule_timeout_interruptible,
    smp_processor_id,
    wake_up_process,
)

threads = [None] * 8
rounds = [0] * 8


def percpus_fn(data):
    cpu = data
    pr_info("percpus: %s on cpu %d, right %d\n", current().comm, cpu, smp_processor_id() == cpu)
    while not kthread_should_stop():
        if kthread_should_park():
            pr_info("percpus: %d parks\n", cpu)
            kthread_parkme()
            pr_info("percpus: %d goes on\n", cpu)
        rounds[cpu] += 1
        schedule_timeout_interruptible(HZ)
    return 100 + cpu


def percpus_init():
    pr_info("percpus: %d online, %d possible\n", num_online_cpus(), num_possible_cpus())
    for cpu in for_each_online_cpu():
        threads[cpu] = kthread_create_on_cpu(percpus_fn, cpu, cpu, "percpus/%u")
        if IS_ERR(threads[cpu]):
            return PTR_ERR(threads[cpu])
    pr_info("percpus: made\n")
    for cpu in for_each_online_cpu():
        wake_up_process(threads[cpu])
        msleep(100)
    return 0


def percpus_exit():
    for cpu in for_each_online_cpu():
        pr_info("percpus: park %d\n", kthread_park(threads[cpu]))
        msleep(50)
    kthread_unpark(threads[0])
    msleep(50)
    for cpu in for_each_online_cpu():
        pr_info("percpus: %d returned %d\n", cpu, kthread_stop(threads[cpu]))


module_init(percpus_init)
module_exit(percpus_exit)
MODULE_LICENSE("GPL")
