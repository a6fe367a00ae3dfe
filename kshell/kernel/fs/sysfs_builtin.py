"""/sys/module for what is built into the kernel: its parameters, to read and write (kernel/params.c, param_sysfs_init).

Names, permissions and values are those of a recorded 6.1. Of the values that are written, ``kernel.panic`` and its
like, ``printk.ignore_loglevel``, ``printk.time`` and ``module.sig_enforce`` change something; the others are kept.
"""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from kshell.kernel.errors import KernelError
from kshell.kernel.fs.inode import Inode
from kshell.kernel.fs.pseudo import SYSFS_SIZE, Attribute, SysfsDirectory, table
from kshell.kernel.module.params import TYPES
from kshell.uapi.errno import Errno

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

INT_MAX = (1 << 31) - 1
VERSIONS = {
    "tcp_cubic": "2.3",
    "tpm": "2.0",
    "tpm_crb": "0.1",
    "tpm_tis": "2.0",
    "tpm_tis_core": "2.0",
    "xz_dec": "1.1",
}
SYSCTLS = {("kernel", name): f"kernel.{name}" for name in ("panic", "panic_on_warn", "panic_print")}


class BuiltIn:
    """The parameters of all built-in modules: what was written to them."""

    def __init__(self, kernel: "Kernel") -> None:
        self._kernel = kernel
        self._written: dict[tuple[str, str], str] = {}

    def names(self) -> list[str]:
        """The modules that have a directory."""
        return list(_table())

    def directory(self, name: str, uevent: Callable[[], Inode]) -> Inode | None:
        """/sys/module/NAME; None if it is not built in."""
        parameters = _table().get(name)
        if parameters is None:
            return None
        entries: dict[str, Callable[[], Inode]] = {"uevent": uevent}
        if name in VERSIONS:
            entries["version"] = lambda: Attribute(lambda: f"{VERSIONS[name]}\n", None, 0o444, size=SYSFS_SIZE)
        if parameters:
            entries["parameters"] = lambda: self._parameters(name, parameters)
        made = table(self._kernel, entries, SysfsDirectory, 0o755)
        made.links += bool(parameters)
        return made

    def _parameters(self, module: str, parameters: "Parameters") -> Inode:
        entries = {name: self._parameter((module, name), mode, value) for name, (mode, value) in parameters.items()}
        return table(self._kernel, entries, SysfsDirectory, 0o755)

    def _parameter(self, key: tuple[str, str], mode: int, value: str) -> Callable[[], Inode]:
        return lambda: Attribute(
            lambda: f"{self._read(key, value)}\n", lambda text: self._write(key, value, text), mode, size=SYSFS_SIZE
        )

    def _read(self, key: tuple[str, str], value: str) -> str:
        if key in SYSCTLS:
            return self._kernel.sysctl.entries()[SYSCTLS[key]].show()
        return self._written.get(key, value)

    def _write(self, key: tuple[str, str], value: str, text: str) -> None:
        shown = _parsed(value, text)
        if key in SYSCTLS:
            self._kernel.sysctl.entries()[SYSCTLS[key]].store(text)
        elif key == ("printk", "ignore_loglevel"):
            self._kernel.log.ignore_loglevel = shown == "Y"
        elif key == ("printk", "time"):
            self._kernel.log.time = shown == "Y"
        elif key == ("module", "sig_enforce"):
            if self._kernel.modules.sig_enforce and shown == "N":
                raise KernelError(Errno.EROFS)
            self._kernel.modules.sig_enforce = shown == "Y"
        self._written[key] = shown


def _parsed(value: str, text: str) -> str:
    """What a parameter shows once ``text`` has been written; its kind is that of what it shows before. KernelError."""
    if value in ("Y", "N"):
        kind = TYPES["bool"]
    elif value.lstrip("-").isdecimal():
        kind = TYPES["int" if abs(int(value)) <= INT_MAX else "ulong"]
    else:
        return text.removesuffix("\n")
    error, number = kind.parse(text)
    if error:
        raise KernelError(-error)
    return kind.show(number)


Parameters = dict[str, tuple[int, str]]


