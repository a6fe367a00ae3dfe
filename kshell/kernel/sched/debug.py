"""What sysrq t says of the run queues (kernel/sched/debug.c; the recording ac-sysrq).

CPUs are a fluid here, so what a CPU would have counted for itself is its even share.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kshell.kernel.task import Task
from kshell.kernel.time.clock import INITIAL_JIFFIES, TICK_NSEC
from kshell.kernel.version import RELEASE
from kshell.uapi.sched import MAX_RT_PRIORITY

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

NSEC_PER_MSEC = 1_000_000
BUILD = "#1"
CPU_MHZ = "2445.407"
FULL_LOAD, FULL_UTIL = 1 << 20, 1023
DEFAULT_PRIO = 120
HEADING = (
    " S            task   PID         tree-key  switches  prio     wait-time             sum-exec        sum-sleep"
)
RULE = "-" * 109


def show(kernel: "Kernel") -> None:
    """Write the pages to the log (sysrq_sched_debug_show)."""
    for line in (*_header(kernel), *(line for cpu in range(kernel.sched.cpus) for line in _cpu(kernel, cpu)), ""):
        kernel.log.emit(f"{line}\n", 4)


def _ms(ns: int, width: int = 0) -> str:
    """Nanoseconds as ``milliseconds.millionths``."""
    sign, ns = "-" if ns < 0 else "", abs(ns)
    return f"{sign}{ns // NSEC_PER_MSEC}".rjust(width) + f".{ns % NSEC_PER_MSEC:06d}"


def _jiffies(kernel: "Kernel") -> int:
    return INITIAL_JIFFIES + kernel.clock.jiffies & (1 << 32) - 1


def _header(kernel: "Kernel") -> Iterator[str]:
    now = kernel.sched.local_clock()
    yield f"Sched Debug Version: v0.11, {RELEASE} {BUILD}"
    times = {"ktime": _ms(now), "sched_clk": _ms(now), "cpu_clk": _ms(now), "jiffies": _jiffies(kernel)}
    for name, value in {**times, "sched_clock_stable()": 0}.items():
        yield f"{name:<40}: {value}"
    yield from ("", "sysctl_sched")
    settings = {
        "latency": "12.000000",
        "min_granularity": "1.500000",
        "idle_min_granularity": "0.750000",
        "wakeup_granularity": "2.000000",
        "child_runs_first": 0,
        "features": 125703739,
        "tunable_scaling": "1 (logarithmic)",
    }
    for name, setting in settings.items():
        yield f"  .{f'sysctl_sched_{name}':<40} : {setting}"


def _rows(values: dict[str, object]) -> Iterator[str]:
    return (f"  .{name:<30}: {value}" for name, value in values.items())


def _cpu(kernel: "Kernel", cpu: int) -> Iterator[str]:
    sched, now = kernel.sched, kernel.sched.local_clock()
    tasks = [task for task in kernel.pids.tasks() if task.alive and task.cpu == cpu]
    running = [task for task in (sched.current, *sched.queue) if task.cpu == cpu and task is not sched.idle]
    switches = kernel.past_switches + sum(task.nvcsw + task.nivcsw for task in kernel.pids)
    yield from ("", f"cpu#{cpu}, {CPU_MHZ} MHz")
    yield from _rows(
        {
            "nr_running": len(running),
            "nr_switches": switches // sched.cpus,
            "nr_uninterruptible": sum(task.letter == "D" for task in tasks),
            "next_balance": _ms(_jiffies(kernel)),
            "curr->pid": running[0].pid if running else 0,
            "clock": _ms(now),
            "clock_task": _ms(now),
            "avg_idle": 1_000_000,
            "max_idle_balance_cost": 500_000,
        }
    )
    yield from _fair(cpu, len(running), max((_vruntime(task) for task in tasks), default=0))
    yield from ("", f"rt_rq[{cpu}]:")
    yield from _rows({"rt_nr_running": 0, "rt_nr_migratory": 0, "rt_throttled": 0, "rt_time": "0.000000"})
    yield from _rows({"rt_runtime": "950.000000"})
    yield from ("", f"dl_rq[{cpu}]:")
    yield from _rows({"dl_nr_running": 0, "dl_nr_migratory": 0, "dl_bw->bw": 996147, "dl_bw->total_bw": 0})
    yield from ("", "runnable tasks:")
    yield HEADING
    yield RULE
    yield from (_task(task, current=task is sched.current) for task in tasks)


def _fair(cpu: int, running: int, vruntime: int) -> Iterator[str]:
    busy = bool(running)
    yield from ("", f"cfs_rq[{cpu}]:/")
    yield from _rows(
        {
            "exec_clock": "0.000000",
            "MIN_vruntime": "0.000001",
            "min_vruntime": _ms(vruntime),
            "max_vruntime": "0.000001",
            "spread": "0.000000",
            "spread0": "0.000000",
            "nr_spread_over": 0,
            "nr_running": running,
            "h_nr_running": running,
            "idle_nr_running": 0,
            "idle_h_nr_running": 0,
            "load": running * FULL_LOAD,
            "load_avg": busy * FULL_UTIL,
            "runnable_avg": busy * FULL_UTIL,
            "util_avg": busy * FULL_UTIL,
            "util_est_enqueued": 0,
            "removed.load_avg": 0,
            "removed.util_avg": 0,
            "removed.runnable_avg": 0,
            "tg_load_avg_contrib": 0,
            "tg_load_avg": 0,
            "throttled": 0,
            "throttle_count": 0,
        }
    )


def _vruntime(task: Task) -> int:
    return task.stime + task.utime + task.start_time // TICK_NSEC


def _task(task: Task, *, current: bool) -> str:
    state = ">R" if current else f" {task.letter}"
    prio = DEFAULT_PRIO + task.nice if not task.rt_priority else MAX_RT_PRIORITY - task.rt_priority
    zero, spent = _ms(0, 9), _ms(task.stime + task.utime, 9)
    return (
        f"{state} {task.comm:>15} {task.pid:5d} {_ms(_vruntime(task), 9)} {task.nvcsw + task.nivcsw:9d} {prio:5d} "
        f"{zero} {spent} {zero} {zero} 0 0 /"
    )
