"""khungtaskd: reports tasks that stay in D without a switch (kernel/hung_task.c)."""

from typing import TYPE_CHECKING

from kshell.kernel.kallsyms import traced
from kshell.kernel.sched.state import TASK_UNINTERRUPTIBLE
from kshell.kernel.task import Task
from kshell.kernel.time.clock import HZ, MAX_SCHEDULE_TIMEOUT, TICK_NSEC
from kshell.kernel.time.sleep import schedule_timeout_interruptible
from kshell.kernel.version import RELEASE, VERSION

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel


class HungTaskDetector:
    """What khungtaskd remembers: for each task its switches at the last look, and when they last changed."""

    def __init__(self, kernel: "Kernel") -> None:
        self.kernel = kernel
        self.task: Task | None = None
        self._seen: dict[int, tuple[int, int]] = {}
        self._reset = False
        kernel.sysctl.on_change("kernel.hung_task_timeout_secs", self._timeout_written)

    def _timeout_written(self) -> None:
        self._reset = True
        if self.task is not None:
            self.kernel.sched.wake_up_process(self.task)

    @traced("watchdog+0x7c/0x440")
    def run(self, _: object) -> int:
        """The thread's function: the first look is due one timeout after the thread was made, early in boot."""
        last = self.kernel.sched.current.start_time // TICK_NSEC
        while True:
            timeout = self.kernel.sysctl["kernel.hung_task_timeout_secs"] * HZ
            left = last - self.kernel.clock.jiffies + timeout if timeout else MAX_SCHEDULE_TIMEOUT
            if left > 0:
                schedule_timeout_interruptible(self.kernel.sched, left)
                if self._reset:
                    self._reset = False
                    continue
                if timeout and self.kernel.clock.jiffies - last < timeout:
                    continue
            last = self.kernel.clock.jiffies
            self._check()

    def _check(self) -> None:
        kernel = self.kernel
        if "D" in kernel.taint.flags:
            return
        timeout = kernel.sysctl["kernel.hung_task_timeout_secs"]
        for task in kernel.pids.tasks():
            if task.state == TASK_UNINTERRUPTIBLE and task.alive:
                self._look_at(task, timeout)
            else:
                self._seen.pop(task.pid, None)

    def _look_at(self, task: Task, timeout: int) -> None:
        now, switches = self.kernel.clock.jiffies, task.nvcsw + task.nivcsw
        if not switches:
            return
        before = self._seen.get(task.pid)
        if before is None or before[0] != switches:
            self._seen[task.pid] = switches, now
            return
        if now - before[1] < timeout * HZ:
            return
        warnings = self.kernel.sysctl["kernel.hung_task_warnings"]
        if self.kernel.sysctl["kernel.hung_task_panic"]:
            self._report(task, (now - before[1]) // HZ)
            self.kernel.panic("hung_task: blocked tasks")
        if warnings:
            if warnings > 0:
                self.kernel.sysctl.set("kernel.hung_task_warnings", warnings - 1)
            self._report(task, (now - before[1]) // HZ)

    def _report(self, task: Task, seconds: int) -> None:
        emit = self.kernel.log.emit
        emit(f"INFO: task {task.comm}:{task.pid} blocked for more than {seconds} seconds.\n", 3)
        emit(f"      {self.kernel.taint.text()} {RELEASE} {VERSION.replace('  ', ' ')}\n", 3)
        emit('"echo 0 > /proc/sys/kernel/hung_task_timeout_secs" disables this message.\n', 3)
        self.kernel.traps.report.task_dump(task)
