"""Child processes of the shell (bash jobs.c, make_child)."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from kshell.shell.control import Break, Discard, Exit, Interrupted, Return
from kshell.shell.execute.reading import run_text
from kshell.uapi.errno import Errno

if TYPE_CHECKING:
    from kshell.shell.shell import Shell

FIRST_RETRY_NSEC = 1_000_000_000
LAST_RETRY_NSEC = 16_000_000_000
INTERRUPTED = 130
CANNOT_FORK = 254


def fork(
    shell: "Shell",
    body: Callable[["Shell"], int],
    *,
    group: int | None,
    foreground: bool = False,
    lists_jobs: bool = False,
) -> int:
    """Start a subshell that runs ``body(copy)``; its pid.

    ``group`` is the process group to be in, 0 for one of its own; None: that of the shell, as without job control.
    ``foreground``: the group gets the terminal. ``lists_jobs``: it may list the shell's jobs.
    """
    copy = shell.copy()
    if not lists_jobs:
        copy.jobs.forget()

    def child() -> int:
        if group is not None:
            _join(shell, 0, group, foreground=foreground)
        copy.traps.begin_child(background=group is None and not foreground)
        copy.sys.sched_yield()  # its parent does not wait for it to get any further
        return to_the_end(copy, lambda: body(copy))

    pid = _fork(shell, child)
    if group is not None:
        with suppress(OSError):  # it may have ended already
            _join(shell, pid, group, foreground=foreground)
    return pid


def _join(shell: "Shell", pid: int, group: int, *, foreground: bool) -> None:
    shell.sys.setpgid(pid, group)
    if foreground:
        shell.jobs.terminal.give(group or pid or shell.sys.getpid())


def _fork(shell: "Shell", child: Callable[[], int]) -> int:
    """fork(2); when there are too many processes it is tried again for a while."""
    wait = FIRST_RETRY_NSEC
    while True:
        try:
            return shell.sys.fork(child)
        except OSError as error:
            if error.errno != Errno.EAGAIN or wait >= LAST_RETRY_NSEC:
                shell.complain(f"fork: {error.strerror}")
                raise Discard(CANNOT_FORK) from None
            shell.jobs.poll()
            shell.complain(f"fork: retry: {error.strerror}")
            with suppress(InterruptedError):
                shell.sys.nanosleep(wait)
            if shell.traps.interrupted:
                raise Discard(CANNOT_FORK) from None
            wait *= 2


def to_the_end(shell: "Shell", run: Callable[[], int]) -> int:
    """Run the last thing that a shell does; its exit status, however it ended, and after its EXIT trap."""
    try:
        status = run()
    except (Exit, Discard, Return) as leaving:
        status = leaving.status
    except Break:
        status = shell.status
    except Interrupted:
        status = INTERRUPTED
    return exit_trap(shell, status)


def exit_trap(shell: "Shell", status: int) -> int:
    """Run the EXIT trap, if there is one; the exit status."""
    action = shell.traps.actions.pop("EXIT", "")
    if not action:
        return status
    shell.status = status
    try:
        run_text(shell, action, "exit trap")
    except (Exit, Discard) as leaving:
        return leaving.status
    except (Break, Return, Interrupted):
        return status
    return status
