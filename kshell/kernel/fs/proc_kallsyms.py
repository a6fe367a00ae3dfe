"""/proc/kallsyms: which address every symbol has (kernel/kallsyms.c, kernel/module/kallsyms.c).

Of the kernel's own 94,000 symbols there are those that modules and stack traces have to do with. Their places in the
kernel are those of the recording ah-kallsyms; the kernel itself is where the panic message says.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kshell.kernel.fs.proc_modules import shown_address
from kshell.kernel.module.symtab import symbols

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

KERNEL_TEXT = 0xFFFFFFFFA0200000
PER_CPU = ((0, "fixed_percpu_data"), (0, "__per_cpu_start"), (0x1000, "cpu_debug_store"))


def kallsyms(kernel: "Kernel") -> str:
    """The whole file: address, kind (T and t code, D data, r constant; capitals are global), name, module."""
    return "".join(_lines(kernel))


def _lines(kernel: "Kernel") -> Iterator[str]:
    for offset, name in PER_CPU:
        yield f"{shown_address(kernel, offset):016x} A {name}\n"
    for row in "".join(_KERNEL.split("\n")).split(";"):
        place, kind, name = row.split(" ")
        yield f"{shown_address(kernel, KERNEL_TEXT + int(place, 16)):016x} {kind} {name}\n"
    for module in kernel.modules.listed():
        for offset, kind, name in symbols(module):
            yield f"{shown_address(kernel, module.address + offset):016x} {kind} {name}\t[{module.name}]\n"


_KERNEL = """\
0 T startup_64;0 T _stext;0 T _text;2460 T do_one_initcall;32d0 T ret_from_fork;9df40 T __put_task_struct;
a6570 t do_wait;a7010 T do_exit;a7d10 T kernel_wait4;b2610 T kernel_sigaction;b3e70 T flush_signals;
b5670 T send_sig;ba7a0 T __x64_sys_pause;c40a0 T __flush_workqueue;c4c80 T queue_work_on;
c52d0 T queue_delayed_work_on;c5960 T cancel_work_sync;c5970 T cancel_delayed_work_sync;c5a90 t process_one_work;
c5e10 t rescuer_thread;c61b0 t worker_thread;c6630 T flush_work;c7a80 T destroy_workqueue;
c8990 T alloc_workqueue;ca820 T param_get_int;ca940 T param_set_int;cad30 T param_get_bool;
cbbc0 T kthread_should_stop;cbc20 T kthread_should_park;cbd10 T kthread_parkme;cbf20 T kthread_create_on_node;
cbf90 T kthread_park;cc260 T kthread_bind;cc2d0 T kthread_unpark;ccb20 T kthread_stop;
cd320 T kthread_complete_and_exit;cd340 t kthread;cd560 T kthreadd;dd8e0 T set_user_nice;
e1c40 T wake_up_process;e1cf0 T default_wake_function;102350 T __init_waitqueue_head;102370 T init_wait_entry;
103000 T wait_woken;1031c0 T try_wait_for_completion;103220 T completion_done;1040a0 T complete_all;
104890 T finish_wait;104d00 T complete;105520 T autoremove_wake_function;105790 T prepare_to_wait_event;
106070 T __wake_up;110500 T __mutex_init;110530 T mutex_is_locked;11b090 T __printk_ratelimit;
11c750 t devkmsg_read;11ebe0 T vprintk;1470d0 T module_refcount;1474f0 T module_put;1480f0 T try_module_get;
148190 T __module_get;149200 t free_module;149360 t do_init_module;149680 t load_module;
14b9d0 t __do_sys_finit_module;14bc60 t __do_sys_delete_module;1538c0 T init_timer_key;
153b80 T timer_delete_sync;153ba0 T timer_delete;154980 T mod_timer;1549a0 T add_timer;1549d0 T msleep;
154a10 T msleep_interruptible;1566b0 T hrtimer_nanosleep;1584f0 T ktime_get;1a5410 t watchdog;3669e0 T vfs_read;
367160 T vfs_write;367550 T ksys_read;367680 T ksys_write;372af0 t pipe_read;373090 t pipe_write;
39a5a0 T seq_read_iter;39a9f0 T seq_read;4073e0 t proc_pid_stack;4081a0 t proc_single_show;53f9e0 T kstrtobool;
540290 T kstrtoint;682570 t tty_read;6881d0 t n_tty_read;690910 t sysrq_handle_crash;
690c40 t __sysrq_swap_key_ops;690d00 T __handle_sysrq;691250 t write_sysrq_trigger;9f7710 T __const_udelay;
9f7750 T __udelay;9f7760 T __ndelay;a01cb0 T panic;a07e3d T _printk;a4389e T dump_stack;a43dc0 T do_syscall_64;
a523d0 t __schedule;a52dd0 T schedule;a52f80 T __cond_resched;a531e0 T schedule_preempt_disabled;
a537e0 t __wait_for_common;a539c0 T wait_for_completion;a539e0 T wait_for_completion_timeout;
a53a00 T wait_for_completion_interruptible;a53a60 T wait_for_completion_killable;a53d60 T mutex_unlock;
a53de0 T mutex_trylock;a54980 t __mutex_lock.constprop.0;a550b0 T mutex_lock_killable;
a550f0 T mutex_lock_interruptible;a55130 T mutex_lock;a58570 T usleep_range_state;a58600 T schedule_timeout;
a58750 T schedule_timeout_interruptible;a58770 T schedule_timeout_killable;
a58790 T schedule_timeout_uninterruptible;a587b0 T schedule_timeout_idle;a58920 t do_nanosleep;
a59af0 T _raw_spin_lock_irqsave;a59b40 T _raw_spin_trylock;a59b80 T _raw_spin_unlock_irqrestore;
a59fd0 T _raw_spin_lock_bh;a5a000 T _raw_spin_lock;a5a030 T _raw_spin_lock_irq;a5a090 T _raw_spin_unlock;
a5a140 T native_queued_spin_lock_slowpath;c000b8 T entry_SYSCALL_64_after_hwframe;e01d32 T _etext;
1000360 D sys_call_table;1020b40 D param_ops_bool;1020b60 D param_ops_charp;1020c20 D param_ops_int;
1161900 D linux_banner;1a00000 D _sdata;1a079c0 D jiffies;1a079c0 D jiffies_64;1a1aa40 D init_task;
1a5b5c0 D module_ktype;1b292a0 D modules;1b5c940 D init_mm;1c3c800 D system_unbound_wq;1c3c818 D system_wq;
1c48980 D _edata;2310000 B __bss_start;3430000 B _end"""
