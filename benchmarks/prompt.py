"""Time to the first prompt, against other shells written in Python, each on a terminal of its own."""

from collections.abc import Iterator
from functools import partial
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.figure import Figure, NotMeasured, side_by_side
from benchmarks.process import seconds
from benchmarks.shells import KSHELL, PEERS, Shell, prompted
from benchmarks.startup import IMPORT


def figures() -> Iterator[Figure | NotMeasured]:
    with TemporaryDirectory() as home:
        _prompt(home, KSHELL)
        ours, theirs, ratio = side_by_side(partial(_prompt, home, KSHELL), lambda: seconds("-c", IMPORT))
        yield Figure("first prompt", f"{ours * 1000:.0f} ms", f"its libraries {theirs * 1000:.0f} ms", ratio, "<= 1.4")
        for peer in PEERS:
            if not peer.installed:
                yield NotMeasured("first prompt", peer.name)
                continue
            _prompt(home, peer)
            ours, theirs, ratio = side_by_side(partial(_prompt, home, KSHELL), partial(_prompt, home, peer), rounds=5)
            yield Figure(
                "first prompt", f"{ours * 1000:.0f} ms", f"{peer.name} {theirs * 1000:.0f} ms", ratio, "<= 1.0"
            )


def _prompt(home: str, shell: Shell) -> float:
    """Seconds from start to prompt."""
    began = perf_counter()
    with prompted(home, shell):
        return perf_counter() - began
