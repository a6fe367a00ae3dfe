"""The magic keys, as /proc/sysrq-trigger takes them (drivers/tty/sysrq.c; the recordings ac-sysrq and c-sysrq).

The first character written is the key. The mask kernel.sysrq is for keyboards and does not matter here.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from kshell.kernel import workqueue_show
from kshell.kernel.kallsyms import traced
from kshell.kernel.printk.printk import CONSOLE_LOGLEVEL_DEBUG, CONSOLE_LOGLEVEL_DEFAULT
from kshell.kernel.sched import debug
from kshell.kernel.sched.state import TASK_NOLOAD, TASK_UNINTERRUPTIBLE
from kshell.kernel.show_mem import kill_for_memory, show_mem
from kshell.kernel.signal import send_signal
from kshell.kernel.time import timer_list
from kshell.kernel.workqueue import Work
from kshell.uapi.signals import Signal
from kshell.uapi.syscalls import REBOOT_POWER_OFF

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel


class Key(NamedTuple):
    """What a key announces, what HELP says of it, and what it does."""

    action: str
    help: str
    handler: Callable[["Kernel"], None]


@traced(
    "__handle_sysrq.cold+0x44/0x11c", "write_sysrq_trigger+0x24/0x40", "proc_reg_write+0x56/0xa0",
    "vfs_write+0xc7/0x3f0", "ksys_write+0x6b/0xf0",
)  # fmt: skip
def write_sysrq_trigger(kernel: "Kernel", text: str) -> None:
    """A write to the file: act on its first character. May not return."""
    log = kernel.log
    level, log.console_loglevel = log.console_loglevel, CONSOLE_LOGLEVEL_DEFAULT
    key = KEYS.get(text[0])
    if text[0].isdecimal() and text[0].isascii():
        key = Key("Changing Loglevel", "", lambda kernel: _loglevel(kernel, int(text[0])))
    if key is None:
        log.emit(HELP, 6)
    else:
        log.emit(f"sysrq: {key.action}\n", 6)
    log.console_loglevel = level
    if key is not None:
        key.handler(kernel)


def _loglevel(kernel: "Kernel", level: int) -> None:
    kernel.log.console_loglevel = CONSOLE_LOGLEVEL_DEFAULT
    kernel.log.emit(f"sysrq: Loglevel set to {level}\n", 6)
    kernel.log.console_loglevel = level


def _reboot(kernel: "Kernel") -> None:
    """At once: nothing is synchronised, and nothing more is said."""
    kernel.stop("restart")


@traced("sysrq_handle_crash+0x16/0x20")
def _crash(kernel: "Kernel") -> None:
    kernel.panic("sysrq triggered crash")


def _signal_all(kernel: "Kernel", signal: Signal) -> None:
    """To every program but process 1; from now on the console shows everything (send_sig_all)."""
    for task in kernel.pids.tasks():
        if not task.is_kthread and task is not kernel.init and task.alive:
            send_signal(kernel.sched, task, signal)
    kernel.log.console_loglevel = CONSOLE_LOGLEVEL_DEBUG


@traced("show_state_filter+0x54/0xe0", "sysrq_handle_showstate+0xc/0x20")
def _show_state(kernel: "Kernel") -> None:
    """All tasks, the run queues, the work queues."""
    for task in kernel.pids.tasks():
        kernel.traps.report.task_dump(task)
    debug.show(kernel)
    workqueue_show.show(kernel)


def _show_blocked(kernel: "Kernel") -> None:
    """The tasks in D."""
    for task in kernel.pids.tasks():
        if task.alive and task.state & TASK_UNINTERRUPTIBLE and not task.state & TASK_NOLOAD:
            kernel.traps.report.task_dump(task)


@traced("nmi_cpu_backtrace.cold+0x32/0x79", "nmi_trigger_cpumask_backtrace+0xed/0x100")
def _show_backtraces(kernel: "Kernel") -> None:
    """What each CPU does: this one first, then those that it has to interrupt."""
    log, report, here = kernel.log, kernel.traps.report, kernel.sched.current.cpu
    log.emit(f"NMI backtrace for cpu {here}\n", 4)
    report.dump_stack()
    others = [cpu for cpu in range(kernel.sched.cpus) if cpu != here]
    if others:
        log.emit(f"Sending NMI from CPU {here} to CPUs {_ranges(others)}:\n", 6)
    running = iter(kernel.sched.queue)
    for cpu in others:
        task = next(running, None)
        if task is None:
            log.emit(f"NMI backtrace for cpu {cpu} skipped: idling at native_safe_halt+0xb/0x10\n", 4)
        else:
            log.emit(f"NMI backtrace for cpu {cpu}\n", 4)
            report.interrupted(task)


def _ranges(numbers: list[int]) -> str:
    """``0,2-3``"""
    text, first = [], numbers[0]
    for number, after in zip(numbers, [*numbers[1:], -1], strict=True):
        if after != number + 1:
            text.append(str(first) if first == number else f"{first}-{number}")
            first = after
    return ",".join(text)


def _kill_for_memory(kernel: "Kernel") -> None:
    """A worker does it, soon."""

    @traced("moom_callback+0x76/0xb0")
    def moom_callback(_: Work) -> None:
        kill_for_memory(kernel)

    kernel.workqueues.system.queue(Work(moom_callback))


def _nothing(kernel: "Kernel") -> None:
    """Its announcement is all that can be seen of it."""


def _says(*texts: str) -> Callable[["Kernel"], None]:
    def handler(kernel: "Kernel") -> None:
        for text in texts:
            kernel.log.emit(f"{text}\n", 4)

    return handler


KEYS = {
    "b": Key("Resetting", "reboot(b)", _reboot),
    "c": Key("Trigger a crash", "crash(c)", _crash),
    "e": Key("Terminate All Tasks", "terminate-all-tasks(e)", lambda kernel: _signal_all(kernel, Signal.SIGTERM)),
    "f": Key("Manual OOM execution", "memory-full-oom-kill(f)", _kill_for_memory),
    "i": Key("Kill All Tasks", "kill-all-tasks(i)", lambda kernel: _signal_all(kernel, Signal.SIGKILL)),
    "j": Key("Emergency Thaw of all frozen filesystems", "thaw-filesystems(j)", _says("Emergency Thaw complete")),
    "k": Key("SAK", "sak(k)", _nothing),
    "l": Key("Show backtrace of all active CPUs", "show-backtrace-all-active-cpus(l)", _show_backtraces),
    "m": Key("Show Memory", "show-memory-usage(m)", show_mem),
    "n": Key("Nice All RT Tasks", "nice-all-RT-tasks(n)", _nothing),
    "o": Key("Power Off", "poweroff(o)", lambda kernel: kernel.reboot(REBOOT_POWER_OFF)),
    "p": Key("Show Regs", "show-registers(p)", _nothing),
    "q": Key("Show clockevent devices & pending hrtimers (no others)", "show-all-timers(q)", timer_list.show),
    "r": Key("Keyboard mode set to system default", "unraw(r)", _nothing),
    "s": Key("Emergency Sync", "sync(s)", _says("Emergency Sync complete")),
    "t": Key("Show State", "show-task-states(t)", _show_state),
    "u": Key("Emergency Remount R/O", "unmount(u)", _says("Emergency Remount complete")),
    "w": Key("Show Blocked State", "show-blocked-tasks(w)", _show_blocked),
    "z": Key(
        "Dump ftrace buffer",
        "dump-ftrace-buffer(z)",
        _says("Dumping ftrace buffer:", "   (ftrace buffer empty)"),
    ),
}
HELP = "sysrq: HELP : loglevel(0-9) " + "".join(f"{key.help} " for key in KEYS.values()) + "\n"
