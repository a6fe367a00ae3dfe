"""Starting: ``kshell -c true`` against importing the libraries of an interactive session."""

from collections.abc import Iterator

from benchmarks.figure import Figure, side_by_side
from benchmarks.process import seconds

IMPORT = "import prompt_toolkit, rich.console, pluggy, greenlet"


def figures() -> Iterator[Figure]:
    ours, theirs, ratio = side_by_side(
        lambda: seconds("-m", "kshell", "-c", "true"), lambda: seconds("-c", IMPORT), rounds=21
    )
    yield Figure("kshell -c true", f"{ours * 1000:.0f} ms", f"its libraries {theirs * 1000:.0f} ms", ratio, "<= 0.8")
