"""/proc/interrupts and /proc/softirqs, and their sums in /proc/stat (kernel/irq/proc.c, arch/x86/kernel/irq.c).

Those that devices raise are the ones of a boot without disk and network. The local timer ticks while a CPU is busy, and
some times a second while it is idle.
"""

from typing import TYPE_CHECKING

from kshell.kernel.fs.cpu_time import CpuTime
from kshell.kernel.time.clock import TICK_NSEC

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

IDLE_TICK_NSEC = 100_000_000
DEVICES = (
    (0, 98, "IO-APIC   2-edge      timer"),
    (1, 9, "IO-APIC   1-edge      i8042"),
    (8, 1, "IO-APIC   8-edge      rtc0"),
    (9, 0, "IO-APIC   9-fasteoi   acpi"),
    (12, 3, "IO-APIC  12-edge      i8042"),
)
LOCAL = {
    "NMI": "Non-maskable interrupts",
    "LOC": "Local timer interrupts",
    "SPU": "Spurious interrupts",
    "PMI": "Performance monitoring interrupts",
    "IWI": "IRQ work interrupts",
    "RTR": "APIC ICR read retries",
    "RES": "Rescheduling interrupts",
    "CAL": "Function call interrupts",
    "TLB": "TLB shootdowns",
    "TRM": "Thermal event interrupts",
    "THR": "Threshold APIC interrupts",
    "DFR": "Deferred Error APIC interrupts",
    "MCE": "Machine check exceptions",
    "MCP": "Machine check polls",
    "ERR": "",
    "MIS": "",
    "PIN": "Posted-interrupt notification event",
    "NPI": "Nested posted-interrupt event",
    "PIW": "Posted-interrupt wakeup event",
}
SOFTIRQS = ("HI", "TIMER", "NET_TX", "NET_RX", "BLOCK", "IRQ_POLL", "TASKLET", "SCHED", "HRTIMER", "RCU")
IRQS_SHOWN = 440


def timer_ticks(kernel: "Kernel") -> int:
    """How often the local timer of each CPU has ticked."""
    time, cpus = CpuTime(kernel), kernel.sched.cpus
    return time.busy // (TICK_NSEC * cpus) + time.idle // (IDLE_TICK_NSEC * cpus)


def interrupts(kernel: "Kernel") -> str:
    """/proc/interrupts: a row for each kind, a column for each CPU."""
    cpus, ticks = kernel.sched.cpus, timer_ticks(kernel)
    rows = [" " * 11 + "".join(f"CPU{cpu:<8d}" for cpu in range(cpus))]
    for irq, count, what in DEVICES:
        columns = "".join(f"{count if cpu == irq % cpus else 0:10d} " for cpu in range(cpus))
        rows.append(f"{irq:3d}: {columns}  {what}")
    for name, what in LOCAL.items():
        count = {"LOC": ticks, "MCP": 1}.get(name, 0)
        rows.append(f"{name}: " + (f"{count:10d} " * cpus + f"  {what}" if what else f"{count:10d}"))
    return "\n".join(rows) + "\n"


def softirq_counts(kernel: "Kernel") -> list[int]:
    """How often each kind of softirq has run on each CPU."""
    ticks = timer_ticks(kernel)
    share = {"TIMER": ticks // 4, "TASKLET": 1, "SCHED": ticks, "RCU": ticks // 2}
    return [share.get(name, 0) for name in SOFTIRQS]


def softirqs(kernel: "Kernel") -> str:
    """/proc/softirqs."""
    cpus = kernel.sched.cpus
    rows = [" " * 20 + "".join(f"CPU{cpu:<8d}" for cpu in range(cpus))]
    rows += [
        f"{name:>12}:" + f"{count:11d}" * cpus for name, count in zip(SOFTIRQS, softirq_counts(kernel), strict=True)
    ]
    return "\n".join(rows) + "\n"


def stat_lines(kernel: "Kernel") -> tuple[str, str]:
    """The lines ``intr`` and ``softirq`` of /proc/stat: all together, then one by one."""
    devices = {irq: count for irq, count, _ in DEVICES}
    total = sum(devices.values()) + (timer_ticks(kernel) + 1) * kernel.sched.cpus
    each = " ".join(str(devices.get(irq, 0)) for irq in range(IRQS_SHOWN))
    soft = [count * kernel.sched.cpus for count in softirq_counts(kernel)]
    return f"intr {total} {each}\n", f"softirq {sum(soft)} {' '.join(map(str, soft))}\n"
