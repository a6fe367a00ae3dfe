"""range() as a module has it: a builtin that reads a long one to its end passes preemption points on the way.

``sum(range(10**9))`` is one call of a function in C, which nothing can interrupt; the host would stand still.
"""

import builtins
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

STRETCH = 32


class LongRange:
    """A range of more numbers than a stretch; ``point`` is called after each stretch of them."""

    __slots__ = ("_point", "_range")

    def __init__(self, numbers: range, point: Callable[[], None]) -> None:
        self._range = numbers
        self._point = point

    def __iter__(self) -> Iterator[int]:
        numbers, point = iter(self._range), self._point
        while stretch := tuple(islice(numbers, STRETCH)):
            yield from stretch
            point()

    def __reversed__(self) -> Iterator[int]:
        return iter(LongRange(self._range[::-1], self._point))

    def __len__(self) -> int:
        return len(self._range)

    def __bool__(self) -> bool:
        return True

    def __contains__(self, thing: object) -> bool:
        return isinstance(thing, int) and thing in self._range

    def __getitem__(self, at: Any) -> Any:
        found = self._range[at]
        return _long(found, self._point) if isinstance(found, range) else found

    def __eq__(self, other: object) -> bool:
        return self._range == (other._range if isinstance(other, LongRange) else other)

    def __hash__(self) -> int:
        return hash(self._range)

    def __repr__(self) -> str:
        return repr(self._range)


def _long(numbers: range, point: Callable[[], None]) -> Any:
    return LongRange(numbers, point) if numbers[STRETCH:] else numbers


def range_of(point: Callable[[], None]) -> Callable[..., Any]:
    """The builtin ``range`` of a module whose loops call ``point``."""

    def range(*bounds: Any) -> Any:
        return _long(builtins.range(*bounds), point)

    return range
