"""A simulated day of a hanging rmmod, as the article tells it."""

from collections.abc import Iterator
from statistics import median
from time import process_time

from benchmarks.figure import CannotMeasure, Figure
from kshell.machine import NSEC_PER_SEC, Machine

DAY = 24 * 3600


def figures() -> Iterator[Figure]:
    took = median(_day() for _ in range(3))
    yield Figure("a day of a hanging rmmod", f"{took:.2f} s", "1 s", took, "<= 1.0")


def _day() -> float:
    """Seconds from power on to midnight, with a thread that wakes every 5 s, its console, and the hung task reports."""
    began = process_time()
    machine = Machine()
    terminal = machine.terminal(1)
    machine.run(10 * NSEC_PER_SEC, lambda: terminal.prompt is not None)
    for command in ("insmod kthread_hang.ko", "rmmod kthread_hang"):
        terminal.type_line(command)
        machine.run(machine.now + NSEC_PER_SEC, lambda: terminal.prompt is not None)
    machine.run(DAY * NSEC_PER_SEC)
    shown = terminal.take_output()
    took = process_time() - began
    if shown.count("Thread Running") < DAY // 6 or "blocked for more than 120 seconds" not in shown:
        raise CannotMeasure("that was not the article's day")
    return took
