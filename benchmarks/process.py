"""What a process of its own costs."""

import subprocess
import sys
from time import perf_counter

from benchmarks.figure import CannotMeasure


def seconds(*argv: str) -> float:
    """How long ``python ARGV`` takes, from start to end, without a terminal."""
    began = perf_counter()
    output(*argv)
    return perf_counter() - began


def output(*argv: str) -> str:
    """What ``python ARGV`` prints."""
    done = subprocess.run([sys.executable, *argv], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        last = (done.stderr or done.stdout).strip().rpartition("\n")[2]
        raise CannotMeasure(f"status {done.returncode}: {last}")
    return done.stdout
