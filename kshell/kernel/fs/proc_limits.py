"""/proc/PID/limits, and what the killer for lack of memory thinks of a task (fs/proc/base.c, mm/oom_kill.c)."""

from typing import TYPE_CHECKING

from kshell.kernel.errors import KernelError
from kshell.kernel.fs.proc_mem import PAGE_SIZE, TOTAL_KB, has_mm, memory_of
from kshell.kernel.sysctl import parse
from kshell.kernel.task import Task
from kshell.uapi.errno import Errno
from kshell.uapi.resource import RLIM_INFINITY

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

_NAMES = (
    ("Max cpu time", "seconds"),
    ("Max file size", "bytes"),
    ("Max data size", "bytes"),
    ("Max stack size", "bytes"),
    ("Max core file size", "bytes"),
    ("Max resident set", "bytes"),
    ("Max processes", "processes"),
    ("Max open files", "files"),
    ("Max locked memory", "bytes"),
    ("Max address space", "bytes"),
    ("Max file locks", "locks"),
    ("Max pending signals", "signals"),
    ("Max msgqueue size", "bytes"),
    ("Max nice priority", ""),
    ("Max realtime priority", ""),
    ("Max realtime timeout", "us"),
)
OOM_SCORE_MAX = 1000
TOTAL_PAGES = TOTAL_KB * 1024 // PAGE_SIZE


def limits(kernel: "Kernel", task: Task) -> str:
    """The whole file."""
    rows = [("Limit", "Soft Limit", "Hard Limit", "Units")]
    for (name, unit), (soft, hard) in zip(_NAMES, task.rlimits, strict=True):
        rows.append((name, _limit(soft), _limit(hard), unit))
    lines = (f"{name:<25} {soft:<20} {hard:<20} " + f"{unit:<10}" * bool(unit) for name, soft, hard, unit in rows)
    return "".join(line + "\n" for line in lines)


def _limit(value: int) -> str:
    return "unlimited" if value == RLIM_INFINITY else str(value)


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
