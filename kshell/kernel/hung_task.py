"""khungtaskd: reports tasks that stay in D without a switch (kernel/hung_task.c)."""

import itertools
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
        for name in ("hung_task_timeout_secs", "hung_task_check_interval_secs"):
            kernel.sysctl.on_change(f"kernel.{name}", self._timeout_written)

    def _timeout_written(self) -> None:
        if self.task is not None:
            self.kernel.sched.wake_up_process(self.task)

    def run(self, _: object) -> int:
        """The thread's function: the first look is due one interval after the thread was made, early in boot."""
        clock, sysctl = self.kernel.clock, self.kernel.sysctl
        last = self.kernel.sched.current.start_time // TICK_NSEC
        while True:
            timeout = sysctl["kernel.hung_task_timeout_secs"]
            interval = min(sysctl["kernel.hung_task_check_interval_secs"] or timeout, timeout)
            left = last - clock.jiffies + interval * HZ if interval else MAX_SCHEDULE_TIMEOUT
            if left > 0:
                self._sleep(left)
                continue
            self._check(timeout)
            last = clock.jiffies

    @traced("watchdog+0x7c/0x440")
    def _sleep(self, timeout: int) -> None:
        schedule_timeout_interruptible(self.kernel.sched, timeout)

    @traced("watchdog.cold+0xc/0xbb")
    def _panic(self) -> None:
        self.kernel.panic("hung_task: blocked tasks")

    def _check(self, timeout: int) -> None:
        kernel = self.kernel
        if "D" in kernel.taint.flags:
            return
        hung = False
        for task in itertools.islice(kernel.pids.tasks(), kernel.sysctl["kernel.hung_task_check_count"]):
            if task.state == TASK_UNINTERRUPTIBLE and task.alive:
                hung = self._look_at(task, timeout) or hung
            else:
                self._seen.pop(task.pid, None)
        if hung and kernel.sysctl["kernel.hung_task_panic"]:
            self._panic()

    def _look_at(self, task: Task, timeout: int) -> bool:
        """Report a task that has not been switched for so many seconds; whether it is one."""
        now, switches = self.kernel.clock.jiffies, task.nvcsw + task.nivcsw
        before = self._seen.get(task.pid)
        if not switches:
            return False
        if before is None or before[0] != switches:
            self._seen[task.pid] = switches, now
            return False
        if now - before[1] < timeout * HZ:
            return False
        if self.kernel.sysctl["kernel.hung_task_panic"]:
            self.kernel.log.oops_in_progress()
        warnings = self.kernel.sysctl["kernel.hung_task_warnings"]
        if warnings > 0:
            self.kernel.sysctl.set("kernel.hung_task_warnings", warnings - 1)
        if warnings:
            self._report(task, (now - before[1]) // HZ)
        return True

    def _report(self, task: Task, seconds: int) -> None:
        emit = self.kernel.log.emit
        emit(f"INFO: task {task.comm}:{task.pid} blocked for more than {seconds} seconds.\n", 3)
        emit(f"      {self.kernel.taint.text()} {RELEASE} {VERSION.replace('  ', ' ')}\n", 3)
        emit('"echo 0 > /proc/sys/kernel/hung_task_timeout_secs" disables this message.\n', 3)
        self.kernel.traps.report.task_dump(task)
