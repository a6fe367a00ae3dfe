"""The kernel's own threads, as ps shows them on a fresh 6.1 with two CPUs: they sleep for ever.

Names, numbers and states are those of the recording p-ps. They have no stack to look at; what one would show is that of
the recording ac-sysrq.
"""

from typing import NamedTuple

from kshell.kernel.task import (
    PF_FORKNOEXEC,
    PF_KTHREAD,
    PF_NO_SETAFFINITY,
    PF_NOFREEZE,
    PF_WQ_WORKER,
    TASK_COMM_LEN,
    Task,
)


class IdleThread(NamedTuple):
    """A thread that does nothing: its number, name, state letter, nice value and CPU (None: any)."""

    pid: int
    name: str
    letter: str
    nice: int
    cpu: int | None

    @property
    def comm(self) -> str:
        """The name in reports: without the work queue that a worker last served, and cut."""
        return (self.name.partition("-")[0] if self.name.startswith("kworker") else self.name)[: TASK_COMM_LEN - 1]


_WORKQUEUES = (
    "3 rcu_gp|4 rcu_par_gp|5 slub_flushwq|6 netns|8 kworker/0:0H-events_highpri|10 mm_percpu_wq|23 kworker/1:0H|"
    "27 inet_frag_wq|32 writeback|37 kintegrityd|38 kblockd|39 blkcg_punt_bio|40 tpm_dev_wq|41 edac-poller|"
    "42 devfreq_wq|43 quota_events_un|44 kworker/0:1H|51 kthrotld|53 acpi_thermal_pm|55 mld|56 ipv6_addrconf|"
    "61 kstrp|66 zswap-shrink|67 kworker/u5:0"
)
_IDLE = (
    "7 kworker/0:0-rcu_gp|9 kworker/u4:0-events_unbound|11 rcu_tasks_kthread|12 rcu_tasks_rude_kthread|"
    "13 rcu_tasks_trace_kthread|15 rcu_preempt|17 kworker/0:1-events|22 kworker/1:0-rcu_gp|"
    "25 kworker/u4:1-events_unbound|31 kworker/u4:2|35 kworker/1:1-mm_percpu_wq|54 kworker/1:2"
)
_SLEEPING = (
    "14 ksoftirqd/0|16 migration/0|18 cpuhp/0|19 cpuhp/1|20 migration/1|21 ksoftirqd/1|26 kdevtmpfs|28 kauditd|"
    "30 oom_reaper|33 kcompactd0|45 kswapd0"
)
_LOW = (("34 ksmd", 5), ("36 khugepaged", 19))


def _cpu(name: str) -> int | None:
    """The CPU that a thread's name ties it to."""
    kind, _, rest = name.partition("/")
    bound = kind in ("kworker", "ksoftirqd", "migration", "cpuhp")
    return int(rest[0]) if bound and rest[:1].isdigit() else None


def _threads(table: str, letter: str, nice: int) -> list[IdleThread]:
    rows = [row.split(" ", 1) for row in table.split("|")]
    return [IdleThread(int(pid), name, letter, nice, _cpu(name)) for pid, name in rows]


IDLE_THREADS = tuple(
    sorted(
        _threads(_WORKQUEUES, "I", -20)
        + _threads(_IDLE, "I", 0)
        + _threads(_SLEEPING, "S", 0)
        + [thread for row, nice in _LOW for thread in _threads(row, "S", nice)]
    )
)
KHUNGTASKD_PID = 29
FIRST_PROGRAM_PID = 97

_SCHEDULE = ("__schedule+0x34d/0xa00", "schedule+0x5a/0xd0")
_KTHREAD = ("kthread+0xda/0x100", "ret_from_fork+0x22/0x30")
_PLACES: dict[str, tuple[str, ...]] = {
    "cpuhp": ("smpboot_thread_fn+0x147/0x1d0",),
    "kauditd": ("kauditd_thread+0x1ce/0x2d0",),
    "kcompactd0": ("schedule_timeout+0x94/0x150", "kcompactd+0x3cf/0x420"),
    "kdevtmpfs": ("devtmpfs_work_loop+0x317/0x320", "devtmpfsd+0x22/0x2b"),
    "khugepaged": ("khugepaged+0x5bf/0x970",),
    "ksmd": ("ksm_scan_thread+0x148d/0x2320",),
    "ksoftirqd": ("smpboot_thread_fn+0x147/0x1d0",),
    "kswapd0": ("kswapd+0x380/0x3a0",),
    "kworker": ("worker_thread+0xaf/0x380",),
    "migration": ("smpboot_thread_fn+0x147/0x1d0",),
    "oom_reaper": ("oom_reaper+0x24b/0x390",),
    "rcu_preempt": ("rcu_gp_kthread+0x113/0x1b0",),
    "rcu_tasks_kthread": ("rcu_tasks_one_gp+0x1df/0x3b0", "rcu_tasks_kthread+0x2e/0x40"),
    "rcu_tasks_rude_kthread": ("rcu_tasks_one_gp+0x1df/0x3b0", "rcu_tasks_kthread+0x2e/0x40"),
    "rcu_tasks_trace_kthread": ("rcu_tasks_one_gp+0x1df/0x3b0", "rcu_tasks_kthread+0x2e/0x40"),
}
_RESCUER = ("rescuer_thread+0x2ae/0x3a0",)
_FREEZABLE = ("kauditd", "kcompactd0", "khugepaged", "ksmd", "kswapd0", "oom_reaper")
_PER_CPU = ("cpuhp", "ksoftirqd", "migration")


def idle_flags(thread: IdleThread) -> int:
    """Its PF_ flags: they tell a worker, one that may be frozen, one that may be moved to another CPU."""
    kind = thread.name.partition("/")[0]
    worker = kind == "kworker" or (thread.name not in _PLACES and kind not in _PLACES)
    flags = PF_KTHREAD | PF_FORKNOEXEC
    if kind not in _FREEZABLE:
        flags |= PF_NOFREEZE
    if worker:
        flags |= PF_WQ_WORKER
    if worker or kind in _PER_CPU:
        flags |= PF_NO_SETAFFINITY
    return flags


def idle_stack(task: Task) -> list[str]:
    """The lines of such a thread's stack, innermost first."""
    if task.full_name == "kthreadd":
        return [*_SCHEDULE, "kthreadd+0x2bc/0x2d0", _KTHREAD[-1]]
    return [*_SCHEDULE, *_PLACES.get(task.full_name.partition("/")[0], _RESCUER), *_KTHREAD]


def idle_lines(task: Task) -> list[str]:
    """What sysrq says of such a thread besides its stack (print_worker_info, print_stop_info)."""
    kind, _, rest = task.full_name.partition("/")
    queue = rest.partition("-")[2]
    if kind == "kworker" and queue:
        return [f"Workqueue:  0x0 ({queue})"]
    return ["Stopper: 0x0 <- 0x0"] if kind == "migration" else []
