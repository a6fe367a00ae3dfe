"""Which of our functions stand for which of Linux's in a stack trace.

A trace is taken from the real Python frames. A function of the kernel that should be seen there is marked with
``@traced("name+offset/size")``; offsets and sizes are those that the recordings of Linux 6.1 show.
"""

from collections.abc import Callable
from types import CodeType
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])

entries: dict[CodeType, tuple[str, ...]] = {}
sched_functions: set[CodeType] = set()


def traced(*lines: str, sched: bool = False) -> Callable[[F], F]:
    """Show the function in traces as these lines, innermost first.

    ``sched``: it belongs to the scheduler (``__sched``), so /proc/PID/wchan and /proc/PID/stack leave it out.
    """

    def mark(function: F) -> F:
        entries[function.__code__] = lines
        if sched:
            sched_functions.add(function.__code__)
        return function

    return mark
