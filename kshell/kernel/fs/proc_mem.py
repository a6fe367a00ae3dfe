"""How much memory tasks and the machine use: /proc/PID/statm, the Vm lines of status, /proc/meminfo.

Programs here have no pages; ``Task.mm_pages`` says how large each is, and the areas of /proc/PID/maps add up to that.
What part is resident and shared follows the proportions of bash in the recordings. The machine is theirs too: 958.5
MiB, of which 901 were free.
"""

from typing import TYPE_CHECKING, NamedTuple

from kshell.kernel.fs.proc_maps import DATA_PAGES, LIBRARY_TEXT_PAGES, STACK_PAGES, text_pages
from kshell.kernel.task import Task

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

PAGE_SIZE = 4096
TOTAL_KB = 981_476
FREE_KB = 922_700
UNAVAILABLE_KB = 66_772
STACK_KB = 16


class Memory(NamedTuple):
    """The pages of a program, by kind."""

    size: int
    resident: int
    shared: int
    text: int

    @property
    def anonymous(self) -> int:
        return self.resident - self.shared


def memory_of(task: Task) -> Memory:
    """What a task uses: nothing if it is a kernel thread or has ended."""
    size = task.mm_pages if has_mm(task) else 0
    resident = size * 4 // 5
    return Memory(size, resident, resident * 6 // 7, text_pages(size))


def has_mm(task: Task) -> bool:
    """Whether a task has an address space of its own."""
    return not task.is_kthread and task.alive


def statm(kernel: "Kernel", task: Task) -> str:
    """/proc/PID/statm: size, resident, shared, text, 0, data and stack, 0 in pages."""
    if not has_mm(task):
        return "0 0 0 0 0 0 0\n"
    memory = memory_of(task)
    return f"{memory.size} {memory.resident} {memory.shared} {memory.text} 0 {DATA_PAGES + STACK_PAGES} 0\n"


def vm_lines(task: Task) -> str:
    """``VmPeak:	    8200 kB`` and the other lines about memory in /proc/PID/status (task_mem)."""
    memory = memory_of(task)
    file = min(memory.shared, 1)
    rows = (
        ("VmPeak", memory.size),
        ("VmSize", memory.size),
        ("VmLck", 0),
        ("VmPin", 0),
        ("VmHWM", memory.resident),
        ("VmRSS", memory.resident),
        ("RssAnon", memory.anonymous),
        ("RssFile", file),
        ("RssShmem", memory.shared - file),
        ("VmData", DATA_PAGES),
        ("VmStk", STACK_PAGES),
        ("VmExe", memory.text),
        ("VmLib", LIBRARY_TEXT_PAGES),
        ("VmPTE", 12),
        ("VmSwap", 0),
        ("HugetlbPages", 0),
    )
    return "".join(f"{name}:\t{pages * PAGE_SIZE // 1024:8d} kB\n" for name, pages in rows)


def meminfo_figures(kernel: "Kernel") -> dict[str, int]:
    """The rows of /proc/meminfo: what programs and stacks take is missing from what a machine just booted has free."""
    tasks = list(kernel.pids.tasks())
    stacks = STACK_KB * len(tasks)
    anonymous = sum(memory_of(task).anonymous for task in tasks) * PAGE_SIZE // 1024
    free = max(FREE_KB - stacks - anonymous, 0)
    figures = _FIGURES | {"MemFree": free, "MemAvailable": max(free - UNAVAILABLE_KB, 0)}
    return figures | {"AnonPages": anonymous, "KernelStack": stacks}


def meminfo(kernel: "Kernel") -> str:
    """/proc/meminfo."""
    return "".join(
        f"{name + ':':<16}{kb:8d}{'' if name.startswith('HugePages_') else ' kB'}\n"
        for name, kb in meminfo_figures(kernel).items()
    )


_FIGURES = {
    "MemTotal": TOTAL_KB,
    "MemFree": FREE_KB,
    "MemAvailable": FREE_KB,
    "Buffers": 0,
    "Cached": 25_192,
    "SwapCached": 0,
    "Active": 8_376,
    "Inactive": 18_288,
    "Active(anon)": 8_376,
    "Inactive(anon)": 18_288,
    "Active(file)": 0,
    "Inactive(file)": 0,
    "Unevictable": 0,
    "Mlocked": 0,
    "SwapTotal": 0,
    "SwapFree": 0,
    "Zswap": 0,
    "Zswapped": 0,
    "Dirty": 0,
    "Writeback": 0,
    "AnonPages": 0,
    "Mapped": 3_152,
    "Shmem": 25_192,
    "KReclaimable": 8_988,
    "Slab": 15_968,
    "SReclaimable": 8_988,
    "SUnreclaim": 6_980,
    "KernelStack": 0,
    "PageTables": 240,
    "SecPageTables": 0,
    "NFS_Unstable": 0,
    "Bounce": 0,
    "WritebackTmp": 0,
    "CommitLimit": TOTAL_KB // 2,
    "Committed_AS": 28_436,
    "VmallocTotal": 34_359_738_367,
    "VmallocUsed": 5_688,
    "VmallocChunk": 0,
    "Percpu": 520,
    "HardwareCorrupted": 0,
    "AnonHugePages": 0,
    "ShmemHugePages": 0,
    "ShmemPmdMapped": 0,
    "FileHugePages": 0,
    "FilePmdMapped": 0,
    "HugePages_Total": 0,
    "HugePages_Free": 0,
    "HugePages_Rsvd": 0,
    "HugePages_Surp": 0,
    "Hugepagesize": 2_048,
    "Hugetlb": 0,
    "DirectMap4k": 28_544,
    "DirectMap2M": 1_019_904,
    "DirectMap1G": 0,
}
