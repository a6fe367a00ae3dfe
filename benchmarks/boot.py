"""Booting a machine to its prompt, as each transcript does, against starting Python without a program."""

from collections.abc import Iterator
from time import perf_counter

from benchmarks.figure import Figure, side_by_side
from benchmarks.process import seconds
from benchmarks.terminal import machine_with

BOOTS = 10


def figures() -> Iterator[Figure]:
    ours, theirs, ratio = side_by_side(_boot, lambda: seconds("-c", "pass"))
    yield Figure("boot to the prompt", f"{ours * 1000:.1f} ms", f"python {theirs * 1000:.1f} ms", ratio, "<= 0.5")


def _boot() -> float:
    began = perf_counter()
    for _ in range(BOOTS):
        machine_with()
    return (perf_counter() - began) / BOOTS
