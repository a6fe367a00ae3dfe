"""Memory of a sleeping thread: what 10,000 of them add to a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator

from benchmarks.figure import Figure
from benchmarks.process import output
from benchmarks.sleepers import machine_with_sleepers

COUNT = 10_000
AIM_KB = 8


def figures() -> Iterator[Figure]:
    one, many = (int(output("-m", "benchmarks.memory", str(count))) for count in (1, COUNT))
    each = (many - one) / COUNT
    yield Figure("memory of a sleeping thread", f"{each:.1f} KB", f"{AIM_KB} KB", each / AIM_KB, "<= 1.0")


if __name__ == "__main__":
    machine = machine_with_sleepers(int(sys.argv[1]))
    subprocess.run(["ps", "-o", "rss=", "-p", str(os.getpid())], check=True)  # in KB
