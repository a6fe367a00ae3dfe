"""Preemption points: a loop of a module that does nothing but count, against the same loop in plain Python."""

from collections.abc import Callable, Iterator
from time import process_time
from typing import Any

from benchmarks.figure import Figure, side_by_side
from benchmarks.terminal import enter, machine_with

ROUNDS = 300_000
LOOP = """
def loop(n):
    i = 0
    while i < n:
        i += 1
"""
MODULE = f"""
from kshell.linux import *
{LOOP}

def loop_init():
    loop({ROUNDS})
    return -EAGAIN


module_init(loop_init)
MODULE_LICENSE("GPL")
"""


def figures() -> Iterator[Figure]:
    plain: dict[str, Any] = {}
    exec(LOOP, plain)
    machine = machine_with(loop=MODULE.encode())
    enter(machine, "insmod loop.ko")
    ours, theirs, ratio = side_by_side(
        lambda: _each(lambda: enter(machine, "insmod loop.ko")), lambda: _each(lambda: plain["loop"](ROUNDS))
    )
    yield Figure("a counting loop in a module", f"{ours:.0f} ns", f"plain {theirs:.0f} ns", ratio, "<= 4.0")


def _each(run: Callable[[], object]) -> float:
    """ns for each round of the loop."""
    began = process_time()
    run()
    return (process_time() - began) / ROUNDS * 1e9
