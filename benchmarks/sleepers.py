"""Many threads that sleep, loaded as a module."""

from benchmarks.figure import CannotMeasure
from benchmarks.terminal import enter, machine_with
from kshell.machine import Machine

SOURCE = b"""
from kshell.linux import *

count = 1
module_param("count", int, 0)


def thread_fn(unused):
    while not kthread_should_stop():
        ssleep(1)
    return 0


def sleepers_init():
    for i in range(count):
        kthread_run(thread_fn, None, "sleeper/%d", i)
    return 0


module_init(sleepers_init)
MODULE_LICENSE("GPL")
"""


def machine_with_sleepers(count: int) -> Machine:
    """A machine with this many threads in ``while not kthread_should_stop(): ssleep(1)``."""
    machine = machine_with(sleepers=SOURCE)
    enter(machine, "sysctl -q kernel.threads-max=32768")
    shown = enter(machine, f"insmod sleepers.ko count={count}")
    if len(_sleepers(machine)) != count:
        raise CannotMeasure(f"there are {len(_sleepers(machine))} threads: {shown}")
    return machine


def wake_ups(machine: Machine) -> int:
    """How often the threads have slept, all together."""
    return sum(_sleepers(machine))


def _sleepers(machine: Machine) -> list[int]:
    return [task.nvcsw for task in machine.kernel.pids.tasks() if task.comm.startswith("sleeper/")]
