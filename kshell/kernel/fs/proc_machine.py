"""The files of /proc about the whole machine: uptime, loadavg, stat, version and the like (fs/proc)."""

from typing import TYPE_CHECKING

from kshell.kernel.fs.proc_stat import ticks
from kshell.kernel.version import BTIME, RELEASE, UTS_VERSION

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

COMPILER = (
    "(debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40)"
)


class CpuTime:
    """What the CPUs have done since boot, in ns: they are one fluid, so each has its even share."""

    def __init__(self, kernel: "Kernel") -> None:
        kernel.sched.account()
        tasks = list(kernel.pids.tasks())
        self.user = sum(task.utime + task.children_utime for task in tasks if task.nice <= 0)
        self.nice = sum(task.utime + task.children_utime for task in tasks if task.nice > 0)
        self.system = sum(task.stime + task.children_stime for task in tasks)
        busy = self.user + self.nice + self.system
        self.idle = max(kernel.sched.local_clock() * kernel.sched.cpus - busy, 0)

    def row(self, share: int = 1) -> str:
        """user nice system idle iowait irq softirq steal guest guest_nice, in ticks, of one CPU in ``share``."""
        times = self.user, self.nice, self.system, self.idle
        return " ".join(str(ticks(time // share)) for time in times) + " 0 0 0 0 0 0\n"


def uptime(kernel: "Kernel") -> str:
    """/proc/uptime: seconds since boot, and seconds that CPUs were idle, added up."""
    idle = CpuTime(kernel).idle
    return " ".join(f"{ns // 1_000_000_000}.{ticks(ns) % 100:02d}" for ns in (kernel.sched.local_clock(), idle)) + "\n"


def loadavg(kernel: "Kernel") -> str:
    """/proc/loadavg: the averages, runnable and existing tasks, the last process number."""
    tasks = list(kernel.pids.tasks())
    running = sum(task.letter == "R" for task in tasks)
    return f"{kernel.loadavg.text()} {running}/{len(tasks)} {kernel.pids.last}\n"


def stat(kernel: "Kernel") -> str:
    """/proc/stat."""
    time, cpus = CpuTime(kernel), kernel.sched.cpus
    tasks = list(kernel.pids.tasks())
    switches = kernel.past_switches + sum(task.nvcsw + task.nivcsw for task in tasks)
    return (
        f"cpu  {time.row()}"
        + "".join(f"cpu{cpu} {time.row(cpus)}" for cpu in range(cpus))
        + f"intr {kernel.clock.jiffies} {' '.join(['0'] * 55)}\n"
        + f"ctxt {switches}\nbtime {BTIME}\nprocesses {kernel.pids.made}\n"
        + f"procs_running {sum(task.letter == 'R' for task in tasks)}\nprocs_blocked 0\n"
        + f"softirq {kernel.clock.jiffies} {' '.join(['0'] * 10)}\n"
    )


def version(kernel: "Kernel") -> str:
    """/proc/version: what dmesg says first."""
    return f"Linux version {RELEASE} {COMPILER} {UTS_VERSION}\n"
