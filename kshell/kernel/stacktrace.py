"""Whose code a task stands in: the lines of a Call Trace, /proc/PID/stack and /proc/PID/wchan.

They are read from the real Python frames. Linux gives offsets in bytes of machine code; ours count 0x10 for each source
line of the function, so that ``thread_fn+0x24/0x60`` is two lines below its ``def``.
"""

import sys
from collections.abc import Iterable, Iterator
from types import FrameType
from typing import TYPE_CHECKING, NamedTuple

from kshell.kernel.idle_threads import idle_stack
from kshell.kernel.kallsyms import entries, in_sched_functions
from kshell.kernel.module.inlining import host_of
from kshell.kernel.module.layout import INIT_SECTION, LINE_BYTES, address_of_line, init_code, lines_of
from kshell.kernel.sched.switch import top_frame
from kshell.kernel.task import Task

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel
    from kshell.kernel.module.pointing import Span
    from kshell.kernel.module.state import Module


SYSCALLS = {
    "__do_sys_delete_module": 176,
    "__do_sys_finit_module": 313,
    "__x64_sys_pause": 34,
    "__x64_sys_pselect6": 270,
    "devkmsg_read": 0,
    "do_wait": 61,
    "hrtimer_nanosleep": 230,
    "kmsg_read": 0,
    "ksys_read": 0,
    "ksys_write": 1,
    "pipe_read": 0,
    "pipe_write": 1,
    "tty_read": 0,
}


class Place(NamedTuple):
    """A spot in a module's code; ``span`` is the part of the line, if it is known.

    ``inside`` is the function that the line is written in, which the compiler may have put into ``function``; ``host``
    tells the calls of that function apart, and ``outer_line`` is where in it they are.
    """

    module: "Module"
    function: str
    offset: int
    size: int
    line: int
    span: "Span | None" = None
    inside: str = ""
    outer_line: int = 0
    host: int = 0

    def __str__(self) -> str:
        return f"{self.function}+0x{self.offset:x}/0x{self.size:x} [{self.module.name}]"

    @property
    def address(self) -> int:
        """Where this spot is, or was, in the module's memory."""
        return address_of_line(self.module, self.outer_line or self.line)


def frames(task: Task) -> Iterator[FrameType]:
    """A task's Python frames, innermost first; the running task's begin with the caller's."""
    if task.sched.current is task:
        frame: FrameType | None = sys._getframe(1)
    else:
        frame = top_frame(task.stack) if task.stack is not None else None
    while frame is not None:
        yield frame
        frame = frame.f_back


def place_of(kernel: "Kernel", frame: FrameType, line: int | None = None) -> Place | None:
    """Where in a module a frame stands, None if it is not a module's."""
    module = kernel.modules.owner_of(frame.f_globals)
    if module is None:
        return None
    host = host_of(module, frame)
    code = host.f_code
    first, last = lines_of(code)
    here = line or frame.f_lineno or frame.f_code.co_firstlineno
    outer = here if host is frame else host.f_lineno or first
    size = INIT_SECTION if code is init_code(module) else (last - first + 1) * LINE_BYTES
    offset = (outer - first) * LINE_BYTES + 4
    return Place(module, code.co_name, offset, size, here, None, frame.f_code.co_name, outer, id(host))


def compiled(places: Iterable[Place]) -> Iterator[Place]:
    """The places, innermost first, without those that a compiler has left no frame of."""
    hosts: set[int] = set()
    for place in places:
        if place.host not in hosts and not (hosts and _jumps(place)):
            yield place
        hosts.add(place.host)


def _jumps(place: Place) -> bool:
    """Whether the call at a place is the last thing that the function does: it has no frame any more."""
    return place.inside == place.function and (place.function, place.line) in place.module.tail_calls


def innermost_place(kernel: "Kernel", task: Task) -> Place | None:
    """The innermost spot of module code on a task's stack."""
    for frame in frames(task):
        place = place_of(kernel, frame)
        if place is not None:
            return place
    return None


def _same_function(line: str, other: str) -> bool:
    """Whether two lines name one function: a helper of ours may stand for a part of it."""
    return line.partition("+")[0] == other.partition("+")[0]


def call_trace(kernel: "Kernel", task: Task, *, scheduler: bool = True) -> list[str]:
    """The lines of a stack trace, innermost first; without the scheduler's functions on demand."""
    if task.stack is None:
        return [line for line in idle_stack(task) if scheduler or not in_sched_functions(line)]
    lines: list[str] = []
    hosts: set[int] = set()
    for frame in frames(task):
        code = frame.f_code
        if code in entries:
            shown = [line for line in entries[code] if scheduler or not in_sched_functions(line)]
            lines += shown[1:] if shown and lines and _same_function(shown[0], lines[-1]) else shown
        elif (place := place_of(kernel, frame)) is not None and not code.co_name.startswith("<"):
            if place.host not in hosts and not (lines and _jumps(place)):
                lines.append(str(place))
            hosts.add(place.host)
    return lines


def stack_lines(kernel: "Kernel", task: Task) -> list[str]:
    """What /proc/PID/stack lists: nothing for a task that runs, unless it looks at itself."""
    if task.letter == "R" and task is not kernel.sched.current:
        return []
    lines = call_trace(kernel, task, scheduler=False)
    if task.freed_text is None:
        return lines
    inside = next((i for i, line in enumerate(lines) if line.endswith("]")), len(lines))
    return lines[:inside]


def syscall_number(trace: list[str]) -> int:
    """The number of the system call that a trace is in, -1 if it is in none."""
    names = (line.partition("+")[0] for line in trace)
    return next((SYSCALLS[name] for name in names if name in SYSCALLS), -1)


def wchan(kernel: "Kernel", task: Task) -> str:
    """The function that a task sleeps in, "0" for one that runs (/proc/PID/wchan)."""
    if task.letter in "RZX":
        return "0"
    for line in call_trace(kernel, task, scheduler=False):
        return line.partition("+")[0]
    return "0"
