"""Real time: lets the machine's clock follow the wall's.

The kernel knows simulated time only; this decides how far it may run. When the host is too slow for what runs on
the machine, the machine's clock falls behind and nothing is lost.
"""

from collections.abc import Callable
from time import monotonic_ns

from kshell.machine import Machine

STEP_NSEC = 4_000_000
BUSY_NSEC = 20_000_000


class Pacer:
    """Runs a machine up to what the wall clock allows. ``clock`` is the host's, in ns."""

    def __init__(self, machine: Machine, clock: Callable[[], int] = monotonic_ns) -> None:
        self._machine = machine
        self._clock = clock
        self._boots = 0
        self._offset = 0
        self._follow()

    def _follow(self) -> None:
        """The two clocks agree from now on."""
        self._boots = self._machine.boots
        self._offset = self._machine.now - self._clock()

    def run(self) -> bool:
        """Let the machine catch up with the wall, for 20 ms of the host's time at the most; whether it did."""
        if self._machine.boots != self._boots:
            self._follow()
        began = self._clock()
        while not self._machine.dead:
            target = self._clock() + self._offset
            if self._machine.now >= target:
                return True
            self._machine.run(min(target, self._machine.now + STEP_NSEC))
            if self._machine.boots != self._boots:
                self._follow()
            if self._clock() - began > BUSY_NSEC:
                self._offset = min(self._offset, self._machine.now - self._clock() + STEP_NSEC)
                return False
        return True
