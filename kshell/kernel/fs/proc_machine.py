"""The files of /proc about the whole machine: uptime, loadavg, stat, version and the like (fs/proc)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kshell.kernel.fs.cpu_time import CpuTime, ticks
from kshell.kernel.fs.inode import Generated, Inode
from kshell.kernel.fs.proc_cpuinfo import cpuinfo
from kshell.kernel.fs.proc_hardware import dma, execdomains, iomem, ioports, mtrr, sysvipc_folder, tty_folder
from kshell.kernel.fs.proc_interrupts import interrupts, softirqs, stat_lines
from kshell.kernel.fs.proc_kallsyms import kallsyms
from kshell.kernel.fs.proc_kmsg import kmsg_inode
from kshell.kernel.fs.proc_mem import meminfo
from kshell.kernel.fs.proc_modules import modules
from kshell.kernel.fs.proc_vm import buddyinfo, pressure_folder, schedstat, vmstat
from kshell.kernel.sysrq import write_sysrq_trigger
from kshell.kernel.version import BTIME, COMPILER, RELEASE, UTS_VERSION

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

NSEC_PER_SEC = 1_000_000_000
VIRTUAL_FILE_SYSTEMS = (
    "sysfs tmpfs proc cgroup cgroup2 cpuset devtmpfs debugfs tracefs securityfs sockfs bpf pipefs ramfs hugetlbfs "
    "devpts mqueue pstore"
)
CHARACTER_DEVICES = (
    "1 mem|4 /dev/vc/0|4 tty|4 ttyS|5 /dev/tty|5 /dev/console|5 /dev/ptmx|7 vcs|10 misc|13 input|29 fb|128 ptm|136 pts|"
    "153 spi|247 cxl|248 bsg|249 ptp|250 pps|251 rtc|252 dax|253 tpm|254 gpiochip"
)
BLOCK_DEVICES = "259 blkext"
MISC_DEVICES = "125 cpu_dma_latency|1 psaux|228 hpet|126 userfaultfd|231 snapshot|183 hw_random|127 vga_arbiter"
CONTROLLERS = "cpuset cpu cpuacct blkio memory devices freezer net_cls perf_event net_prio hugetlb pids rdma misc"


def uptime(kernel: "Kernel") -> str:
    """/proc/uptime: seconds since boot, and seconds that CPUs were idle, added up."""
    idle = CpuTime(kernel).idle
    return " ".join(f"{ns // NSEC_PER_SEC}.{ticks(ns) % 100:02d}" for ns in (kernel.sched.local_clock(), idle)) + "\n"


def loadavg(kernel: "Kernel") -> str:
    """/proc/loadavg: the averages, runnable and existing tasks, the last process number."""
    return f"{kernel.loadavg.text()} {_runnable(kernel)}/{len(kernel.pids)} {kernel.pids.last}\n"


def _runnable(kernel: "Kernel") -> int:
    return sum(task.letter == "R" for task in kernel.pids)


def stat(kernel: "Kernel") -> str:
    """/proc/stat: what CPUs did, interrupts, switches, when the machine started, how many tasks there were."""
    time, cpus = CpuTime(kernel), kernel.sched.cpus
    intr, softirq = stat_lines(kernel)
    switches = kernel.past_switches + sum(task.nvcsw + task.nivcsw for task in kernel.pids)
    return (
        f"cpu  {time.row()}"
        + "".join(f"cpu{cpu} {time.row(cpus)}" for cpu in range(cpus))
        + f"{intr}ctxt {switches}\nbtime {BTIME}\nprocesses {kernel.pids.made}\n"
        + f"procs_running {_runnable(kernel)}\nprocs_blocked 0\n{softirq}"
    )


def version(kernel: "Kernel") -> str:
    """/proc/version: what dmesg says first."""
    return f"Linux version {RELEASE} {COMPILER} {UTS_VERSION}\n"


def cmdline(kernel: "Kernel") -> str:
    """/proc/cmdline: what the kernel was booted with."""
    return " ".join(("console=tty1", *kernel.boot_words)) + "\n"


def consoles(kernel: "Kernel") -> str:
    """/proc/consoles: the first terminal shows what the kernel prints."""
    return "tty1                 -WU (EC p  )    4:1\n"


def devices(kernel: "Kernel") -> str:
    """/proc/devices: major numbers and drivers."""
    made = [f"{region.major} {region.name}" for region in kernel.char_devices.regions]
    character = sorted([*CHARACTER_DEVICES.split("|"), *made], key=lambda row: int(row.split(" ")[0]))
    kinds = {"Character": "|".join(character), "Block": BLOCK_DEVICES}
    return "\n".join(f"{kind} devices:\n{_numbered(table)}" for kind, table in kinds.items())


def _numbered(table: str) -> str:
    rows = (row.split(" ", 1) for row in table.split("|"))
    return "".join(f"{major:>3} {name}\n" for major, name in rows)


def misc(kernel: "Kernel") -> str:
    """/proc/misc: minor numbers of the devices of major 10."""
    made = [f"{device.rdev[1]} {device.name}" for device in kernel.char_devices.misc]
    return _numbered("|".join((*made, MISC_DEVICES)))


def cgroups(kernel: "Kernel") -> str:
    """/proc/cgroups: controllers that no hierarchy uses."""
    rows = "".join(f"{name}\t0\t1\t1\n" for name in CONTROLLERS.split())
    return f"#subsys_name\thierarchy\tnum_cgroups\tenabled\n{rows}"


def filesystems(kernel: "Kernel") -> str:
    """/proc/filesystems: none of them needs a disk."""
    return "".join(f"nodev\t{name}\n" for name in VIRTUAL_FILE_SYSTEMS.split())


def swaps(kernel: "Kernel") -> str:
    """/proc/swaps: there are none."""
    return "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"


def _shows(show: Callable[["Kernel"], str]) -> Callable[["Kernel"], Inode]:
    return lambda kernel: Generated(lambda: show(kernel))


def _empty(kernel: "Kernel") -> Inode:
    return Generated(lambda: "")


MACHINE_FILES: dict[str, Callable[["Kernel"], Inode]] = {
    "buddyinfo": _shows(buddyinfo),
    "cgroups": _shows(cgroups),
    "cmdline": _shows(cmdline),
    "consoles": _shows(consoles),
    "cpuinfo": _shows(cpuinfo),
    "devices": _shows(devices),
    "diskstats": _empty,
    "dma": _shows(dma),
    "execdomains": _shows(execdomains),
    "fb": _empty,
    "filesystems": _shows(filesystems),
    "interrupts": _shows(interrupts),
    "iomem": _shows(iomem),
    "ioports": _shows(ioports),
    "kallsyms": _shows(kallsyms),
    "kmsg": kmsg_inode,
    "loadavg": _shows(loadavg),
    "locks": _empty,
    "meminfo": _shows(meminfo),
    "misc": _shows(misc),
    "modules": _shows(modules),
    "mtrr": _shows(mtrr),
    "partitions": _empty,
    "pressure": pressure_folder,
    "schedstat": _shows(schedstat),
    "softirqs": _shows(softirqs),
    "stat": _shows(stat),
    "swaps": _shows(swaps),
    "sysrq-trigger": lambda kernel: Generated(None, lambda text: write_sysrq_trigger(kernel, text), 0o200),
    "sysvipc": sysvipc_folder,
    "tty": tty_folder,
    "uptime": _shows(uptime),
    "version": _shows(version),
    "vmstat": _shows(vmstat),
}
