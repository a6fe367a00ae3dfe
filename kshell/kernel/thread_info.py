"""The TIF_ bits that reports show of a task (arch/x86/include/asm/thread_info.h), as far as they tell something."""

from kshell.kernel.task import Task

TIF_NOTIFY_RESUME = 1 << 1
TIF_SIGPENDING = 1 << 2
TIF_NEED_FPU_LOAD = 1 << 14  # a program has slept in this system call and come back: its registers wait to be loaded
TIF_NOTIFY_SIGNAL = 1 << 17


def thread_flags(task: Task, *, running: bool) -> int:
    """The bits of a task: ``running`` on a CPU or wanting to."""
    came_back = task.is_kthread or task.nvcsw - task.entry_sleeps > 1
    flags = TIF_NEED_FPU_LOAD if came_back and not (running and not task.is_kthread) else 0
    if not task.is_kthread and not running:
        flags |= TIF_NOTIFY_RESUME
    if task.signal.deliverable:
        flags |= TIF_SIGPENDING
    if task.signal.notify:
        flags |= TIF_NOTIFY_SIGNAL
    return flags
