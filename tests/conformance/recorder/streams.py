"""Outputs as three streams, each in order: what the kernel printed on the console, and what else each terminal showed.

Where a kernel message stands between the lines of a command depends on fractions of a second.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from tests.conformance.recorder.recording import STAMP, Output
from tests.conformance.recorder.table import Table
from tests.conformance.recorder.varying import Cut, cut

KERNEL = 0  # the number of the stream; the other ones have their terminals'
_CHANCE = re.compile(r"(?:\[ *\d+\.\d{6}\])?\s+\? ")  # what was left on a stack by calls that are over


class Item(NamedTuple):
    """A line of a stream; ``at`` is its index among the outputs."""

    at: int
    text: str
    shape: tuple[str, ...]
    cut: Cut


def streams(outputs: Iterable[Output]) -> dict[int, list[Item]]:
    """Sort outputs into streams. What is typed is in them too, to tell one command's output from another's."""
    found: dict[int, list[Item]] = {KERNEL: [], 1: [], 2: []}
    tables: defaultdict[int, Table] = defaultdict(Table)
    console = Console()
    for at, output in enumerate(outputs):
        table = tables[output.terminal]
        if output.typed is not None:
            shape = ("typed", str(output.typed))
            found[output.terminal].append(Item(at, output.text, shape, Cut(output.text, ())))
        elif not is_chance(output.text) and not table.own(output.text, output.command):
            kernel = console.has_new(output)
            line = cut(output.text, "" if kernel else output.command, table)
            found[KERNEL if kernel else output.terminal].append(Item(at, output.text, line.shape, line))
    return found


def is_chance(text: str) -> bool:
    """True for a line of a call trace that nobody can foresee."""
    return _CHANCE.match(text) is not None


class Console:
    """Tells what the kernel prints on terminal 1 from what dmesg shows again there."""

    def __init__(self) -> None:
        self._lines: set[str] = set()
        self._latest = 0.0

    def has_new(self, output: Output) -> bool:
        """True when the kernel printed the line."""
        stamp = STAMP.match(output.text) if output.terminal == 1 else None
        if not stamp:
            return False
        if "dmesg" in output.command and (output.text in self._lines or float(stamp[1]) < self._latest):
            return False
        self._lines.add(output.text)
        self._latest = float(stamp[1])
        return True
