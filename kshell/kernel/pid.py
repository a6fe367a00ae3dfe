"""Process numbers (kernel/pid.c)."""

from collections.abc import Iterator

from kshell.kernel.errors import KernelError
from kshell.kernel.task import Task
from kshell.uapi.errno import Errno

PID_MAX = 32768
RESERVED_PIDS = 300


class Pids:
    """The tasks of a machine by pid, in the order of their numbers; ``made`` counts those that have gone, too."""

    def __init__(self) -> None:
        self._tasks: dict[int, Task] = {}
        self.limit = PID_MAX
        self.last = 0
        self.made = 0

    def allocate(self) -> int:
        """The next free number; -EAGAIN when there is none. Numbers below 300 are not used again."""
        for _ in range(self.limit):
            self.last = self.last + 1 if self.last + 1 < self.limit else RESERVED_PIDS
            if self.last not in self._tasks:
                self.made += 1
                return self.last
        raise KernelError(Errno.EAGAIN)

    def skip_to(self, pid: int) -> None:
        """Let the next number be ``pid``: what boot used up in between has gone."""
        self.made += max(pid - 1 - self.last, 0)
        self.last = pid - 1

    def add(self, task: Task) -> None:
        self._tasks[task.pid] = task

    def remove(self, task: Task) -> None:
        self._tasks.pop(task.pid, None)

    def find(self, pid: int) -> Task | None:
        """The task with this number, a zombie too."""
        return self._tasks.get(pid)

    def __len__(self) -> int:
        return len(self._tasks)

    def __iter__(self) -> Iterator[Task]:
        """All tasks, in no particular order."""
        return iter(self._tasks.values())

    def tasks(self) -> Iterator[Task]:
        """All tasks, by number."""
        return iter([self._tasks[pid] for pid in sorted(self._tasks)])
