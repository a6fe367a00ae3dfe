"""What the CPUs have done since boot."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

TICK_NSEC = 10_000_000


def ticks(ns: int) -> int:
    """A time as programs see it: in hundredths of a second (USER_HZ)."""
    return ns // TICK_NSEC


class CpuTime:
    """Times in ns, of all CPUs together: they are one fluid, so each has its even share."""

    def __init__(self, kernel: "Kernel") -> None:
        kernel.sched.account()
        tasks = list(kernel.pids)
        self.nice = sum(task.utime + task.children_utime for task in tasks if task.nice > 0)
        self.user = sum(task.utime + task.children_utime for task in tasks) - self.nice
        self.system = sum(task.stime + task.children_stime for task in tasks)
        self.busy = self.user + self.nice + self.system
        self.idle = max(kernel.sched.local_clock() * kernel.sched.cpus - self.busy, 0)

    def row(self, share: int = 1) -> str:
        """user nice system idle iowait irq softirq steal guest guest_nice, in ticks, of one CPU in ``share``."""
        times = self.user, self.nice, self.system, self.idle
        return " ".join(str(ticks(time // share)) for time in times) + " 0 0 0 0 0 0\n"
