"""Time in the person's hands: lets the machine's clock follow the wall's, slower, faster, not at all, or in leaps.

The kernel knows simulated time only; this decides how far it may run, and never what happens then: the same keys at the
same kernel times give the same log. When the host is too slow for what runs on the machine, the machine's clock falls
behind and nothing is lost.
"""

from collections.abc import Callable
from time import monotonic_ns
from typing import NamedTuple

from kshell.machine import NSEC_PER_SEC, Machine

TURN_NSEC = 8_000_000
TICK_NSEC = 20_000_000
SETTLE_NSEC = 20_000_000
NAP_NSEC = 2_000_000_000
LONGEST_SEARCH = 3600 * NSEC_PER_SEC
SPEEDS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0)


class Leap(NamedTuple):
    """As fast as the host can, until the clock shows ``until`` (ns) or ``reached()`` holds."""

    name: str
    until: int
    reached: Callable[[], bool]


class Pacer:
    """Runs a machine as far as its time may go on. ``clock`` is the host's, in ns.

    ``guests`` is how many other windows work on the machine.
    """

    def __init__(self, machine: Machine, clock: Callable[[], int] = monotonic_ns) -> None:
        self._machine = machine
        self._clock = clock
        self.speed = 1.0
        self.paused = False
        self.guests = 0
        self._leap: Leap | None = None
        self._allowed = 0
        self._follow()

    def _follow(self) -> None:
        """The two clocks agree from now on."""
        self._boots = self._machine.boots
        self._host = self._ran = self._clock()
        self._then = self._machine.now

    # -- what the person asks for

    def faster(self) -> None:
        """The next higher speed, up to 1000 times the wall clock's."""
        self._set_speed(min((s for s in SPEEDS if s > self.speed), default=self.speed))

    def slower(self) -> None:
        """The next lower speed, down to a tenth of the wall clock's."""
        self._set_speed(max((s for s in SPEEDS if s < self.speed), default=self.speed))

    def real(self) -> None:
        """The wall clock's speed, and no pause."""
        self.paused = False
        self._set_speed(1.0)

    def _set_speed(self, speed: float) -> None:
        self.speed = speed
        self._leap = None
        self._follow()

    def pause(self) -> None:
        """Let time stand still, or go on. What needs no time still runs: the shell answers, sleepers sleep on."""
        self.paused = not self.paused
        self._leap = None
        self._follow()
        self.typed()

    def skip(self, seconds: int) -> None:
        """Let so much simulated time pass at once."""
        self._leap = Leap(f"+{seconds} s", self._machine.now + seconds * NSEC_PER_SEC, lambda: False)

    def leap(self, name: str, ns: int, reached: Callable[[], bool]) -> None:
        """Let time pass at once until something holds, for so many ns at the most."""
        self._leap = Leap(name, self._machine.now + ns, reached)

    @property
    def leaping(self) -> bool:
        """Whether time is passing at once."""
        return self._leap is not None

    def to_next_message(self) -> None:
        """Let time pass at once until the kernel prints something, for an hour at the most."""
        log = self._machine.kernel.log.buffer
        seen = log.next_seq
        until = self._machine.now + LONGEST_SEARCH
        self._leap = Leap("to the next message", until, lambda: log.next_seq > seen)

    def typed(self) -> None:
        """Keys have come: let what they start run at once, as far as it needs no time.

        Even while time stands still it may go on, for a second at the most.
        """
        self._allowed = self._machine.now + NSEC_PER_SEC
        turn_ends = self._clock() + TURN_NSEC
        self._machine.run(self._machine.now + SETTLE_NSEC, lambda: self._machine.idle or self._clock() >= turn_ends)

    @property
    def says(self) -> str:
        """What is not as usual, in a word or two."""
        if self._leap is not None:
            return self._leap.name
        return "paused" if self.paused else "" if self.speed == 1 else f"{self.speed:g}x"

    # -- running

    def run(self) -> None:
        """Let the machine do what is due, for 8 ms of the host's time at the most."""
        machine, now = self._machine, self._clock()
        if machine.boots != self._boots or now - self._ran > NAP_NSEC:
            self._follow()
        self._ran = now
        turn_ends = now + TURN_NSEC
        if self._leap is not None:
            self._go_on(self._leap, turn_ends)
        elif self.paused:
            self._let_run(turn_ends)
        else:
            target = self._target
            machine.run(target, lambda: self._clock() >= turn_ends)
            if machine.now < target:
                self._follow()

    def _let_run(self, turn_ends: int) -> None:
        """What needs no time, and what was typed, runs though time stands still."""
        machine = self._machine
        machine.run(self._allowed, lambda: machine.idle or self._clock() >= turn_ends)

    def _go_on(self, leap: Leap, turn_ends: int) -> None:
        machine, boots = self._machine, self._machine.boots
        machine.run(leap.until, lambda: leap.reached() or self._clock() >= turn_ends)
        if leap.reached() or machine.now >= leap.until or machine.boots != boots or machine.dead:
            self._leap = None
            self._follow()

    @property
    def _seconds_while_paused(self) -> float:
        return float("inf") if self._machine.idle or self._machine.now >= self._allowed else 0

    @property
    def _target(self) -> int:
        return self._then + int((self._clock() - self._host) * self.speed)

    @property
    def seconds_to_wait(self) -> float:
        """How long run() has nothing to do, in the host's seconds."""
        machine = self._machine
        if machine.dead:
            return float("inf")
        if self._leap is not None:
            return 0
        if self.paused:
            return self._seconds_while_paused
        due = machine.next_event
        if due <= machine.now:
            due = machine.now + TICK_NSEC
        return max(0, due - self._target) / self.speed / NSEC_PER_SEC
