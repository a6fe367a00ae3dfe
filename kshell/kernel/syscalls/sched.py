"""System calls about scheduling: nice values, policies, CPUs (kernel/sys.c, kernel/sched/core.c).

Nice values and the like are kept and shown; the scheduler here treats all tasks alike and its CPUs are one fluid.
"""

from kshell.kernel.errors import KernelError
from kshell.kernel.rlimit import NR_OPEN
from kshell.kernel.syscalls.entry import Calls, syscall
from kshell.kernel.task import PF_NO_SETAFFINITY, Task
from kshell.uapi.errno import Errno
from kshell.uapi.resource import RLIMIT_NOFILE, Rlimit
from kshell.uapi.sched import (
    MAX_NICE,
    MAX_RT_PRIORITY,
    MIN_NICE,
    MIN_RT_PRIORITY,
    POLICIES,
    PRIO_PGRP,
    PRIO_PROCESS,
    PRIO_USER,
    REAL_TIME,
    SCHED_OTHER,
    SCHED_RESET_ON_FORK,
)


class SchedulingCalls(Calls):
    """getpriority to sched_setscheduler, and the limits of a process."""

    @syscall
    def getpriority(self, which: int, who: int) -> int:
        return min(task.nice for task in self._tasks(which, who))

    @syscall
    def setpriority(self, which: int, who: int, nice: int) -> None:
        nice = max(MIN_NICE, min(MAX_NICE, nice))
        error = None
        for task in self._tasks(which, who):
            error = self._set_nice(task, nice) or error
        if error is not None:
            raise KernelError(error)

    def _set_nice(self, task: Task, nice: int) -> Errno | None:
        uid = self.kernel.sched.current.uid
        if uid not in (0, task.uid):
            return Errno.EPERM
        if nice < task.nice and uid:
            return Errno.EACCES
        task.nice = nice
        return None

    @syscall
    def prlimit(self, resource: int, new: Rlimit | None = None) -> Rlimit:
        task = self.kernel.sched.current
        if not 0 <= resource < len(task.rlimits):
            raise KernelError(Errno.EINVAL)
        old = task.rlimits[resource]
        if new is not None:
            self._check_limit(resource, old, new)
            task.rlimits = (*task.rlimits[:resource], new, *task.rlimits[resource + 1 :])
        return old

    def _check_limit(self, resource: int, old: Rlimit, new: Rlimit) -> None:
        soft, hard = new
        if soft > hard:
            raise KernelError(Errno.EINVAL)
        too_many = resource == RLIMIT_NOFILE and hard > NR_OPEN
        if too_many or (hard > old[1] and self.kernel.sched.current.uid):
            raise KernelError(Errno.EPERM)

    def _tasks(self, which: int, who: int) -> list[Task]:
        """The tasks that a call about nice values is about; 0 is the caller's own process, group or user."""
        current = self.kernel.sched.current
        if which == PRIO_PROCESS:
            return [self._task(who)]
        if which == PRIO_PGRP:
            found = [task for task in self.kernel.pids.tasks() if task.pgid == (who or current.pgid)]
        elif which == PRIO_USER:
            found = [task for task in self.kernel.pids.tasks() if task.uid == (who or current.uid)]
        else:
            raise KernelError(Errno.EINVAL)
        if not found:
            raise KernelError(Errno.ESRCH)
        return found

    @syscall
    def sched_getaffinity(self, pid: int) -> int:
        task = self._task(pid)
        return (1 << self.kernel.sched.cpus) - 1 if task.affinity is None else task.affinity

    @syscall
    def sched_setaffinity(self, pid: int, mask: int) -> None:
        task = self._task(pid)
        everywhere = (1 << self.kernel.sched.cpus) - 1
        if task.flags & PF_NO_SETAFFINITY:
            raise KernelError(Errno.EINVAL)
        self._may_schedule(task)
        if not mask & everywhere:
            raise KernelError(Errno.EINVAL)
        mask &= everywhere
        task.affinity = None if mask == everywhere else mask
        if not mask >> task.cpu & 1:
            task.cpu = (mask & -mask).bit_length() - 1

    @syscall
    def sched_getscheduler(self, pid: int) -> tuple[int, int]:
        task = self._task(pid)
        return task.policy, task.rt_priority

    @syscall
    def sched_setscheduler(self, pid: int, policy: int, priority: int) -> None:
        task = self._task(pid)
        plain = policy & ~SCHED_RESET_ON_FORK
        lowest, highest = (MIN_RT_PRIORITY, MAX_RT_PRIORITY) if plain in REAL_TIME else (0, 0)
        if plain not in POLICIES or not lowest <= priority <= highest:
            raise KernelError(Errno.EINVAL)
        self._may_schedule(task)
        if self.kernel.sched.current.uid and plain not in (task.policy, SCHED_OTHER):
            raise KernelError(Errno.EPERM)
        task.policy, task.rt_priority = policy, priority

    def _may_schedule(self, task: Task) -> None:
        if self.kernel.sched.current.uid not in (0, task.uid):
            raise KernelError(Errno.EPERM)
