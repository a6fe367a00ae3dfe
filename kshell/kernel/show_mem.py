"""The memory report of sysrq m, and the killing of sysrq f (mm/show_mem.c, mm/oom_kill.c; the recording ac-sysrq)."""

from typing import TYPE_CHECKING

from kshell.kernel.fs.proc_limits import badness, killable
from kshell.kernel.fs.proc_mem import PAGE_SIZE, has_mm, meminfo_figures, memory_of
from kshell.kernel.kallsyms import traced
from kshell.kernel.signal import send_signal
from kshell.kernel.task import Task
from kshell.uapi.signals import Signal

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

PAGE_KB = PAGE_SIZE // 1024
DMA_FREE_KB = 15232
PCP_KB = 22308
LARGEST_BLOCK_KB = 4096
PAGE_TABLES_KB = 48


def show_mem(kernel: "Kernel") -> None:
    """Write the report to the log."""
    kb = meminfo_figures(kernel)
    free = kb["MemFree"] - PCP_KB
    normal = free - DMA_FREE_KB
    pages = {name: value // PAGE_KB for name, value in kb.items()}
    anon = (
        f"active_anon:{kb['Active(anon)']}kB inactive_anon:{kb['Inactive(anon)']}kB active_file:0kB inactive_file:0kB"
    )
    for text in (
        "Mem-Info:",
        f"active_anon:{pages['Active(anon)']} inactive_anon:{pages['Inactive(anon)']} isolated_anon:0\n"
        " active_file:0 inactive_file:0 isolated_file:0\n"
        " unevictable:0 dirty:0 writeback:0\n"
        f" slab_reclaimable:{pages['SReclaimable']} slab_unreclaimable:{pages['SUnreclaim']}\n"
        f" mapped:{pages['Mapped']} shmem:{pages['Shmem']} pagetables:{pages['PageTables']}\n"
        " sec_pagetables:0 bounce:0\n"
        " kernel_misc_reclaimable:0\n"
        f" free:{free // PAGE_KB} free_pcp:{PCP_KB // PAGE_KB} free_cma:0",
        f"Node 0 {anon} unevictable:0kB isolated(anon):0kB isolated(file):0kB mapped:{kb['Mapped']}kB dirty:0kB "
        f"writeback:0kB shmem:{kb['Shmem']}kB shmem_thp: 0kB shmem_pmdmapped: 0kB anon_thp: 0kB writeback_tmp:0kB "
        f"kernel_stack:{kb['KernelStack']}kB pagetables:{kb['PageTables']}kB sec_pagetables:0kB all_unreclaimable? no",
        f"Node 0 DMA free:{DMA_FREE_KB}kB boost:0kB min:716kB low:892kB high:1068kB reserved_highatomic:0KB "
        "active_anon:0kB inactive_anon:0kB active_file:0kB inactive_file:0kB unevictable:0kB writepending:0kB "
        "present:15992kB managed:15360kB mlocked:0kB bounce:0kB free_pcp:0kB local_pcp:0kB free_cma:0kB",
        "lowmem_reserve[]: 0 924 924 924 924",
        f"Node 0 DMA32 free:{normal}kB boost:0kB min:44336kB low:55420kB high:66504kB reserved_highatomic:0KB {anon} "
        "unevictable:0kB writepending:0kB present:1032064kB managed:966116kB mlocked:0kB bounce:0kB "
        f"free_pcp:{PCP_KB}kB local_pcp:{PCP_KB // 2}kB free_cma:0kB",
        "lowmem_reserve[]: 0 0 0 0 0",
        f"Node 0 DMA: {_blocks(DMA_FREE_KB)}",
        f"Node 0 DMA32: {_blocks(normal)}",
        "Node 0 hugepages_total=0 hugepages_free=0 hugepages_surp=0 hugepages_size=1048576kB",
        "Node 0 hugepages_total=0 hugepages_free=0 hugepages_surp=0 hugepages_size=2048kB",
        f"{pages['Cached']} total pagecache pages",
        "0 pages in swap cache",
        "Free swap  = 0kB",
        "Total swap = 0kB",
        "262014 pages RAM",
        "0 pages HighMem/MovableOnly",
        "16645 pages reserved",
        "0 pages hwpoisoned",
    ):
        kernel.log.emit(f"{text}\n", 4)


def _blocks(kb: int) -> str:
    """Free memory by the size of its blocks: as few of them as possible, as on a machine just booted."""
    counts, size, left = [], LARGEST_BLOCK_KB, kb
    while size >= PAGE_KB:
        counts.append((left // size, size))
        left, size = left % size, size // 2
    each = (f"{count}*{size}kB{' (M)' if count else ''}" for count, size in reversed(counts))
    return f"{' '.join(each)} = {kb}kB"


@traced("dump_header+0x4c/0x22b", "oom_kill_process.cold+0xb/0x10", "out_of_memory+0x1fd/0x4c0")
def kill_for_memory(kernel: "Kernel") -> None:
    """Kill the largest program, as if memory had run out."""
    emit, killer = kernel.log.emit, kernel.sched.current
    emit(f"{killer.comm} invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=-1, oom_score_adj=0\n", 4)
    kernel.traps.report.dump_stack()
    show_mem(kernel)
    emit("Tasks state (memory values in pages):\n", 6)
    emit("[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name\n", 6)
    programs = [task for task in kernel.pids.tasks() if has_mm(task) and task is not kernel.init]
    for task in programs:
        memory = memory_of(task)
        emit(
            f"[{task.pid:7d}] {task.uid:5d} {task.tgid:5d} {memory.size:8d} {memory.resident:8d} "
            f"{PAGE_TABLES_KB * 1024:8d} {0:8d}         {task.oom_score_adj:5d} {task.comm}\n",
            6,
        )
    choice = [task for task in reversed(programs) if killable(kernel, task)]
    if choice:
        _kill(kernel, max(choice, key=badness))


def _kill(kernel: "Kernel", task: Task) -> None:
    memory = memory_of(task)
    file = min(memory.shared, 1)
    kernel.log.emit(
        "oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task_memcg=/,"
        f"task={task.comm},pid={task.pid},uid={task.uid}\n",
        6,
    )
    kernel.log.emit(
        f"Out of memory: Killed process {task.pid} ({task.comm}) total-vm:{memory.size * PAGE_KB}kB, "
        f"anon-rss:{memory.anonymous * PAGE_KB}kB, file-rss:{file * PAGE_KB}kB, "
        f"shmem-rss:{(memory.shared - file) * PAGE_KB}kB, UID:{task.uid} pgtables:{PAGE_TABLES_KB}kB "
        f"oom_score_adj:{task.oom_score_adj}\n",
        3,
    )
    send_signal(kernel.sched, task, Signal.SIGKILL)
