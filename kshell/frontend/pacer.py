"""Real time: lets the machine's clock follow the wall's.

The kernel knows simulated time only; this decides how far it may run. When the host is too slow for what runs on
the machine, the machine's clock falls behind and nothing is lost.
"""

from collections.abc import Callable
from time import monotonic_ns

from kshell.machine import NSEC_PER_SEC, Machine

TURN_NSEC = 8_000_000
TICK_NSEC = 20_000_000


class Pacer:
    """Runs a machine up to what the wall clock allows. ``clock`` is the host's, in ns."""

    def __init__(self, machine: Machine, clock: Callable[[], int] = monotonic_ns) -> None:
        self._machine = machine
        self._clock = clock
        self._follow()

    def _follow(self) -> None:
        """The two clocks agree from now on."""
        self._boots = self._machine.boots
        self._host, self._machine_then = self._clock(), self._machine.now

    @property
    def _target(self) -> int:
        return self._machine_then + self._clock() - self._host

    def run(self) -> None:
        """Let the machine do what is due, for 8 ms of the host's time at the most."""
        turn_ends = self._clock() + TURN_NSEC
        if self._machine.boots != self._boots:
            self._follow()
        target = self._target
        if self._machine.now < target:
            self._machine.run(target, lambda: self._clock() >= turn_ends)
        if self._machine.boots != self._boots or self._machine.now < target:
            self._follow()

    @property
    def seconds_to_wait(self) -> float:
        """How long run() has nothing to do, in the host's seconds."""
        if self._machine.dead:
            return float("inf")
        due = self._machine.next_event
        if due <= self._machine.now:
            due = self._machine.now + TICK_NSEC
        return max(0, due - self._target) / NSEC_PER_SEC
