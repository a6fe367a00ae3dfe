"""The load averages (kernel/sched/loadavg.c): every 5.004 s the tasks in R and D are counted and weighed in."""

from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING

from kshell.kernel.sched.state import TASK_KILLABLE, TASK_RUNNING, TASK_UNINTERRUPTIBLE
from kshell.kernel.time.clock import HZ, TICK_NSEC, Clock, Timer

if TYPE_CHECKING:
    from kshell.kernel.pid import Pids

LOAD_FREQ = (5 * HZ + 1) * TICK_NSEC
FSHIFT = 11
FIXED_1 = 1 << FSHIFT
DECAYS = (1884, 2014, 2037)
ACTIVE = (TASK_RUNNING, TASK_UNINTERRUPTIBLE, TASK_KILLABLE)


class LoadAverage:
    """The averages over 1, 5 and 15 minutes, as fixed point numbers; they begin at 0 with the machine."""

    def __init__(self, clock: Clock, pids: "Pids") -> None:
        self._clock = clock
        self._pids = pids
        self._averages = [0, 0, 0]
        self._timer = Timer(self._sample)
        self._wait()

    def _wait(self) -> None:
        self._clock.start(self._timer, (self._clock.now // LOAD_FREQ + 1) * LOAD_FREQ)

    def _sample(self) -> None:
        """Count who runs or sleeps uninterruptibly (TASK_NOLOAD aside); a dead task has a state of its own."""
        states = Counter(map(attrgetter("state"), self._pids))
        active = sum(states[state] for state in ACTIVE) * FIXED_1
        self._averages = [_weigh(load, decay, active) for load, decay in zip(self._averages, DECAYS, strict=True)]
        self._wait()

    def text(self) -> str:
        """``0.44 0.10 0.03``"""
        rounded = [average + FIXED_1 // 200 for average in self._averages]
        return " ".join(f"{value >> FSHIFT}.{(value & FIXED_1 - 1) * 100 >> FSHIFT:02d}" for value in rounded)


def _weigh(load: int, decay: int, active: int) -> int:
    """One step of the exponential average, rounded up while the load rises (calc_load)."""
    new = load * decay + active * (FIXED_1 - decay)
    if active >= load:
        new += FIXED_1 - 1
    return new // FIXED_1
