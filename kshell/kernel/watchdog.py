"""The soft lockup detector: reports tasks that keep a CPU in the kernel without ever calling schedule().

kernel/watchdog.c: a timer fires on each CPU every 2/5 of ``kernel.watchdog_thresh`` and asks the CPU to run a thread
in between; it says since when that thread could not. Times are in units of 2**30 ns, which Linux takes for seconds.
"""

from typing import TYPE_CHECKING

from kshell.kernel.stacktrace import innermost_place
from kshell.kernel.task import Task
from kshell.kernel.time.clock import Timer

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

SECOND_SHIFT = 30
SAMPLE_NSEC = 400_000_000


def rests(task: Task) -> int:
    """How often a task has let others run of its own accord."""
    return task.nvcsw + task.nivcsw


def running(kernel: "Kernel") -> list[Task]:
    """The tasks that run or want to."""
    sched = kernel.sched
    return [task for task in (sched.current, *sched.queue) if task is not sched.idle]


class _Hog:
    """A task that did not rest between two samples: when its CPU last ran another, and when it was last reported."""

    __slots__ = ("report_ns", "rests", "touch_ns")

    def __init__(self, task: Task, touch_ns: int, now: int) -> None:
        self.rests = rests(task)
        self.touch_ns = touch_ns
        self.report_ns = now


class SoftLockupDetector:
    """Samples the running tasks."""

    def __init__(self, kernel: "Kernel") -> None:
        self._kernel = kernel
        self._hogs: dict[Task, _Hog] = {}
        self._last = kernel.clock.now
        self._timer = Timer(self._sample)
        for name in ("watchdog", "soft_watchdog", "watchdog_thresh"):
            kernel.sysctl.on_change(f"kernel.{name}", self._start)
        self._start()

    def _start(self) -> None:
        """Begin anew, as a write to one of the settings makes it do."""
        sysctl = self._kernel.sysctl
        self._hogs.clear()
        self._last = self._kernel.clock.now
        if sysctl["kernel.watchdog"] and sysctl["kernel.soft_watchdog"] and sysctl["kernel.watchdog_thresh"]:
            self._next()
        else:
            self._timer.expires = 0

    def _next(self) -> None:
        clock = self._kernel.clock
        clock.start(self._timer, self._last + self._kernel.sysctl["kernel.watchdog_thresh"] * SAMPLE_NSEC)

    def _sample(self) -> None:
        kernel, now = self._kernel, self._timer_time()
        hogs = {}
        for task in running(kernel):
            hog = self._hogs.get(task)
            if hog is None or hog.rests != rests(task):
                hog = _Hog(task, self._last, now)
            elif task in kernel.log.shown_by:
                hog.report_ns = now
            hogs[task] = hog
        self._hogs = hogs
        self._last = now
        kernel.log.shown_by.clear()
        self._next()
        for task, hog in hogs.items():
            if _units(now) - _units(hog.report_ns) > 2 * kernel.sysctl["kernel.watchdog_thresh"]:
                self._look_at(task, hog)

    def _timer_time(self) -> int:
        return self._last + self._kernel.sysctl["kernel.watchdog_thresh"] * SAMPLE_NSEC

    def _look_at(self, task: Task, hog: _Hog) -> None:
        kernel = self._kernel
        if not task.is_kthread and innermost_place(kernel, task) is None:
            return
        stuck = _units(self._last) - _units(hog.touch_ns)
        kernel.log.emit(
            f"watchdog: BUG: soft lockup - CPU#{task.cpu} stuck for {stuck}s! [{task.comm}:{task.pid}]\n", 0
        )
        kernel.traps.report.modules()
        kernel.traps.report.interrupted(task)
        kernel.log.shown_by.add(task)
        kernel.taint.add("L")
        if kernel.sysctl["kernel.softlockup_panic"]:
            kernel.panic("softlockup: hung tasks")


def _units(ns: int) -> int:
    return ns >> SECOND_SHIFT