@cache
def _table() -> dict[str, Parameters]:
    found = dict[str, Parameters]()
    for row in _BUILT_IN.replace("\n  ", " ").splitlines():
        name, _, cells = row.partition(":")
        parameters: Parameters = {}
        for cell in cells.split(";") if cells else []:
            parameter, mode, *value = cell.split(" ", 3)[1:]
            parameters[parameter] = int(mode, 8), "".join(value)
        found[name] = parameters
    return found


# A line for each module, continued by indentation: name, permissions and value of each parameter.
_BUILT_IN = """\
8250: nr_uarts 644 4; probe_rsa 444; share_irqs 644 1; skip_txen_test 644 0
acpi: acpica_version 444 20220331; aml_debug_output 644 0; ec_busy_polling 644 N; ec_delay 644 500;
  ec_event_clearing 644 query; ec_freeze_events 644 N; ec_max_queries 644 16; ec_no_wakeup 644 N; ec_polling_guard
  644 550; ec_storm_threshold 644 8; immediate_undock 644 Y; sleep_no_lps0 644 N
acpiphp: disable 444 N
apparmor: audit 600 normal; audit_header 600 Y; debug 600 N; enabled 444 Y; export_binary 600 Y; hash_policy 600 Y;
  lock_policy 600 N; logsyscall 600 N; mode 600 enforce; paranoid_load 444 Y; path_max 400 8192;
  rawdata_compression_level 400 -1
blk_cgroup: blkcg_debug_stats 644 N
block: events_dfl_poll_msecs 644 0
clocksource: verify_n_cpus 644 8
cpufreq: default_governor 444 schedutil; off 444 0
cpuidle: governor 444; off 444 0
cpuidle_haltpoll: force 444 N
cryptomgr: notests 644 N; panic_on_fail 444 N
cxl_core: media_ready_timeout 644 60
device_hmem: disable 444 N
dynamic_debug: verbose 644 0
edac_core: check_pci_errors 644 0; edac_mc_log_ce 644 1; edac_mc_log_ue 644 1; edac_mc_panic_on_ue 644 0;
  edac_mc_poll_msec 644 1000; edac_pci_panic_on_pe 644 0
fb: lockless_register_fb 400 N
firmware_class: path 644
fscrypto: num_prealloc_crypto_pages 444 32
gpiolib_acpi: ignore_interrupt 444 (null); ignore_wake 444 (null); run_edge_events_on_boot 444 1
grant_table: free_per_iteration 600 10
i8042: debug 600 N; unmask_kbd_data 600 N
ima: ahash_bufsize 644 4096; ahash_minsize 644 0
intel_idle: max_cstate 444 9; no_acpi 444 N; preferred_cstates 444 0; states_off 444 0; use_acpi 444 N
ipv6: autoconf 444 1; disable 444 0; disable_ipv6 444 0
kernel: consoleblank 444 0; crash_kexec_post_notifiers 644 N; ignore_rlimit_data 644 N; initcall_debug 644 N;
  module_blacklist 400 (null); panic 644 -1; panic_on_warn 644 0; panic_print 644 0; pause_on_oops 644 0
keyboard: brl_nbchords 644 1; brl_timeout 644 300
memory_hotplug: auto_movable_numa_aware 644 Y; auto_movable_ratio 644 301; memmap_on_memory 444 N; online_policy 644
  contig-zones
module: async_probe 644 N; sig_enforce 644 N
mousedev: tap_time 644 200; xres 644 1024; yres 644 768
netpoll: carrier_timeout 644 4
nmi_backtrace: backtrace_idle 644 N
page_alloc: shuffle 400 N
page_reporting: page_reporting_order 644 11
pci_hotplug: debug 644 N; debug_acpi 644 N
pcie_aspm: policy 644 [default] performance powersave powersupersave
pciehp: pciehp_poll_mode 644 N; pciehp_poll_time 644 0
printk: always_kmsg_dump 644 N; console_no_auto_verbose 644 N; console_suspend 644 Y; ignore_loglevel 644 N; time
  644 Y
processor: bm_check_disable 400 N; ignore_ppc 644 0; ignore_tpc 644 0; latency_factor 644 2; max_cstate 400 8; nocst
  400 N
pstore: backend 444 (null); compress 444 deflate; update_ms 600 -1
random: ratelimit_disable 644 0
rcupdate: rcu_cpu_stall_ftrace_dump 644 0; rcu_cpu_stall_suppress 644 0; rcu_cpu_stall_suppress_at_boot 444 0;
  rcu_cpu_stall_timeout 644 21; rcu_exp_cpu_stall_timeout 644 0; rcu_expedited 444 0; rcu_normal 444 0;
  rcu_normal_after_boot 444 0; rcu_task_collapse_lim 444 10; rcu_task_contend_lim 444 100; rcu_task_enqueue_lim 444
  1; rcu_task_ipi_delay 644 0; rcu_task_stall_info 644 2500; rcu_task_stall_info_mult 444 3; rcu_task_stall_timeout
  644 150000
rcutree: blimit 444 10; dump_tree 444 N; gp_cleanup_delay 444 0; gp_init_delay 444 0; gp_preinit_delay 444 0;
  jiffies_till_first_fqs 644 1; jiffies_till_next_fqs 644 1; jiffies_till_sched_qs 444 18446744073709551615;
  jiffies_to_sched_qs 444 25; kthread_prio 444 0; qhimark 444 10000; qlowmark 444 100; qovld 444 20000;
  rcu_delay_page_cache_fill_msec 444 5000; rcu_divisor 644 7; rcu_fanout_exact 444 N; rcu_fanout_leaf 444 16;
  rcu_kick_kthreads 644 N; rcu_min_cached_objs 444 5; rcu_nocb_gp_stride 444 -1; rcu_resched_ns 644 3000000;
  sysrq_rcu 444 N; use_softirq 444 Y
rng_core: current_quality 644 0; default_quality 644 0
rtc_cmos: use_acpi_alarm 444 N
secretmem: enable 400 N
shpchp: shpchp_debug 644 N; shpchp_poll_mode 644 N; shpchp_poll_time 644 0
spidev: bufsiz 444 4096
spurious: irqfixup 644 0; noirqdebug 644 N
srcutree: big_cpu_lim 444 128; convert_to_big 444 16; counter_wrap_check 444 4611686018427387903; exp_holdoff 444
  25000; small_contention_lim 444 100; srcu_max_nodelay 444 1000; srcu_max_nodelay_phase 444 1000;
  srcu_retry_check_delay 444 5
suspend: pm_test_delay 644 5
syscall: x32 444 N
sysrq: reset_seq 644; sysrq_downtime_ms 644 0
tcp_cubic: beta 644 717; bic_scale 444 41; fast_convergence 644 1; hystart 644 1; hystart_ack_delta_us 644 2000;
  hystart_detect 644 3; hystart_low_window 644 16; initial_ssthresh 644 0; tcp_friendliness 644 1
thermal: act 644 0; crt 644 0; psv 644 0; tzp 444 0
tpm: suspend_pcr 644 0
tpm_crb:
tpm_tis: force 444 N; hid 444; interrupts 444 -1; itpm 444 N
tpm_tis_core:
vt: color 644 7; cur_default 644 2; default_blu 644 0,0,0,0,170,170,170,170,85,85,85,85,255,255,255,255; default_grn
  644 0,0,170,85,0,0,170,170,85,85,255,255,85,85,255,255; default_red 644
  0,170,0,170,0,170,0,170,85,255,85,255,85,255,85,255; default_utf8 644 1; global_cursor_default 644 1; italic 644
  2; underline 644 3
workqueue: debug_force_rr_cpu 644 N; disable_numa 444 N; power_efficient 444 N
xen: balloon_boot_timeout 444 180; event_eoi_delay 644 10; event_loop_timeout 644 2
xen_kbdfront: ptr_size 444 800,600
xz_dec:
zswap: accept_threshold_percent 644 90; compressor 644 lzo; enabled 644 N; max_pool_percent 644 20;
  non_same_filled_pages_enabled 644 Y; same_filled_pages_enabled 644 Y; zpool 644 zbud
"""
