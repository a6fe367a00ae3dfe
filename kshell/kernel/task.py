"""The task: kernel threads and programs alike (include/linux/sched.h)."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from kshell.kernel.rlimit import INIT_RLIMITS
from kshell.kernel.sched.state import POINT_NSEC, TASK_NORMAL, TASK_RUNNING, state_letter
from kshell.kernel.sched.wait import WaitQueue

if TYPE_CHECKING:
    from kshell.kernel.fs.files import Files
    from kshell.kernel.kthread import Kthread
    from kshell.kernel.module.state import Module
    from kshell.kernel.sched.core import Scheduler
    from kshell.kernel.sched.mutex import Mutex
    from kshell.kernel.sched.switch import Stack
    from kshell.kernel.signal import Signals
    from kshell.kernel.tty.tty import Tty
    from kshell.uapi.resource import Rlimit

PF_EXITING = 0x00000004
PF_WQ_WORKER = 0x00000020
PF_FORKNOEXEC = 0x00000040
PF_SUPERPRIV = 0x00000100
PF_NOFREEZE = 0x00008000
PF_KTHREAD = 0x00200000
PF_RANDOMIZE = 0x00400000
PF_NO_SETAFFINITY = 0x04000000

TASK_COMM_LEN = 16
NO_ENV: Mapping[str, str] = MappingProxyType({})


class Task:
    """A schedulable thing. Fields are grouped by who may write them."""

    __slots__ = (
        "affinity", "attention", "blocked_on", "burst", "children", "children_stime", "children_utime", "cmdline",
        "comm", "cost", "cpu", "cwd", "entry_sleeps", "env", "exe", "exit_code", "exit_forks", "exit_state",
        "expires", "files", "flags", "freed_text", "full_name", "gid", "kthread", "mm_pages", "nice", "nivcsw",
        "nvcsw", "oom_score_adj", "parent", "pgid", "pid", "policy", "preempt_count", "preempted", "rcu_nesting",
        "rlimits", "rt_priority", "sched", "sid", "signal", "sleep_start", "stack", "start_time", "state", "stime",
        "tty", "uid", "umask", "usage", "utime", "wait_children",
    )  # fmt: skip

    def __init__(self, sched: "Scheduler", pid: int, comm: str, parent: "Task | None", signal: "Signals") -> None:
        # identity: written by fork, exec and kthread_create
        self.pid = pid
        self.full_name = comm
        self.comm = comm[: TASK_COMM_LEN - 1]
        self.cmdline: Sequence[str] = ()
        self.env: Mapping[str, str] = NO_ENV
        self.exe = ""
        self.flags = 0
        self.start_time = sched.local_clock()
        self.usage = 1
        # the scheduler's
        self.sched = sched
        self.stack: Stack | None = None
        self.state = TASK_RUNNING
        self.preempted = False  # it is on the run queue, whatever its state says
        self.expires = 0
        self.cost = POINT_NSEC
        self.burst = 0
        self.attention = False
        self.preempt_count = 0
        self.rcu_nesting = 0
        self.cpu = 0
        self.affinity: int | None = None  # a mask of CPUs; None: all
        self.nice = 0
        self.policy = 0
        self.rt_priority = 0
        self.utime = self.stime = self.children_utime = self.children_stime = 0
        self.nvcsw = self.nivcsw = 0
        self.entry_sleeps = 0  # nvcsw when it last entered the kernel
        self.sleep_start = 0
        self.blocked_on: Mutex | None = None
        # the family: written by fork and exit
        self.parent = parent
        self.children: list[Task] = []
        self.wait_children = WaitQueue(sched)
        self.exit_state = 0
        self.exit_code = 0
        self.exit_forks = 0
        self.pgid: int = parent.pgid if parent else 0
        self.sid: int = parent.sid if parent else 0
        self.tty: Tty | None = parent.tty if parent else None
        # signals: written under kernel/signal.py
        self.signal = signal
        # credentials and files
        self.uid: int = parent.uid if parent else 0
        self.gid: int = parent.gid if parent else 0
        self.files: Files | None = None
        self.cwd: str = parent.cwd if parent else "/"
        self.umask: int = parent.umask if parent else 0o022
        self.rlimits: tuple[Rlimit, ...] = parent.rlimits if parent else INIT_RLIMITS
        self.mm_pages = 0
        self.oom_score_adj: int = parent.oom_score_adj if parent else 0
        # kernel threads and modules
        self.kthread: Kthread | None = None
        self.freed_text: Module | None = None

    @property
    def tgid(self) -> int:
        return self.pid

    def expire(self) -> None:
        """The sleep's time is over (process_timeout): try_to_wake_up(), written out for the sake of many sleepers."""
        if self.state & TASK_NORMAL:
            self.state = TASK_RUNNING
            sched = self.sched
            if not self.preempted and self is not sched.current:
                sched.queue.append(self)

    @property
    def is_kthread(self) -> bool:
        return bool(self.flags & PF_KTHREAD)

    @property
    def alive(self) -> bool:
        return not self.exit_state

    @property
    def letter(self) -> str:
        """The state as ps shows it."""
        return state_letter(self.exit_state or self.state)

    def set_name(self, name: str) -> None:
        """Set comm (cut to 15 characters) and the full name that /proc shows (set_task_comm, kthread_create)."""
        self.full_name = name[:63]
        self.comm = name[: TASK_COMM_LEN - 1]

    def __repr__(self) -> str:
        return f"<Task {self.pid} {self.comm} {self.letter}>"
