"""Who may look into a task (kernel/ptrace.c)."""

from kshell.kernel.task import Task


def may_access(viewer: Task, task: Task) -> bool:
    """Whether ``viewer`` may see a task's secrets: root may, and so may whoever runs as the same user and group.

    __ptrace_may_access(); context: any.
    """
    return viewer is task or viewer.uid == 0 or (viewer.uid, viewer.gid) == (task.uid, task.gid)
