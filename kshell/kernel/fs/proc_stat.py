"""/proc/PID/stat: a task in numbers (fs/proc/array.c: do_task_stat)."""

from typing import TYPE_CHECKING

from kshell.kernel.fs.cpu_time import ticks
from kshell.kernel.fs.proc_maps import layout
from kshell.kernel.fs.proc_mem import PAGE_SIZE, has_mm, memory_of
from kshell.kernel.ptrace import may_access
from kshell.kernel.signal import SIG_KTHREAD
from kshell.kernel.task import Task
from kshell.uapi.sched import SCHED_RESET_ON_FORK
from kshell.uapi.signals import Signal
from kshell.uapi.syscalls import SIG_IGN

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

RLIM_INFINITY = (1 << 64) - 1
LOW_SIGNALS = 0x7FFFFFFF
NORMAL_PRIORITY = 20
FAULTS_PER_PAGE = 4
TTY_MAJOR = 4


def stat(kernel: "Kernel", task: Task) -> str:
    """The 52 numbers of /proc/PID/stat; those about addresses are for who may look into the task."""
    kernel.sched.account()
    permitted = may_access(kernel.sched.current, task)
    fields = [
        f"{task.pid} ({task.full_name}) {task.letter}",
        *_family(task),
        task.flags,
        *_times(task),
        *_memory(task, permitted),
        *_signals(task),
        int(permitted and bool(task.state or task.exit_state)),
        0,
        0,
        0 if task is kernel.kthreadd else int(Signal.SIGCHLD),
        task.cpu,
        task.rt_priority,
        task.policy & ~SCHED_RESET_ON_FORK,
        0,
        0,
        0,
        *_data(task, permitted),
        task.exit_code if permitted else 0,
    ]
    return " ".join(map(str, fields)) + "\n"


def _family(task: Task) -> list[int]:
    """ppid, pgrp, session, tty and the group in its foreground."""
    tty = task.tty
    return [
        task.parent.pid if task.parent is not None else 0,
        task.pgid,
        task.sid,
        TTY_MAJOR << 8 | tty.number if tty is not None else 0,
        tty.foreground if tty is not None else -1,
    ]


def _times(task: Task) -> list[int]:
    """Faults, times, priorities, threads, start."""
    priority = -1 - task.rt_priority if task.rt_priority else NORMAL_PRIORITY + task.nice
    return [
        memory_of(task).resident // FAULTS_PER_PAGE,
        0,
        0,
        0,
        ticks(task.utime),
        ticks(task.stime),
        ticks(task.children_utime),
        ticks(task.children_stime),
        priority,
        task.nice,
        1,
        0,
        ticks(task.start_time),
    ]


def _memory(task: Task, permitted: bool) -> list[int]:
    """Size, resident pages, the limit, then where code and stack are; 1 stands for an address that is secret."""
    if not has_mm(task):
        return [0, 0, RLIM_INFINITY, 0, 0, 0, 0, 0]
    memory, where = memory_of(task), layout(task)
    secret = (where.start_code, where.end_code, where.start_stack) if permitted else (1, 1, 0)
    return [memory.size * PAGE_SIZE, memory.resident, RLIM_INFINITY, *secret, 0, 0]


def _data(task: Task, permitted: bool) -> list[int]:
    """Where data, heap, arguments and environment are."""
    if not has_mm(task) or not permitted:
        return [0] * 7
    return list(layout(task)[3:])


def _signals(task: Task) -> list[int]:
    """Pending, blocked, ignored, caught: the first 31."""
    signal = task.signal
    masks = signal.private, signal.blocked, signal.mask_of(SIG_IGN), signal.mask_of(SIG_KTHREAD, "caught")
    return [mask & LOW_SIGNALS for mask in masks]
