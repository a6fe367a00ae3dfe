"""The load averages (kernel/sched/loadavg.c): every 5.004 s the tasks in R and D are counted and weighed in."""

from typing import TYPE_CHECKING

from kshell.kernel.sched.state import TASK_NOLOAD, TASK_UNINTERRUPTIBLE
from kshell.kernel.task import Task
from kshell.kernel.time.clock import HZ, TICK_NSEC, Timer

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

LOAD_FREQ = (5 * HZ + 1) * TICK_NSEC
FSHIFT = 11
FIXED_1 = 1 << FSHIFT
DECAYS = (1884, 2014, 2037)


class LoadAverage:
    """The averages over 1, 5 and 15 minutes, as fixed point numbers; they begin at 0 with the machine."""

    def __init__(self, kernel: "Kernel") -> None:
        self._kernel = kernel
        self._averages = [0, 0, 0]
        self._timer = Timer(self._sample)
        self._due = kernel.clock.now + LOAD_FREQ
        kernel.clock.start(self._timer, self._due)

    def _sample(self) -> None:
        active = sum(is_active(task) for task in self._kernel.pids.tasks()) * FIXED_1
        self._averages = [_weigh(load, decay, active) for load, decay in zip(self._averages, DECAYS, strict=True)]
        self._due += LOAD_FREQ
        self._kernel.clock.start(self._timer, self._due)

    def text(self) -> str:
        """``0.44 0.10 0.03``"""
        rounded = [average + FIXED_1 // 200 for average in self._averages]
        return " ".join(f"{value >> FSHIFT}.{(value & FIXED_1 - 1) * 100 >> FSHIFT:02d}" for value in rounded)


def is_active(task: Task) -> bool:
    """Whether a task counts as load: it runs, or sleeps uninterruptibly (TASK_NOLOAD aside)."""
    if task.exit_state:
        return False
    state = task.state
    return not state or bool(state & TASK_UNINTERRUPTIBLE and not state & TASK_NOLOAD)


def _weigh(load: int, decay: int, active: int) -> int:
    """One step of the exponential average, rounded up while the load rises (calc_load)."""
    new = load * decay + active * (FIXED_1 - decay)
    if active >= load:
        new += FIXED_1 - 1
    return new // FIXED_1
