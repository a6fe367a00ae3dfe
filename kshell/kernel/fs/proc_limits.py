"""/proc/PID/limits, and what the killer for lack of memory thinks of a task (fs/proc/base.c, mm/oom_kill.c)."""

from typing import TYPE_CHECKING

from kshell.kernel.errors import KernelError
from kshell.kernel.fs.proc_mem import PAGE_SIZE, TOTAL_KB, has_mm, memory_of
from kshell.kernel.sysctl import parse
from kshell.kernel.task import Task
from kshell.uapi.errno import Errno

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

USER_LIMIT = 3758
UNLIMITED = "unlimited"
_LIMITS = (
    ("Max cpu time", UNLIMITED, UNLIMITED, "seconds"),
    ("Max file size", UNLIMITED, UNLIMITED, "bytes"),
    ("Max data size", UNLIMITED, UNLIMITED, "bytes"),
    ("Max stack size", 8388608, UNLIMITED, "bytes"),
    ("Max core file size", 0, UNLIMITED, "bytes"),
    ("Max resident set", UNLIMITED, UNLIMITED, "bytes"),
    ("Max processes", USER_LIMIT, USER_LIMIT, "processes"),
    ("Max open files", 1024, 4096, "files"),
    ("Max locked memory", 8388608, 8388608, "bytes"),
    ("Max address space", UNLIMITED, UNLIMITED, "bytes"),
    ("Max file locks", UNLIMITED, UNLIMITED, "locks"),
    ("Max pending signals", USER_LIMIT, USER_LIMIT, "signals"),
    ("Max msgqueue size", 819200, 819200, "bytes"),
    ("Max nice priority", 0, 0, ""),
    ("Max realtime priority", 0, 0, ""),
    ("Max realtime timeout", UNLIMITED, UNLIMITED, "us"),
)
OOM_SCORE_MAX = 1000
TOTAL_PAGES = TOTAL_KB * 1024 // PAGE_SIZE


def limits(kernel: "Kernel", task: Task) -> str:
    """The whole file: nobody here can change a limit."""
    rows = (("Limit", "Soft Limit", "Hard Limit", "Units"), *_LIMITS)
    lines = (f"{name:<25} {soft!s:<20} {hard!s:<20} " + f"{unit:<10}" * bool(unit) for name, soft, hard, unit in rows)
    return "".join(line + "\n" for line in lines)


def oom_score(kernel: "Kernel", task: Task) -> str:
    """How likely it is to be chosen: never a kernel thread or process 1."""
    if not killable(kernel, task):
        return "0\n"
    return f"{max((OOM_SCORE_MAX + badness(task) * OOM_SCORE_MAX // TOTAL_PAGES) * 2 // 3, 0)}\n"


def killable(kernel: "Kernel", task: Task) -> bool:
    """Whether the killer may choose it: not a kernel thread, process 1, or who is exempt."""
    return has_mm(task) and task is not kernel.init and task.oom_score_adj > -OOM_SCORE_MAX


def badness(task: Task) -> int:
    """The pages that its end would free, more or less as oom_score_adj says (oom_badness)."""
    return memory_of(task).resident + task.oom_score_adj * TOTAL_PAGES // OOM_SCORE_MAX


def set_oom_score_adj(kernel: "Kernel", task: Task, text: str) -> None:
    """Make it likelier or less likely; only root may go below 0."""
    (value,) = parse(text, 1)
    if not -OOM_SCORE_MAX <= value <= OOM_SCORE_MAX:
        raise KernelError(Errno.EINVAL)
    if kernel.sched.current.uid and value < min(task.oom_score_adj, 0):
        raise KernelError(Errno.EACCES)
    task.oom_score_adj = value
