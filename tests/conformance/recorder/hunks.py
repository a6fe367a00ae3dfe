"""What Linux showed in a step, as a diff against what kshell shows."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

BOTH, LINUX, KSHELL = " ", "-", "+"
_HEADER = re.compile(r"@@ -(\d+),(\d+) \+\d+,\d+ @@")


class Told(NamedTuple):
    """A line of a step's output, and who shows it."""

    sign: str
    text: str


def runs(told: Sequence[Told]) -> Iterator[list[int]]:
    """The indexes of lines that differ, those together that stand together."""
    run: list[int] = []
    for n, line in enumerate(told):
        if line.sign != BOTH:
            run.append(n)
        elif run:
            yield run
            run = []
    if run:
        yield run


def diff(told: Sequence[Told]) -> list[str]:
    """A unified diff from Linux to kshell with the line before and the line behind each difference."""
    near = [n for n in range(len(told)) if any(line.sign != BOTH for line in told[max(n - 1, 0) : n + 2])]
    lines: list[str] = []
    for n, at in enumerate(near):
        if not n or near[n - 1] != at - 1:
            end = next((m for m in range(at, len(told)) if m not in near), len(told))
            lines.append(_header(told, at, end))
        lines.append(told[at].sign + told[at].text)
    return lines


def _header(told: Sequence[Told], begin: int, end: int) -> str:
    def span(other: str) -> str:
        before = sum(line.sign != other for line in told[:begin])
        return f"{before + 1},{sum(line.sign != other for line in told[begin:end])}"

    return f"@@ -{span(KSHELL)} +{span(LINUX)} @@"


def linux(shown: Sequence[str], diff: Sequence[str]) -> list[str]:
    """What Linux showed, from kshell's lines and the diff; ValueError if the two do not agree."""
    lines: list[str] = []
    at = 0
    for row in diff:
        if header := _HEADER.fullmatch(row):
            same = int(header[1]) - 1 - len(lines)
            lines += shown[at : at + same]
            at += same
        elif row[0] == LINUX:
            lines.append(row[1:])
        else:
            if at >= len(shown) or shown[at] != row[1:]:
                raise ValueError(f"the diff has a line that is not in the block: {row}")
            lines += [row[1:]] if row[0] == BOTH else []
            at += 1
    return lines + list(shown[at:])
