"""Why a task waits, in words: for whom, since when, in which line of its module, and what would help.

Linux has nothing like it. There a person puts it together from /proc/PID/stack, /proc/PID/status, the log and the
source; this says what she would find, in two lines, as /proc/PID/why.
"""

from collections.abc import Iterator
from types import CodeType
from typing import TYPE_CHECKING

from kshell.kernel.signal import SIG_KTHREAD, bit
from kshell.kernel.stacktrace import innermost_place, wchan
from kshell.kernel.task import Task
from kshell.uapi.signals import Signal

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel
    from kshell.kernel.module.state import Module

NSEC_PER_SEC = 1_000_000_000

_WAITS = {
    "msleep": "ssleep() or msleep() sleeps{left}, whatever happens",
    "msleep_interruptible": "msleep_interruptible() sleeps{left} or until a signal",
    "usleep_range_state": "usleep_range() sleeps",
    "kthread": "it was created, and nobody has called wake_up_process() on it yet",
    "__kthread_parkme": "it is parked until kthread_unpark()",
    "do_nanosleep": "it sleeps",
    "n_tty_read": "it waits for a line from its terminal",
    "do_select": "it waits for a line from its terminal",
    "wait_woken": "it waits for a line from its terminal",
    "pipe_read": "it waits for somebody to write to a pipe",
    "pipe_write": "it waits for somebody to read from a full pipe",
    "devkmsg_read": "it waits for the next kernel message",
}


def explain(kernel: "Kernel", task: Task) -> list[str]:
    """Two lines for a task that waits, one for a task that does not; without newlines."""
    if task.exit_state:
        return [f"{_name(task)} has ended; its parent has not asked for its status yet."]
    if task.letter == "R":
        return [f"{_name(task)} runs{_where(kernel, task)}."]
    if task.signal.stopped:
        return [f"{_name(task)} was stopped by {_signal(task.signal.stopped)}; SIGCONT (fg) lets it go on."]
    if task.stack is None:
        return [f"{_name(task)} is one of the kernel's own threads and has nothing to do."]
    since = max(kernel.clock.now - task.sleep_start, 0) // NSEC_PER_SEC
    first = f"{_name(task)} has been in {task.letter} for {since} s{_where(kernel, task)}: {_waits_for(kernel, task)}."
    second = " ".join(
        sentence for sentence in (*_others(kernel, task), _signals(task), _cure(kernel, task)) if sentence
    )
    return [first, second] if second else [first]


def stopping(kernel: "Kernel", task: Task) -> Task | None:
    """The thread that a task in kthread_stop() waits for."""
    return next((t for t in kernel.pids.tasks() if t.kthread and task in t.kthread.exited.waiters), None)


def owner(task: Task) -> Task | None:
    """The task that holds the mutex which a task waits for."""
    return task.blocked_on.owner if task.blocked_on is not None else None


# -- the first line


def _waits_for(kernel: "Kernel", task: Task) -> str:
    thread = stopping(kernel, task)
    if thread is not None:
        return f"kthread_stop() waits until {_name(thread)} has ended"
    holder = owner(task)
    if holder is not None:
        return f"mutex_lock() waits until {_name(holder)} unlocks"
    child = next((child for child in reversed(task.children) if child.alive), None)
    name = wchan(kernel, task)
    if name == "do_wait" and child is not None:
        return f"it waits until its child {_name(child)} has ended"
    if name in _WAITS:
        left = (task.expires - kernel.clock.now) / NSEC_PER_SEC
        return _WAITS[name].format(left=f" for another {max(left, 0):.1f} s" if task.expires else "")
    return f"it sleeps in {name}()" if name != "0" else "it sleeps"


def _where(kernel: "Kernel", task: Task) -> str:
    """`` in thread_fn(), kthread_hang.py:30``: the line of a module that the task is in, if it is in one."""
    place = innermost_place(kernel, task)
    return f" in {place.function}(), {place.module.file.replace('.ko', '.py')}:{place.line}" if place else ""


# -- the second line


def _others(kernel: "Kernel", task: Task) -> Iterator[str]:
    """What those whom it waits for are doing."""
    thread = stopping(kernel, task)
    if thread is not None:
        module = _module_of(kernel, thread)
        if module is not None and not calls(module, "kthread_should_stop"):
            yield f"Nothing in {module.name} calls kthread_should_stop(), so {thread.comm} never ends."
        else:
            yield f"{thread.comm} can end when it next calls kthread_should_stop(); now {_waits_now(kernel, thread)}."
    holder = owner(task)
    if holder is not None and not holder.alive:
        yield f"{_name(holder)} has ended without unlocking, and nobody else may."
    elif holder is not None and task in _chain(holder):
        yield f"{_name(holder)} waits for {task.comm} in turn: a deadlock, neither goes on."


def _waits_now(kernel: "Kernel", thread: Task) -> str:
    return "it runs" if thread.letter == "R" else _waits_for(kernel, thread)


def _chain(task: Task) -> list[Task]:
    """A task, the owner of the mutex that it waits for, the owner of the one that that one waits for, and so on."""
    chain: list[Task] = []
    link: Task | None = task
    while link is not None and link not in chain:
        chain.append(link)
        link = owner(link)
    return chain


def _signals(task: Task) -> str:
    """Which signals came, and why they did nothing."""
    signal = task.signal
    if task.is_kthread:
        allowed = [sig for sig, handler in sorted(signal.handlers.items()) if handler == SIG_KTHREAD]
        if not allowed:
            return "A kernel thread ignores every signal that it has not asked for with allow_signal()."
        names = " and ".join(_signal(sig) for sig in allowed)
        return f"Of all signals it allows {names}, and acts on them only where it looks at signal_pending()."
    came = (signal.private | signal.shared) & ~(bit(Signal.SIGKILL) if signal.group_exit else 0)
    came |= bit(signal.group_exit) if signal.group_exit else 0
    names = " and ".join(_signal(sig) for sig in range(1, 65) if came & bit(sig))
    if not names or task.letter != "D":
        return ""
    return f"{names} came and must wait: a task in D does not look at signals."


def _cure(kernel: "Kernel", task: Task) -> str:
    thread = stopping(kernel, task)
    module = _module_of(kernel, thread) if thread is not None else None
    never = module is not None and not calls(module, "kthread_should_stop")
    holder = owner(task)
    if never or (holder is not None and (not holder.alive or task in _chain(holder))):
        return "Only a reboot helps."
    return ""


def calls(module: "Module", function: str) -> bool:
    """Whether any code of a module names a function of the kernel."""
    pending: list[CodeType] = [module.code]
    while pending:
        code = pending.pop()
        if function in code.co_names and code is not module.code:
            return True
        pending += [const for const in code.co_consts if isinstance(const, CodeType)]
    return False


def _module_of(kernel: "Kernel", thread: Task) -> "Module | None":
    function = thread.kthread.function if thread.kthread is not None else None
    return kernel.modules.owner_of(getattr(function, "__globals__", {}))


def _name(task: Task) -> str:
    return f"{task.comm} (pid {task.pid})"


def _signal(sig: int) -> str:
    name = next((known.name for known in Signal if known == sig), f"signal {sig}")
    return {"SIGINT": "SIGINT (^C)", "SIGKILL": "SIGKILL (kill -9)", "SIGTSTP": "SIGTSTP (^Z)"}.get(name, name)
