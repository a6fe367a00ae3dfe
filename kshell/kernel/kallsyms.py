"""Which of our functions stand for which of Linux's in a stack trace.

A trace is taken from the real Python frames. A function of the kernel that should be seen there is marked with
``@traced("name+offset/size")``; offsets and sizes are those that the recordings of Linux 6.1 show.
"""

from collections.abc import Callable
from types import CodeType
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])

entries: dict[CodeType, tuple[str, ...]] = {}

SCHED_FUNCTIONS = frozenset(
    (
        "__schedule", "schedule", "schedule_timeout", "schedule_preempt_disabled", "__wait_for_common",
        "__mutex_lock.constprop.0", "do_nanosleep", "schedule_hrtimeout_range_clock", "__down_common", "down",
        "down_read", "rwsem_down_read_slowpath", "rwsem_down_write_slowpath",
    )
)  # fmt: skip


def traced(*lines: str) -> Callable[[F], F]:
    """Show the function in traces as these lines, innermost first."""

    def mark(function: F) -> F:
        entries[function.__code__] = lines
        return function

    return mark


def in_sched_functions(line: str) -> bool:
    """Whether a trace's line is of the scheduler: /proc/PID/wchan and /proc/PID/stack leave it out."""
    return line.partition("+")[0] in SCHED_FUNCTIONS
