"""What a report shows of interrupts: what lies between a timer's function and the task that it interrupted.

Names, offsets and order are those of the recordings y-lefttimer, bs-timerfault and bq-warnpanic.
"""

from typing import TYPE_CHECKING

from kshell.kernel.stacktrace import call_trace

if TYPE_CHECKING:
    from kshell.kernel.report import Report
    from kshell.kernel.task import Task

RUN_TIMERS = "__run_timers+0xd3/0x2c0"
CALLED_FROM_TIMER = ("call_timer_fn+0x27/0x130", "__run_timers+0x222/0x2c0")
SOFTIRQ = (
    "run_timer_softirq+0x19/0x30",
    "handle_softirqs+0xd7/0x280",
    "__irq_exit_rcu+0xac/0xe0",
    "sysvec_apic_timer_interrupt+0x6e/0x90",
)
INTERRUPTED = "asm_sysvec_apic_timer_interrupt+0x16/0x20"
IDLE = (
    "native_safe_halt+0xb/0x10",
    "amd_e400_idle+0x3d/0x50",
    "default_idle_call+0x38/0xf0",
    "do_idle+0x206/0x2b0",
    "cpu_startup_entry+0x26/0x30",
    "rest_init+0xca/0xd0",
    "arch_call_rest_init+0xa/0x14",
    "start_kernel+0x6fb/0x70f",
    "secondary_startup_64_no_verify+0xe5/0xeb",
)
INVALID_OP = (
    "report_bug+0xe2/0x150",
    "handle_bug+0x41/0x70",
    "exc_invalid_op+0x13/0x60",
    "asm_exc_invalid_op+0x16/0x20",
)
PANIC_ON_WARN = ("check_panic_on_warn.cold+0xf/0x1e", "__warn+0x89/0xc0", *INVALID_OP)


def timer_trace(report: "Report", task: "Task", inner: list[str]) -> None:
    """The trace of a fault in a timer that fired while ``task`` ran, or nobody did."""
    report.emit("Call Trace:", " <IRQ>", *(f" {line}" for line in (*inner, *SOFTIRQ)), " </IRQ>", " <TASK>")
    report.emit(f" {INTERRUPTED}")
    rip, *rest = IDLE if task is task.sched.idle else call_trace(report.kernel, task) or IDLE
    report.place(task, rip)
    report.emit(*(f" {line}" for line in rest), " </TASK>")
