"""What a process of its own costs."""

import subprocess
import sys
from time import perf_counter


def seconds(*argv: str) -> float:
    """How long ``python ARGV`` takes, from start to end, without a terminal."""
    began = perf_counter()
    subprocess.run([sys.executable, *argv], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return perf_counter() - began


def output(*argv: str) -> str:
    """What ``python ARGV`` prints."""
    return subprocess.run([sys.executable, *argv], check=True, capture_output=True, text=True).stdout
