"""Wake-ups per second of sleeping threads, with all accounting on, against SimPy processes that do the same."""

from collections.abc import Iterator
from time import process_time

import simpy

from benchmarks.figure import Figure, side_by_side
from benchmarks.sleepers import machine_with_sleepers, wake_ups
from kshell.machine import NSEC_PER_SEC

AT_ONCE = 100_000


def figures() -> Iterator[Figure]:
    for count in (100, 10_000):
        ours, theirs, ratio = side_by_side(_kshell(count).__next__, _simpy(count).__next__)
        yield Figure(f"wake-ups of {count:,} threads", f"{ours:,.0f} /s", f"SimPy {theirs:,.0f} /s", ratio, ">= 1.0")


def _kshell(count: int) -> Iterator[float]:
    """Wake-ups per second of CPU time, again and again."""
    machine = machine_with_sleepers(count)
    while True:
        before = wake_ups(machine)
        began = process_time()
        machine.run(machine.now + AT_ONCE // count * NSEC_PER_SEC)
        spent = process_time() - began
        yield (wake_ups(machine) - before) / spent


def _simpy(count: int) -> Iterator[float]:
    env = simpy.Environment()
    woken = stopped = 0

    def process() -> simpy.events.ProcessGenerator:
        nonlocal woken
        while not stopped:
            yield env.timeout(1)
            woken += 1

    for _ in range(count):
        env.process(process())
    while True:
        before = woken
        began = process_time()
        env.run(until=env.now + AT_ONCE // count)
        spent = process_time() - began
        yield (woken - before) / spent
