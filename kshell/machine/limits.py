"""What keeps a module from taking the host's process with it: room for deep calls, an end to memory, a watchdog."""

import atexit
import signal
import sys
from types import FrameType

from kshell.kernel.module.image import SCHED
from kshell.kernel.sched.core import Scheduler

try:
    import resource
except ImportError:  # not a Unix
    resource = None  # type: ignore[assignment]  # the name of a module otherwise

DEEPEST_CALLS = 40_000  # a shell function that calls itself takes a dozen of Python's for each
STACK_BYTES = 120 << 20  # for as many calls: sorted() that calls itself takes 2.5 KB of stack for each
MEMORY_BYTES = 2 << 30
LOOK_SECONDS = 1.0
PATIENCE = 10
PROGRESS_NSEC = 100_000_000

_found: dict[int, tuple[int, int]] = {}


def make_room_for_calls() -> None:
    """Let Python's calls go deep, and the process's own stack grow as far, or they would end in a segfault."""
    if resource is None:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_STACK)
    room = STACK_BYTES if hard == resource.RLIM_INFINITY else min(STACK_BYTES, hard)
    if soft != resource.RLIM_INFINITY and soft < room:
        _found[resource.RLIMIT_STACK] = soft, hard
        resource.setrlimit(resource.RLIMIT_STACK, (room, hard))
    sys.setrecursionlimit(max(sys.getrecursionlimit(), DEEPEST_CALLS * room // STACK_BYTES))


def guard_process() -> None:
    """For a process that is kshell's own: let a module have 2 GB, not all of the host's memory, and watch what it does.

    Where the host knows neither (it is not a Unix) nothing is guarded.
    """
    if resource is None:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if soft == resource.RLIM_INFINITY or soft > MEMORY_BYTES:
        _found[resource.RLIMIT_DATA] = soft, hard
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, hard))
    signal.signal(signal.SIGPROF, Watchdog().look)
    signal.setitimer(signal.ITIMER_PROF, LOOK_SECONDS, LOOK_SECONDS)
    atexit.register(signal.setitimer, signal.ITIMER_PROF, 0)  # Python takes its handlers away first when it ends


def lift_limits() -> None:
    """For a program of the host that kshell starts: let it have what the host would have let it have."""
    if resource is not None:
        for limit, values in _found.items():
            resource.setrlimit(limit, values)


def allow_cpu(seconds: int) -> None:
    """Let this process use so many seconds of CPU time from now on; then SIGXCPU ends it, even inside a call of C."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


class Watchdog:
    """Sees modules that burn the host's CPU while simulated time stands still, between two preemption points.

    It is the last resort: when it strikes depends on how fast the host is. ``look`` handles a signal, which comes
    once for each second of CPU time.
    """

    def __init__(self) -> None:
        self._sched: Scheduler | None = None
        self._since = self._seen = 0

    def look(self, number: int, frame: FrameType | None) -> None:
        """Whether the module that is found running has been at it for too long: the task that runs it is ended."""
        sched = frame.f_globals.get(SCHED) if frame is not None else None
        if not isinstance(sched, Scheduler):
            return
        now = sched.clock.now + sched.spent
        if sched is not self._sched or now - self._since >= PROGRESS_NSEC:
            self._sched, self._since, self._seen = sched, now, 0
        self._seen += 1
        if self._seen > PATIENCE:
            self._sched = None
            sched.hard_lockup()
