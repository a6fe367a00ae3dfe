"""<linux/timer.h>: a function to be called later, in interrupt context: it must not sleep."""

from collections.abc import Callable
from typing import Any

from kshell.kernel.current import this
from kshell.kernel.time.clock import INITIAL_JIFFIES, Timer


class timer_list(Timer):
    """struct timer_list - a timer; set it up before use."""

    __slots__ = ("flags", "function")

    def __init__(self) -> None:
        super().__init__(self._run)
        self.function: Callable[[Any], None] | None = None
        self.flags = 0

    def _run(self) -> None:
        if self.function is not None:
            this.kernel.traps.call_from_timer(self.function, self)


def timer_setup(timer: timer_list, function: Callable[[Any], None], flags: int) -> None:
    """timer_setup - say which function the timer calls, with the timer as its argument."""
    timer.function = function
    timer.flags = flags


def mod_timer(timer: timer_list, expires: int) -> int:
    """mod_timer - start the timer for that jiffy, or move it: 1 if it was running, else 0."""
    was_pending = int(bool(timer.expires))
    clock = this.kernel.clock
    clock.start_jiffies(timer, expires - INITIAL_JIFFIES - clock.jiffies)
    return was_pending


def del_timer(timer: timer_list) -> int:
    """del_timer - stop the timer: 1 if it was running, else 0."""
    was_pending = int(bool(timer.expires))
    timer.expires = 0
    return was_pending


def timer_delete_sync(timer: timer_list) -> int:
    """timer_delete_sync - stop the timer, and wait if its function runs: 1 if it was running, else 0.

    Does not sleep, but burns CPU meanwhile: a timer's own function would wait for itself.
    """
    return del_timer(timer)


del_timer_sync = timer_delete_sync


def timer_pending(timer: timer_list) -> bool:
    """timer_pending - is the timer running?"""
    return bool(timer.expires)
