"""Which line of a recording is which line that kshell shows."""

from collections import Counter
from collections.abc import Mapping, Sequence

from tests.conformance.recorder.streams import Item


def paired(real: Mapping[int, Sequence[Item]], ours: Mapping[int, Sequence[Item]]) -> dict[int, int]:
    """For lines of ours that agree with a recorded one, what they are (``at``) and what that is (``at``).

    In each stream they are in order, and as many as can be. A pid of ours stands for the same recorded one everywhere.
    """
    pairs = [pair for stream in real for pair in longest(real[stream], ours[stream])]
    pids = same_pids(pairs)
    return {b.at: a.at for a, b in pairs if all(pids.get(q) == p for p, q in zip(a.cut.pids, b.cut.pids, strict=True))}


def same_pids(pairs: Sequence[tuple[Item, Item]]) -> dict[str, str]:
    """Our pids and the recorded ones that they stand for, one to one; most lines that agree decide."""
    votes = Counter(pair for a, b in pairs for pair in zip(a.cut.pids, b.cut.pids, strict=True))
    ours: dict[str, str] = {}
    for (real, our), _ in votes.most_common():
        if our not in ours and real not in ours.values():
            ours[our] = real
    return ours


def longest(real: Sequence[Item], ours: Sequence[Item]) -> list[tuple[Item, Item]]:
    """The longest common subsequence of two streams, by shape."""
    best = [[0] * (len(ours) + 1) for _ in range(len(real) + 1)]
    for i in reversed(range(len(real))):
        row, below, shape = best[i], best[i + 1], real[i].shape
        for j in reversed(range(len(ours))):
            row[j] = below[j + 1] + 1 if shape == ours[j].shape else max(below[j], row[j + 1])
    pairs: list[tuple[Item, Item]] = []
    i = j = 0
    while i < len(real) and j < len(ours):
        if real[i].shape == ours[j].shape:
            pairs.append((real[i], ours[j]))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
