"""A figure, and how two things are measured side by side."""

from collections.abc import Callable
from statistics import median
from typing import NamedTuple

ROUNDS = 11


class CannotMeasure(Exception):
    """What was to be measured did not do what it should; the text says what came instead."""


class Figure(NamedTuple):
    """One line of the table.

    ``ours`` and ``theirs`` are what was measured, as text; ``ratio`` compares them and ``aim`` says where it should
    be, such as ``>= 1.0``.
    """

    what: str
    ours: str
    theirs: str
    ratio: float
    aim: str

    @property
    def met(self) -> bool:
        sign, number = self.aim.split()
        return self.ratio >= float(number) if sign == ">=" else self.ratio <= float(number)


class NotMeasured(NamedTuple):
    """In place of a figure: a peer that is not installed."""

    what: str
    peer: str


def side_by_side(
    ours: Callable[[], float], theirs: Callable[[], float], rounds: int = ROUNDS
) -> tuple[float, float, float]:
    """Measure two things in turn: the median of each, and the median of ours / theirs in one round.

    A machine that is busy with something else slows both halves of a round, so the ratio holds where the figures
    themselves mean little.
    """
    pairs = [(ours(), theirs()) if n % 2 else (theirs(), ours())[::-1] for n in range(rounds)]
    return median(a for a, _ in pairs), median(b for _, b in pairs), median(a / b for a, b in pairs)
