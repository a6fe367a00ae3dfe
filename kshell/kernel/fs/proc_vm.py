"""/proc/vmstat, buddyinfo, schedstat and pressure: counters of memory and of the CPUs (mm/vmstat.c, kernel/sched).

What is free, and for what the rest is used, agrees with /proc/meminfo; events are not counted.
"""

from typing import TYPE_CHECKING

from kshell.kernel.fs.cpu_time import CpuTime
from kshell.kernel.fs.inode import Generated, Inode
from kshell.kernel.fs.proc_mem import PAGE_SIZE, meminfo_figures
from kshell.kernel.fs.pseudo import ProcDirectory, table

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

MAX_ORDER = 10
DMA_BLOCKS = (0, 0, 0, 0, 0, 1, 1, 1, 0, 1, 3)
PAGES_PER_KB = PAGE_SIZE // 1024


def vmstat(kernel: "Kernel") -> str:
    """/proc/vmstat: pages by what they are used for, and events, of which there were none."""
    figures = meminfo_figures(kernel)
    pages = {name: figures[of] // PAGES_PER_KB for name, of in _OF_MEMINFO.items()}
    pages["nr_kernel_stack"] = figures["KernelStack"]
    return "".join(f"{name} {pages.get(name, 0)}\n" for name in _VMSTAT.split())


def buddyinfo(kernel: "Kernel") -> str:
    """/proc/buddyinfo: how many blocks of 1, 2, 4 ... pages are free in each zone."""
    left = meminfo_figures(kernel)["MemFree"] // PAGES_PER_KB - sum(n << order for order, n in enumerate(DMA_BLOCKS))
    blocks = [left >> order & 1 for order in range(MAX_ORDER)] + [max(left, 0) >> MAX_ORDER]
    return "".join(
        f"Node 0, zone {zone:>8} {''.join(f'{count:6d} ' for count in counts)}\n"
        for zone, counts in (("DMA", DMA_BLOCKS), ("DMA32", blocks))
    )


def schedstat(kernel: "Kernel") -> str:
    """/proc/schedstat: for each CPU the time that tasks ran and waited, in ns, and how often one was switched to."""
    cpus = kernel.sched.cpus
    busy = CpuTime(kernel).busy // cpus
    switches = (kernel.past_switches + sum(task.nvcsw + task.nivcsw for task in kernel.pids)) // cpus
    rows = "".join(f"cpu{cpu} 0 0 0 0 0 0 {busy} 0 {switches}\n{_domain(cpus)}" for cpu in range(cpus))
    return f"version 15\ntimestamp {kernel.clock.jiffies}\n{rows}"


def _domain(cpus: int) -> str:
    return f"domain0 {(1 << cpus) - 1:x}{' 0' * 36}\n" if cpus > 1 else ""


def pressure_folder(kernel: "Kernel") -> Inode:
    """/proc/pressure: what tasks waited for; here it is not measured."""
    rows = "".join(f"{kind} avg10=0.00 avg60=0.00 avg300=0.00 total=0\n" for kind in ("some", "full"))
    return table(kernel, dict.fromkeys(("cpu", "io", "memory"), lambda: Generated(lambda: rows)), ProcDirectory)


_OF_MEMINFO = {
    "nr_free_pages": "MemFree",
    "nr_zone_inactive_anon": "Inactive(anon)",
    "nr_zone_active_anon": "Active(anon)",
    "nr_inactive_anon": "Inactive(anon)",
    "nr_active_anon": "Active(anon)",
    "nr_slab_reclaimable": "SReclaimable",
    "nr_slab_unreclaimable": "SUnreclaim",
    "nr_anon_pages": "AnonPages",
    "nr_mapped": "Mapped",
    "nr_file_pages": "Cached",
    "nr_shmem": "Shmem",
    "nr_page_table_pages": "PageTables",
}
_VMSTAT = """\
nr_free_pages nr_zone_inactive_anon nr_zone_active_anon nr_zone_inactive_file nr_zone_active_file
nr_zone_unevictable nr_zone_write_pending nr_mlock nr_bounce nr_zspages nr_free_cma numa_hit numa_miss numa_foreign
numa_interleave numa_local numa_other nr_inactive_anon nr_active_anon nr_inactive_file nr_active_file nr_unevictable
nr_slab_reclaimable nr_slab_unreclaimable nr_isolated_anon nr_isolated_file workingset_nodes workingset_refault_anon
workingset_refault_file workingset_activate_anon workingset_activate_file workingset_restore_anon
workingset_restore_file workingset_nodereclaim nr_anon_pages nr_mapped nr_file_pages nr_dirty nr_writeback
nr_writeback_temp nr_shmem nr_shmem_hugepages nr_shmem_pmdmapped nr_file_hugepages nr_file_pmdmapped
nr_anon_transparent_hugepages nr_vmscan_write nr_vmscan_immediate_reclaim nr_dirtied nr_written nr_throttled_written
nr_kernel_misc_reclaimable nr_foll_pin_acquired nr_foll_pin_released nr_kernel_stack nr_page_table_pages
nr_sec_page_table_pages nr_swapcached pgpromote_success pgpromote_candidate nr_dirty_threshold
nr_dirty_background_threshold pgpgin pgpgout pswpin pswpout pgalloc_dma pgalloc_dma32 pgalloc_normal pgalloc_movable
pgalloc_device allocstall_dma allocstall_dma32 allocstall_normal allocstall_movable allocstall_device pgskip_dma
pgskip_dma32 pgskip_normal pgskip_movable pgskip_device pgfree pgactivate pgdeactivate pglazyfree pgfault pgmajfault
pglazyfreed pgrefill pgreuse pgsteal_kswapd pgsteal_direct pgdemote_kswapd pgdemote_direct pgscan_kswapd
pgscan_direct pgscan_direct_throttle pgscan_anon pgscan_file pgsteal_anon pgsteal_file zone_reclaim_failed
pginodesteal slabs_scanned kswapd_inodesteal kswapd_low_wmark_hit_quickly kswapd_high_wmark_hit_quickly pageoutrun
pgrotated drop_pagecache drop_slab oom_kill numa_pte_updates numa_huge_pte_updates numa_hint_faults
numa_hint_faults_local numa_pages_migrated pgmigrate_success pgmigrate_fail thp_migration_success thp_migration_fail
thp_migration_split compact_migrate_scanned compact_free_scanned compact_isolated compact_stall compact_fail
compact_success compact_daemon_wake compact_daemon_migrate_scanned compact_daemon_free_scanned
htlb_buddy_alloc_success htlb_buddy_alloc_fail unevictable_pgs_culled unevictable_pgs_scanned
unevictable_pgs_rescued unevictable_pgs_mlocked unevictable_pgs_munlocked unevictable_pgs_cleared
unevictable_pgs_stranded thp_fault_alloc thp_fault_fallback thp_fault_fallback_charge thp_collapse_alloc
thp_collapse_alloc_failed thp_file_alloc thp_file_fallback thp_file_fallback_charge thp_file_mapped thp_split_page
thp_split_page_failed thp_deferred_split_page thp_split_pmd thp_scan_exceed_none_pte thp_scan_exceed_swap_pte
thp_scan_exceed_share_pte thp_split_pud thp_zero_page_alloc thp_zero_page_alloc_failed thp_swpout
thp_swpout_fallback balloon_inflate balloon_deflate balloon_migrate swap_ra swap_ra_hit ksm_swpin_copy cow_ksm
zswpin zswpout direct_map_level2_splits direct_map_level3_splits nr_unstable
"""
