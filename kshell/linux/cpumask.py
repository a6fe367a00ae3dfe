"""<linux/cpumask.h>: the CPUs."""

from kshell.kernel.current import this


def num_online_cpus() -> int:
    """num_online_cpus - how many CPUs are running: all."""
    return this.kernel.sched.cpus


num_possible_cpus = num_present_cpus = num_online_cpus


def for_each_online_cpu() -> range:
    """for_each_online_cpu - the numbers of the CPUs: ``for cpu in for_each_online_cpu():``."""
    return range(this.kernel.sched.cpus)


for_each_possible_cpu = for_each_online_cpu


def cpu_online(cpu: int) -> bool:
    """cpu_online - is there a CPU of this number, and is it running?"""
    return 0 <= cpu < this.kernel.sched.cpus
