"""Who gets the memory of a task that has ended (mm/slub.c, as far as a use after free shows it).

A task's memory is soon free again, on top of the free list of the CPU where the task ended, and a new task takes from
the top of its own CPU's list. Which CPUs those are is chance: of twelve threads that ended on a real 6.1, to be stopped
after none to three other programs had run, the next two new tasks mostly got the memory and later ones mostly did not,
until many had been made.
"""

from kshell.kernel.task import Task

FROM_THE_TOP = 2
MANY = 32


def is_reused(task: Task, forks: int) -> bool:
    """Whether another task has got an ended task's memory; ``forks`` counts the tasks ever made."""
    since = forks - task.exit_forks
    return 0 < since <= FROM_THE_TOP or since > MANY
