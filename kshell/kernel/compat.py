"""Two worlds: the article's kernel of about 2014, and 6.1. Each point in which they cannot both be true is a flag."""

from typing import NamedTuple


class Compat(NamedTuple):
    """What of the older kernel still holds."""

    do_exit_exported: bool
    """do_exit() can be called by modules (unexported in 5.17)."""
    kthread_stop_after_exit: bool
    """kthread_stop() on a thread that has ended and that nobody holds returns its result; else use after free."""
    kthread_stop_notifies: bool
    """kthread_stop() makes signal_pending() true in the thread and ends its interruptible sleeps (since 6.0)."""
    stack_overflow_panics: bool
    """A kernel stack that overflows hits a guard page, and the machine panics; else only the task dies."""


KERNELS = {
    "article": Compat(
        do_exit_exported=True, kthread_stop_after_exit=True, kthread_stop_notifies=False, stack_overflow_panics=False
    ),
    "6.1": Compat(
        do_exit_exported=False, kthread_stop_after_exit=False, kthread_stop_notifies=True, stack_overflow_panics=True
    ),
}
