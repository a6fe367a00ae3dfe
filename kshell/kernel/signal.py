"""Signals: sending, ignoring, noticing (kernel/signal.c)."""

from typing import TYPE_CHECKING, Literal

from kshell.kernel.sched.state import TASK_INTERRUPTIBLE, TASK_STOPPED, TASK_WAKEKILL
from kshell.kernel.task import Task
from kshell.uapi.errno import Errno
from kshell.uapi.signals import IGNORED_BY_DEFAULT, SIGRTMAX, STOPS_BY_DEFAULT, Signal
from kshell.uapi.syscalls import SIG_DFL, SIG_IGN, Handler

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel
    from kshell.kernel.sched.core import Scheduler

SIG_KTHREAD: Literal["SIG_KTHREAD"] = "SIG_KTHREAD"
ALL = (1 << SIGRTMAX) - 1
STOP_MASK = sum(1 << sig - 1 for sig in STOPS_BY_DEFAULT)


def bit(sig: int) -> int:
    """A signal's place in a sigset_t."""
    return 1 << sig - 1


class Signals:
    """One task's signals. ``private`` and ``shared`` are its two queues, as bit sets."""

    __slots__ = (
        "blocked", "continued", "default", "group_exit", "handlers", "init", "notify", "private", "shared",
        "stop_reported", "stopped",
    )  # fmt: skip

    def __init__(self, default: Handler = SIG_DFL) -> None:
        self.private = 0
        self.shared = 0
        self.blocked = 0
        self.handlers: dict[int, Handler | Literal["SIG_KTHREAD"]] = {}
        self.default: Handler = default
        self.notify = False
        self.init = False
        self.group_exit = 0
        self.stopped = 0
        self.stop_reported = False
        self.continued = False

    def handler(self, sig: int) -> Handler | Literal["SIG_KTHREAD"]:
        """What the task does about a signal."""
        return self.handlers.get(sig, self.default)

    @property
    def deliverable(self) -> int:
        """The pending signals that are not blocked."""
        return (self.private | self.shared) & ~self.blocked

    @property
    def pending_any(self) -> bool:
        """signal_pending(): a signal waits, or kthread_stop() has asked for notice (since 6.0)."""
        return self.notify or bool((self.private | self.shared) & ~self.blocked)

    @property
    def pending_fatal(self) -> bool:
        """fatal_signal_pending(): SIGKILL in the private queue."""
        return bool(self.private & bit(Signal.SIGKILL))

    def ends_sleep(self, state: int) -> bool:
        """Whether a sleep in ``state`` must not begin or go on (signal_pending_state)."""
        if not state & (TASK_INTERRUPTIBLE | TASK_WAKEKILL) or not self.pending_any:
            return False
        return bool(state & TASK_INTERRUPTIBLE) or self.pending_fatal

    def flush(self, mask: int = ALL) -> None:
        """Forget the pending signals in ``mask`` (flush_signals, flush_sigqueue_mask)."""
        self.private &= ~mask
        self.shared &= ~mask

    def take(self) -> int:
        """Take the next signal to act on off the queues, the private one first; 0 if there is none."""
        for name in ("private", "shared"):
            ready = getattr(self, name) & ~self.blocked
            if ready:
                lowest = ready & -ready
                kill = bit(Signal.SIGKILL)
                chosen = kill if ready & kill else lowest
                setattr(self, name, getattr(self, name) & ~chosen)
                return chosen.bit_length()
        return 0

    def mask_of(self, *kinds: str) -> int:
        """The signals whose handler is one of ``kinds``, for /proc/PID/status; SIG_KTHREAD counts as caught."""
        mask = ALL if self.default in kinds else 0
        for sig, handler in self.handlers.items():
            kind = handler if isinstance(handler, str) else "caught"
            mask = mask | bit(sig) if kind in kinds else mask & ~bit(sig)
        return mask


def ignored(task: Task, sig: int) -> bool:
    """Whether a signal to a task vanishes at once (sig_ignored)."""
    signal = task.signal
    handler = signal.handler(sig)
    if signal.blocked & bit(sig):
        return False
    if signal.init and handler == SIG_DFL and sig not in (Signal.SIGCHLD,):
        return True
    return handler == SIG_IGN or (handler == SIG_DFL and sig in IGNORED_BY_DEFAULT and sig != Signal.SIGCONT)


def is_fatal(task: Task, sig: int) -> bool:
    """Whether a signal's action is to end the task."""
    return task.signal.handler(sig) == SIG_DFL and sig not in IGNORED_BY_DEFAULT and sig not in STOPS_BY_DEFAULT


def send_signal(sched: "Scheduler", task: Task, sig: int, *, private: bool = False) -> None:
    """Queue a signal to a task and wake it if that ends its sleep (__send_signal, complete_signal).

    ``private``: to this thread alone, as send_sig() from kernel code does.
    """
    signal = task.signal
    if signal.group_exit:
        return
    if sig in STOPS_BY_DEFAULT:
        signal.flush(bit(Signal.SIGCONT))
    elif sig in (Signal.SIGCONT, Signal.SIGKILL):
        if sig == Signal.SIGCONT:
            signal.flush(STOP_MASK)
        if not task.is_kthread:
            sched.try_to_wake_up(task, TASK_STOPPED)
    if ignored(task, sig):
        return
    if private:
        signal.private |= bit(sig)
    else:
        signal.shared |= bit(sig)
    if signal.blocked & bit(sig) or (task.state == TASK_STOPPED and sig != Signal.SIGKILL):
        return
    if is_fatal(task, sig):
        signal.group_exit = sig
        signal.private |= bit(Signal.SIGKILL)
        sched.try_to_wake_up(task, TASK_INTERRUPTIBLE | TASK_WAKEKILL | TASK_STOPPED)
    else:
        sched.try_to_wake_up(task, TASK_INTERRUPTIBLE)


def kill_task(kernel: "Kernel", sender: Task, task: Task, sig: int) -> int:
    """kill(2) for one target: 0, -EPERM. Signal 0 only asks for permission."""
    if sender.uid not in (0, task.uid) and not (sig == Signal.SIGCONT and sender.sid == task.sid):
        return -Errno.EPERM
    if sig and task.alive:
        send_signal(kernel.sched, task, sig)
    return 0


def kill_pgrp(kernel: "Kernel", pgid: int, sig: int) -> None:
    """Signal a whole process group, as a terminal does for ^C."""
    for task in kernel.pids.tasks():
        if task.pgid == pgid and task.alive:
            send_signal(kernel.sched, task, sig)
