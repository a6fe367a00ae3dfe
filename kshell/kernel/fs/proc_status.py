"""/proc/PID/status: what a task is, in words (fs/proc/array.c: proc_pid_status)."""

import re
from typing import TYPE_CHECKING

from kshell.kernel.fs.proc_mem import has_mm, vm_lines
from kshell.kernel.signal import SIG_KTHREAD, bit
from kshell.kernel.task import Task
from kshell.uapi.resource import RLIMIT_SIGPENDING
from kshell.uapi.signals import Signal
from kshell.uapi.syscalls import SIG_IGN

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

STATES = {
    "R": "running",
    "S": "sleeping",
    "D": "disk sleep",
    "T": "stopped",
    "X": "dead",
    "Z": "zombie",
    "P": "parked",
    "I": "idle",
}
ALL_CAPABILITIES = (1 << 41) - 1
MEMORY_NODES_SHOWN = ",".join(["00000000"] * 31 + ["00000001"])
CPUS_A_WORD = 32


def status(kernel: "Kernel", task: Task) -> str:
    """The whole file."""
    return (
        _identity(task)
        + (vm_lines(task) + "CoreDumping:\t0\nTHP_enabled:\t1\n" if has_mm(task) else "")
        + "Threads:\t1\n"
        + _signals(kernel, task)
        + _capabilities(task)
        + "NoNewPrivs:\t0\nSeccomp:\t0\nSeccomp_filters:\t0\n"
        + "Speculation_Store_Bypass:\tnot vulnerable\nSpeculationIndirectBranch:\talways enabled\n"
        + _placement(kernel, task)
        + f"voluntary_ctxt_switches:\t{task.nvcsw}\nnonvoluntary_ctxt_switches:\t{task.nivcsw}\n"
    )


def _identity(task: Task) -> str:
    ids = task.uid, task.gid
    uids, gids = ("\t".join([str(one)] * 4) for one in ids)
    table = 0 if not task.alive else 64 if task.is_kthread else 256
    rows: list[tuple[str, object]] = [
        ("Name", task.full_name.replace("\\", "\\\\").replace("\n", "\\n")),
        ("Umask", f"{task.umask:#06o}".replace("0o", "")),
        ("State", f"{task.letter} ({STATES[task.letter]})"),
        ("Tgid", task.tgid),
        ("Ngid", 0),
        ("Pid", task.pid),
        ("PPid", task.parent.pid if task.parent is not None else 0),
        ("TracerPid", 0),
        ("Uid", uids),
        ("Gid", gids),
        ("FDSize", table),
        ("Groups", " "),
        ("NStgid", task.tgid),
        ("NSpid", task.pid),
        ("NSpgid", task.pgid),
        ("NSsid", task.sid),
    ]
    if not task.alive:
        del rows[1]
    return "".join(f"{name}:\t{value}\n" for name, value in rows)


def _signals(kernel: "Kernel", task: Task) -> str:
    signal = task.signal
    masks = {
        "SigPnd": signal.private,
        "ShdPnd": signal.shared,
        "SigBlk": signal.blocked,
        "SigIgn": signal.mask_of(SIG_IGN),
        "SigCgt": signal.mask_of(SIG_KTHREAD, "caught"),
    }
    head = f"SigQ:\t{_queued(kernel, task.uid)}/{task.rlimits[RLIMIT_SIGPENDING][0]}\n"
    return head + "".join(f"{name}:\t{mask:016x}\n" for name, mask in masks.items())


def _queued(kernel: "Kernel", uid: int) -> int:
    """The signals queued for a user's programs, process 1 and its descendants; SIGKILL takes no memory."""
    mask, count, programs = ~bit(Signal.SIGKILL), 0, [kernel.init]
    for task in programs:
        programs += task.children
        if task.uid == uid:
            count += (task.signal.shared & mask).bit_count() + (task.signal.private & mask).bit_count()
    return count


def _capabilities(task: Task) -> str:
    effective = 0 if task.uid else ALL_CAPABILITIES
    masks = {"CapInh": 0, "CapPrm": effective, "CapEff": effective, "CapBnd": ALL_CAPABILITIES, "CapAmb": 0}
    return "".join(f"{name}:\t{mask:016x}\n" for name, mask in masks.items())


def _placement(kernel: "Kernel", task: Task) -> str:
    cpus = kernel.sched.cpus
    mask = (1 << cpus) - 1 if task.affinity is None else task.affinity
    return (
        f"Cpus_allowed:\t{cpu_mask(mask, cpus)}\nCpus_allowed_list:\t{cpu_list(mask)}\n"
        f"Mems_allowed:\t{MEMORY_NODES_SHOWN}\nMems_allowed_list:\t0\n"
    )


def cpu_list(mask: int) -> str:
    """A set of CPUs as ranges: ``0-1,3``."""
    runs = re.finditer("1+", f"{mask:b}"[::-1])
    return ",".join(str(run.start()) if len(run[0]) == 1 else f"{run.start()}-{run.end() - 1}" for run in runs)


def cpu_mask(mask: int, cpus: int) -> str:
    """A set of CPUs in hexadecimal, as wide as the machine is, in groups of 32 CPUs."""
    groups = []
    for first in range(0, cpus, CPUS_A_WORD):
        width = (min(cpus - first, CPUS_A_WORD) + 3) // 4
        groups.append(f"{mask >> first & 0xFFFFFFFF:0{width}x}")
    return ",".join(reversed(groups))
