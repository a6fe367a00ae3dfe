"""Memory of a sleeping thread: what 10,000 of them add to a process of its own; and what a thousand transcripts leave
behind in one that has checked a hundred."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import CannotMeasure, Figure
from benchmarks.process import output
from benchmarks.sleepers import machine_with_sleepers
from kshell.transcript.check import check_one
from kshell.transcript.run import load

COUNT = 10_000
AIM_KB = 8
STORY = Path(__file__).parents[1] / "tests" / "transcripts" / "1-hang.ksh.md"
LEFT_KB = 4_000


def figures() -> Iterator[Figure]:
    one, many = _measured("sleepers", 1), _measured("sleepers", COUNT)
    each = (many - one) / COUNT
    yield Figure("memory of a sleeping thread", f"{each:.1f} KB", f"{AIM_KB} KB", each / AIM_KB, "<= 1.0")
    left = _measured("transcripts", 1_100) - _measured("transcripts", 100)
    yield Figure("memory left by 1000 transcripts", f"{left} KB", f"{LEFT_KB} KB", left / LEFT_KB, "<= 1.0")


def _measured(what: str, count: int) -> int:
    """The memory of a process that does something so many times, in KB."""
    return int(output("-m", "benchmarks.memory", what, str(count)))


def _check(count: int) -> None:
    transcript = load(str(STORY))
    if not all(check_one(transcript).passed for _ in range(count)):
        raise CannotMeasure(f"{STORY.name} differs")


if __name__ == "__main__":
    what, number = sys.argv[1], int(sys.argv[2])
    machine = _check(number) if what == "transcripts" else machine_with_sleepers(number)
    subprocess.run(["ps", "-o", "rss=", "-p", str(os.getpid())], check=True)  # in KB
