"""Which lines differ between two files: the shortest list of deletions and insertions (Myers 1986, as GNU diff's).

A change that could stand at several places stands at the last of them, as in diff's shift_boundaries().
"""

from collections.abc import Sequence
from typing import NamedTuple


class Hunk(NamedTuple):
    """Lines ``first[a:a_end]`` are replaced by ``second[b:b_end]``; either may be empty. Lines count from 0."""

    a: int
    a_end: int
    b: int
    b_end: int


def hunks(first: Sequence[bytes], second: Sequence[bytes]) -> list[Hunk]:
    """The changes that make ``second`` of ``first``, from the beginning to the end."""
    gone, new = _changed(first, second)
    _shift(first, gone)
    _shift(second, new)
    found, a, b = list[Hunk](), 0, 0
    while a < len(first) or b < len(second):
        if (a < len(first) and gone[a]) or (b < len(second) and new[b]):
            start = a, b
            while a < len(first) and gone[a]:
                a += 1
            while b < len(second) and new[b]:
                b += 1
            found.append(Hunk(start[0], a, start[1], b))
        else:
            a, b = a + 1, b + 1
    return found


def _changed(first: Sequence[bytes], second: Sequence[bytes]) -> tuple[list[bool], list[bool]]:
    """Which lines of the one are not in the other, in the order of a longest common sequence."""
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    end = 0
    while end < min(len(first), len(second)) - start and first[-1 - end] == second[-1 - end]:
        end += 1
    gone, new = [False] * len(first), [False] * len(second)
    for kind, at in _script(first[start : len(first) - end], second[start : len(second) - end]):
        (gone if kind == "-" else new)[start + at] = True
    return gone, new


def _script(first: Sequence[bytes], second: Sequence[bytes]) -> list[tuple[str, int]]:
    """Myers' greedy search: deletions ``-`` and insertions ``+`` with the line's number."""
    furthest, rounds = {1: 0}, list[dict[int, int]]()
    for distance in range(len(first) + len(second) + 1):
        rounds.append(dict(furthest))
        for diagonal in range(-distance, distance + 1, 2):
            x = furthest[diagonal + 1] if _goes_down(furthest, diagonal, distance) else furthest[diagonal - 1] + 1
            y = x - diagonal
            while x < len(first) and y < len(second) and first[x] == second[y]:
                x, y = x + 1, y + 1
            furthest[diagonal] = x
            if x >= len(first) and y >= len(second):
                return _back(rounds, len(first), len(second))
    return []


def _goes_down(furthest: dict[int, int], diagonal: int, distance: int) -> bool:
    if diagonal in (-distance, distance):
        return diagonal == -distance
    return furthest[diagonal - 1] < furthest[diagonal + 1]


def _back(rounds: list[dict[int, int]], x: int, y: int) -> list[tuple[str, int]]:
    """The way that led to the end of both."""
    found = list[tuple[str, int]]()
    for distance in range(len(rounds) - 1, 0, -1):
        furthest, diagonal = rounds[distance], x - y
        down = _goes_down(furthest, diagonal, distance)
        x = furthest[diagonal + 1] if down else furthest[diagonal - 1]
        y = x - (diagonal + 1 if down else diagonal - 1)
        found.append(("+", y) if down else ("-", x))
    return found


def _shift(lines: Sequence[bytes], changed: list[bool]) -> None:
    """Move each run of changed lines as far to the end as it can go."""
    at = 0
    while at < len(lines):
        if not changed[at]:
            at += 1
            continue
        end = at
        while end < len(lines) and changed[end]:
            end += 1
        while end < len(lines) and lines[at] == lines[end]:
            changed[at], changed[end] = False, True
            at, end = at + 1, end + 1
            while end < len(lines) and changed[end]:
                end += 1
        at = end
