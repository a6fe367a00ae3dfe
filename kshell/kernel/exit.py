"""How a task ends, and how its parent learns of it (kernel/exit.c)."""

from typing import TYPE_CHECKING, NoReturn

from kshell.kernel.errors import KernelError, TaskExit
from kshell.kernel.kallsyms import traced
from kshell.kernel.sched.state import EXIT_DEAD, EXIT_ZOMBIE
from kshell.kernel.signal import kill_pgrp, send_signal
from kshell.kernel.task import PF_EXITING, Task
from kshell.uapi import wait
from kshell.uapi.errno import Errno
from kshell.uapi.signals import Signal
from kshell.uapi.syscalls import SIG_IGN

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

EXIT_NSEC = 100_000


def do_exit(kernel: "Kernel", code: int) -> NoReturn:
    """End the running task with a wait status: unwinds its stack; every later call of a dying task raises again."""
    task = kernel.sched.current
    if task.flags & PF_EXITING:
        kernel.sched.charge(EXIT_NSEC)
    task.flags |= PF_EXITING
    task.exit_code = code
    raise TaskExit(code)


def exit_task(kernel: "Kernel", code: int) -> None:
    """The running task's stack is unwound: give back what it held and tell its parent (do_exit)."""
    task = kernel.sched.current
    task.flags |= PF_EXITING
    task.exit_code = code
    if task.preempt_count and task.is_kthread:
        kernel.traps.dead_while_atomic(task)
    if task.files is not None:
        task.files.close_all()
        task.files = None
    if task.kthread is not None:
        task.kthread.exited.complete(kernel.sched)
    if task.pid == task.sid and task.tty is not None:
        _disassociate_tty(kernel, task)
    for child in task.children:
        child.parent = kernel.init
        kernel.init.children.append(child)
        if child.exit_state == EXIT_ZOMBIE:
            kernel.init.wait_children.wake_up()
    task.children = []
    _notify_parent(kernel, task)
    if task is kernel.init:
        kernel.panic(f"Attempted to kill init! exitcode=0x{code:08x}")


def _disassociate_tty(kernel: "Kernel", leader: Task) -> None:
    tty = leader.tty
    if tty is not None and tty.session == leader.sid:
        if tty.foreground:
            kill_pgrp(kernel, tty.foreground, Signal.SIGHUP)
        tty.session = tty.foreground = 0


def _notify_parent(kernel: "Kernel", task: Task) -> None:
    parent = task.parent
    reaped = parent is None or parent.signal.handler(Signal.SIGCHLD) == SIG_IGN
    task.exit_state = EXIT_DEAD if reaped else EXIT_ZOMBIE
    if reaped:
        release_task(kernel, task)
    elif parent is not None:
        send_signal(kernel.sched, parent, Signal.SIGCHLD)
        parent.wait_children.wake_up()


def release_task(kernel: "Kernel", task: Task) -> None:
    """The last that is seen of a task: its number is free again, and its memory unless somebody holds it."""
    task.exit_state = EXIT_DEAD
    task.exit_forks = kernel.forks
    kernel.pids.remove(task)
    kernel.past_switches += task.nvcsw + task.nivcsw
    kernel.rcu.call()
    if task.parent is not None and task in task.parent.children:
        task.parent.children.remove(task)
        task.parent.children_utime += task.utime + task.children_utime
        task.parent.children_stime += task.stime + task.children_stime
    task.usage -= 1


@traced("do_wait+0x114/0x320", "kernel_wait4+0xb4/0x160", "__do_sys_wait4+0xa2/0xb0")
def do_wait(kernel: "Kernel", pid: int, options: int) -> tuple[int, int]:
    """waitpid(2) for the running task: (pid, status); (0, 0) with WNOHANG; KernelError ECHILD, Restart."""
    task = kernel.sched.current

    def mine() -> list[Task]:
        group = -pid if pid < -1 else task.pgid if pid == 0 else 0
        return [c for c in task.children if pid in (-1, c.pid) or (group and c.pgid == group)]

    found: list[tuple[int, int]] = []

    def ready() -> bool:
        if not mine():
            raise KernelError(Errno.ECHILD)
        for child in mine():
            status = _changed(kernel, child, options)
            if status is not None:
                found.append((child.pid, status))
                return True
        return bool(options & wait.WNOHANG)

    task.wait_children.wait_or_restart(ready)
    return found[0] if found else (0, 0)


def _changed(kernel: "Kernel", child: Task, options: int) -> int | None:
    if child.exit_state == EXIT_ZOMBIE:
        release_task(kernel, child)
        return child.exit_code
    signal = child.signal
    if signal.stopped and options & wait.WUNTRACED and not signal.stop_reported:
        signal.stop_reported = True
        return wait.stopped(signal.stopped)
    if signal.continued and options & wait.WCONTINUED:
        signal.continued = False
        return wait.CONTINUED
    return None
