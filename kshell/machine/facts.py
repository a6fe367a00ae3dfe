"""What one may want to see of a machine at a glance: the tasks that matter, the modules, the end of the log."""

from itertools import islice
from typing import NamedTuple

from kshell.kernel.idle_threads import FIRST_PROGRAM_PID
from kshell.kernel.kernel import Kernel
from kshell.kernel.module.state import ModuleState
from kshell.kernel.printk.ringbuffer import Record
from kshell.kernel.stacktrace import wchan
from kshell.kernel.task import Task

TELLING = "DRZTS"


class TaskFacts(NamedTuple):
    """A task as a line of a table: CPU time in ns; ``module`` is whose thread it is, ``waits_in`` its wait channel."""

    pid: int
    comm: str
    letter: str
    cpu: int
    waits_in: str
    module: str


class ModuleFacts(NamedTuple):
    """A module as a line of a table: its state as /proc/modules calls it, how often and by which modules it is used."""

    name: str
    state: str
    used: int
    users: tuple[str, ...]


def tasks(kernel: Kernel, number: int) -> list[TaskFacts]:
    """The programs and the modules' threads, by pid; of too many those that tell most, then the youngest."""
    found = [task for task in kernel.pids.tasks() if task.pid >= FIRST_PROGRAM_PID]
    if len(found) > number:
        found.sort(key=lambda task: (TELLING.find(task.letter) % len(TELLING), -task.pid))
    return [_facts(kernel, task) for task in sorted(found[:number], key=lambda task: task.pid)]


def _facts(kernel: Kernel, task: Task) -> TaskFacts:
    module = kernel.modules.owner_of(getattr(task.kthread.function, "__globals__", {})) if task.kthread else None
    waits_in = wchan(kernel, task)
    cpu = task.utime + task.stime
    return TaskFacts(
        task.pid, task.comm, task.letter, cpu, "" if waits_in == "0" else waits_in, module.name if module else ""
    )


def modules(kernel: Kernel, number: int) -> list[ModuleFacts]:
    """The loaded modules, newest first; those that come or go are named even if there are too many."""
    listed = kernel.modules.listed()
    kept = sorted(listed, key=lambda module: module.state is ModuleState.LIVE)[:number]
    return [
        ModuleFacts(module.name, module.state.word, module.refcnt, tuple(user.name for user in module.holders))
        for module in listed
        if module in kept
    ]


def last_messages(kernel: Kernel, number: int) -> list[Record]:
    """The last records of the log."""
    records = kernel.log.buffer.records
    return list(islice(records, max(0, len(records) - number), None))
