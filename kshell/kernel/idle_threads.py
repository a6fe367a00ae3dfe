"""The kernel's own threads, as ps shows them on a fresh 6.1 with two CPUs: they sleep for ever and have no stack.

Names, numbers and states are those of the recording p-ps.
"""

from typing import NamedTuple


class IdleThread(NamedTuple):
    """A thread that does nothing: its number, name, state letter, nice value and CPU (None: any)."""

    pid: int
    name: str
    letter: str
    nice: int
    cpu: int | None


_WORKQUEUES = (
    "3 rcu_gp|4 rcu_par_gp|5 slub_flushwq|6 netns|8 kworker/0:0H-events_highpri|10 mm_percpu_wq|23 kworker/1:0H|"
    "27 inet_frag_wq|32 writeback|37 kintegrityd|38 kblockd|39 blkcg_punt_bio|40 tpm_dev_wq|41 edac-poller|"
    "42 devfreq_wq|43 quota_events_un|44 kworker/0:1H|51 kthrotld|53 acpi_thermal_pm|55 mld|56 ipv6_addrconf|"
    "61 kstrp|66 zswap-shrink|67 kworker/u5:0"
)
_IDLE = (
    "7 kworker/0:0-rcu_gp|9 kworker/u4:0-events_unbound|11 rcu_tasks_kthread|12 rcu_tasks_rude_kthread|"
    "13 rcu_tasks_trace_kthread|15 rcu_preempt|17 kworker/0:1-events|22 kworker/1:0-rcu_gp|"
    "25 kworker/u4:1-events_unbound|31 kworker/u4:2|35 kworker/1:1-mm_percpu_wq|54 kworker/0:2"
)
_SLEEPING = (
    "14 ksoftirqd/0|16 migration/0|18 cpuhp/0|19 cpuhp/1|20 migration/1|21 ksoftirqd/1|26 kdevtmpfs|28 kauditd|"
    "30 oom_reaper|33 kcompactd0|45 kswapd0"
)
_LOW = "34 ksmd|36 khugepaged"


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
        + _threads(_LOW, "S", 19)
    )
)
KHUNGTASKD_PID = 29
FIRST_PROGRAM_PID = 97
