"""Time while a transcript is performed: it passes for the steps, as far as each needs, and else stands still."""

from collections.abc import Callable
from typing import NamedTuple

from kshell.frontend.pacer import TURN_NSEC, Pacer
from kshell.machine import NSEC_PER_SEC


class Goal(NamedTuple):
    """Up to ``ns`` (since boot), or until ``stop()`` holds: as the wall clock goes, or at once."""

    ns: int
    stop: Callable[[], bool]
    at_once: bool


class StepPacer(Pacer):
    """An ordinary pacer while time is ``by_hand``; else the machine runs only towards a goal, and exactly so far."""

    by_hand = False
    _goal: Goal | None = None

    def go(self, goal: Goal) -> None:
        """Let time pass."""
        self._goal = goal
        self._follow()

    def hurry(self) -> None:
        """What is left of the way is gone at once."""
        if self._goal is not None:
            self._goal = self._goal._replace(at_once=True)

    def take_over(self, *, by_hand: bool) -> None:
        """Let time go as the person says, or as the steps say."""
        self.by_hand, self._goal, self._leap, self.paused = by_hand, None, None, False
        self._follow()

    @property
    def going(self) -> bool:
        """Whether there is a goal that is not reached."""
        return self._goal is not None

    def typed(self) -> None:
        if self.by_hand or self._leap is not None or self.guests:
            super().typed()

    def settle(self) -> None:
        """Let what needs no time run once."""
        super().typed()

    def run(self) -> None:
        if self.by_hand or self._leap is not None:
            super().run()
        elif self._goal is not None and not self.paused:
            self._advance(self._goal)
        elif self.guests:
            self._let_run(self._clock() + TURN_NSEC)

    def _advance(self, goal: Goal) -> None:
        machine, turn_ends = self._machine, self._clock() + TURN_NSEC
        target = goal.ns if goal.at_once else min(goal.ns, self._target)
        if machine.now <= target and not goal.stop():
            machine.run(target, lambda: goal.stop() or self._clock() >= turn_ends)
        if goal.stop() or machine.now >= goal.ns:
            self._goal = None
        elif machine.now < target:
            self._follow()

    @property
    def seconds_to_wait(self) -> float:
        if self.by_hand or self._leap is not None:
            return super().seconds_to_wait
        if self._goal is None or self.paused:
            return self._seconds_while_paused if self.guests else float("inf")
        due = min(self._machine.next_event, self._goal.ns)
        return 0 if self._goal.at_once else max(0, due - self._target) / self.speed / NSEC_PER_SEC
