"""Who may look into a task (kernel/ptrace.c)."""

from kshell.kernel.task import PF_SUPERPRIV, Task


def may_access(viewer: Task, task: Task) -> bool:
    """Whether ``viewer`` may see a task's secrets: root may, and so may whoever runs as the same user and group.

    Root is seen to have used its power (``F`` of ``ps -l``). __ptrace_may_access(); context: any.
    """
    if viewer is not task and viewer.uid == 0:
        viewer.flags |= PF_SUPERPRIV
        return True
    return (viewer.uid, viewer.gid) == (task.uid, task.gid)
