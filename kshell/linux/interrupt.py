"""<linux/interrupt.h>: tasklets, functions that are called soon and in interrupt context: they must not sleep."""

from collections.abc import Callable
from typing import Any

from kshell.kernel.current import this
from kshell.kernel.time.clock import Timer
from kshell.kernel.time.sleep import msleep


class tasklet_struct:
    """struct tasklet_struct - a tasklet; ``count`` is how often it was disabled."""

    __slots__ = ("_timer", "callback", "count", "scheduled")

    def __init__(self, callback: Callable[[Any], None] | None = None) -> None:
        self.callback = callback
        self.count = 0
        self.scheduled = False
        self._timer = Timer(self._run)

    def raise_softirq(self) -> None:
        """Let it run at the next interrupt, if it is allowed to."""
        if not self._timer.expires and not self.count:
            this.kernel.clock.start(self._timer, this.kernel.sched.local_clock())

    def _run(self) -> None:
        if self.scheduled and not self.count and self.callback is not None:
            self.scheduled = False
            this.kernel.traps.call_from_timer(self.callback, self)


def DECLARE_TASKLET(callback: Callable[[Any], None]) -> tasklet_struct:
    """DECLARE_TASKLET - a tasklet that calls this function with itself."""
    return tasklet_struct(callback)


def tasklet_setup(t: tasklet_struct, callback: Callable[[Any], None]) -> None:
    """tasklet_setup - say which function a tasklet calls, with itself."""
    t.callback = callback


def tasklet_schedule(t: tasklet_struct) -> None:
    """tasklet_schedule - let it run soon: once, however often this is called before it runs. Never sleeps."""
    t.scheduled = True
    t.raise_softirq()


tasklet_hi_schedule = tasklet_schedule


def tasklet_disable(t: tasklet_struct) -> None:
    """tasklet_disable - keep it from running, until tasklet_enable(), and wait if it runs. May sleep."""
    t.count += 1


def tasklet_enable(t: tasklet_struct) -> None:
    """tasklet_enable - the end of what tasklet_disable() began: what was scheduled meanwhile runs. Never sleeps."""
    t.count -= 1
    if t.scheduled:
        t.raise_softirq()


def tasklet_kill(t: tasklet_struct) -> None:
    """tasklet_kill - sleep (state D) until it is not scheduled: before a module goes. Of a disabled one, for ever."""
    while t.scheduled:
        msleep(this.kernel.sched, 1)
