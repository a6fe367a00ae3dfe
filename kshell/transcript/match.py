"""A step's expected lines against the lines that were shown: do they fit, and if not, where do they differ?

An elision is as short as it can be, so a capture takes the first line that lets the rest fit.
"""

from collections.abc import Mapping, Sequence

from kshell.transcript.pattern import Pattern, Shown

_Bound = tuple[tuple[str, str], ...]
_Thread = tuple[int, bool, _Bound]  # the next pattern, whether it has had a line already, the captures so far


def fit(expected: Sequence[Pattern], shown: Sequence[Shown], captures: Mapping[str, str]) -> dict[str, str] | None:
    """Read the shown lines as expected.

    Returns the captures that the lines define, or None when they do not fit. All readings are followed side by side,
    in order of preference, so that the time grows with the number of lines and not of readings.
    """
    matter = _names_that_matter(expected)
    threads = _reachable(expected, [(0, False, ())], matter)
    for line in shown:
        after: list[_Thread] = []
        for index, _, bound in threads:
            if index == len(expected):
                continue
            pattern = expected[index]
            found = pattern.fits(line, {**captures, **dict(bound)} if bound else captures)
            if found is not None:
                bound = tuple({**dict(bound), **found}.items()) if found else bound
                after.append((index, True, bound) if pattern.many else (index + 1, False, bound))
        threads = _reachable(expected, after, matter)
    return next((dict(bound) for index, _, bound in threads if index == len(expected)), None)


def _names_that_matter(expected: Sequence[Pattern]) -> list[set[str]]:
    """For each pattern, the captures that it or a later one uses."""
    names: list[set[str]] = [set()]
    for pattern in reversed(expected):
        names.append(names[-1] | pattern.uses)
    return names[::-1]


def _reachable(expected: Sequence[Pattern], threads: Sequence[_Thread], matter: Sequence[set[str]]) -> list[_Thread]:
    """The threads and those that go on without another line, the preferred first; of equal ones only the first."""
    seen: dict[_Thread, _Thread] = {}
    for index, fitted, bound in threads:
        chain = [(index, fitted, bound)]
        while index < len(expected) and (fitted or expected[index].least == 0):
            index, fitted = index + 1, False
            chain.append((index, fitted, bound))
        for thread in reversed(chain):
            future = tuple(pair for pair in bound if pair[0] in matter[thread[0]])
            seen.setdefault((thread[0], thread[1], future), thread)
    return list(seen.values())


def bind(expected: Sequence[Pattern], shown: Sequence[Shown], captures: Mapping[str, str]) -> dict[str, str]:
    """The captures that the shown lines define, also when they do not fit: then the lines that capture count alone."""
    whole = fit(expected, shown, captures)
    if whole is not None:
        return whole
    bound: dict[str, str] = {}
    rest = list(shown)
    for pattern in expected:
        for n, line in enumerate(rest if pattern.defines else ()):
            if (found := pattern.fits(line, {**captures, **bound})) is not None:
                bound |= found
                del rest[: n + 1]
                break
    return bound


def align(expected: Sequence[Pattern], shown: Sequence[Shown], captures: Mapping[str, str]) -> list[Pattern | Shown]:
    """Both merged: the patterns that found their lines, and the lines that no pattern stands for.

    Of all merges, one with the fewest differences. ``captures`` must hold what the step itself captures.
    """
    fits = [[pattern.fits(line, captures) is not None for line in shown] for pattern in expected]
    fresh, again = _differences(expected, fits, len(shown))
    merged: list[Pattern | Shown] = []
    i = j = 0
    fitted = False
    while i < len(expected) or j < len(shown):
        cost = again[i][j] if fitted else fresh[i][j]
        if fitted and cost == fresh[i + 1][j]:
            i, fitted = i + 1, False
        elif i < len(expected) and j < len(shown) and fits[i][j] and cost == _after(expected[i], fresh, again, i, j):
            if not fitted:
                merged.append(expected[i])
            i, j, fitted = (i, j + 1, True) if expected[i].many else (i + 1, j + 1, False)
        elif i < len(expected) and cost == fresh[i + 1][j] + expected[i].least:
            if expected[i].least == 0:
                merged.append(expected[i])
            i += 1
        else:
            merged.append(shown[j])
            j += 1
    return merged


_Costs = list[list[int]]


def _differences(expected: Sequence[Pattern], fits: Sequence[Sequence[bool]], lines: int) -> tuple[_Costs, _Costs]:
    """The fewest differences from pattern i and line j on; in the second table pattern i has had a line already."""
    fresh = [[lines - j for j in range(lines + 1)] for _ in range(len(expected) + 1)]
    again = [[0] * (lines + 1) for _ in range(len(expected))]
    for i in reversed(range(len(expected))):
        for j in reversed(range(lines + 1)):
            fresh[i][j] = fresh[i + 1][j] + expected[i].least
            again[i][j] = fresh[i + 1][j]
            if j < lines:
                fresh[i][j] = min(fresh[i][j], fresh[i][j + 1] + 1)
            if j < lines and fits[i][j]:
                fresh[i][j] = min(fresh[i][j], _after(expected[i], fresh, again, i, j))
                again[i][j] = min(again[i][j], again[i][j + 1])
    return fresh, again


def _after(pattern: Pattern, fresh: _Costs, again: _Costs, i: int, j: int) -> int:
    """The fewest differences behind line j, when pattern i stands for it."""
    return again[i][j + 1] if pattern.many else fresh[i + 1][j + 1]
