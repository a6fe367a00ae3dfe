"""/proc/PID/sched and schedstat: what the scheduler knows of a task (kernel/sched/debug.c, kernel/sched/stats.c)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kshell.kernel.fs.proc_mem import has_mm
from kshell.kernel.task import Task
from kshell.uapi.sched import SCHED_RESET_ON_FORK

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

NICE_0_LOAD = 1 << 20
NORMAL_PRIO = 120
RULE = "-" * 67 + "\n"
NUMA = (
    "current_node=0, numa_group_id=0\nnuma_faults node=0 task_private=0 task_shared=0 group_private=0 group_shared=0\n"
)


def sched(kernel: "Kernel", task: Task) -> str:
    """The whole file. There is no virtual run time here, and no load tracking: those rows are the CPU time, and 0."""
    kernel.sched.account()
    head = f"{task.full_name} ({task.pid}, #threads: 1)\n{RULE}"
    return head + "".join(_rows(kernel, task)) + NUMA


def _rows(kernel: "Kernel", task: Task) -> Iterator[str]:
    spent = task.utime + task.stime
    now = kernel.sched.local_clock()
    yield _time("se.exec_start", task.sleep_start if task.state else now)
    yield _time("se.vruntime", spent)
    yield _time("se.sum_exec_runtime", spent)
    yield _number("se.nr_migrations", 0)
    yield _number("nr_switches", task.nvcsw + task.nivcsw)
    yield _number("nr_voluntary_switches", task.nvcsw)
    yield _number("nr_involuntary_switches", task.nivcsw)
    yield _number("se.load.weight", NICE_0_LOAD)
    for name in ("load_sum", "runnable_sum", "util_sum", "load_avg", "runnable_avg", "util_avg"):
        yield _number(f"se.avg.{name}", 0)
    yield _number("se.avg.last_update_time", (task.sleep_start if task.state else now) >> 10 << 10)
    yield _number("se.avg.util_est.ewma", 0)
    yield _number("se.avg.util_est.enqueued", 0)
    yield _number("policy", task.policy & ~SCHED_RESET_ON_FORK)
    yield _number("prio", 99 - task.rt_priority if task.rt_priority else NORMAL_PRIO + task.nice)
    yield _number("clock-delta", 0)
    if has_mm(task):
        yield _number("mm->numa_scan_seq", 0)
    yield _number("numa_pages_migrated", 0)
    yield _number("numa_preferred_nid", -1)
    yield _number("total_numa_faults", 0)


def _number(name: str, value: int) -> str:
    return f"{name:<45}:{value:21d}\n"


def _time(name: str, ns: int) -> str:
    """A time in ms, its fraction to the nanosecond."""
    return f"{name:<45}:{ns // 1_000_000:14d}.{ns % 1_000_000:06d}\n"


def schedstat(kernel: "Kernel", task: Task) -> str:
    """/proc/PID/schedstat: ns on a CPU, ns waiting for one (not counted here), turns."""
    kernel.sched.account()
    return f"{task.utime + task.stime} 0 {task.nvcsw + task.nivcsw}\n"
