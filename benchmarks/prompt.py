"""Time to the first prompt, against other shells written in Python, each on a terminal of its own."""

import sys
from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from tempfile import TemporaryDirectory
from time import perf_counter

import pexpect

from benchmarks.figure import CannotMeasure, Figure, side_by_side
from benchmarks.process import seconds
from benchmarks.startup import IMPORT

KSHELL = ("kshell", (), "root@kshell")
PEERS = (
    ("IPython", ("--no-banner",), r"In "),
    ("ptpython", (), ">>>"),
    ("xonsh", ("--no-rc", "-DPROMPT=ready"), "ready"),
)


def figures() -> Iterator[Figure]:
    with TemporaryDirectory() as home:
        _prompt(home, *KSHELL)
        ours, theirs, ratio = side_by_side(partial(_prompt, home, *KSHELL), lambda: seconds("-c", IMPORT))
        yield Figure("first prompt", f"{ours * 1000:.0f} ms", f"its libraries {theirs * 1000:.0f} ms", ratio, "<= 1.4")
        for name, arguments, prompt in PEERS:
            if find_spec(name):
                _prompt(home, name, arguments, prompt)
                peer = partial(_prompt, home, name, arguments, prompt)
                ours, theirs, ratio = side_by_side(partial(_prompt, home, *KSHELL), peer, rounds=5)
                yield Figure("first prompt", f"{ours * 1000:.0f} ms", f"{name} {theirs * 1000:.0f} ms", ratio, "<= 1.0")


def _prompt(home: str, program: str, arguments: tuple[str, ...], prompt: str) -> float:
    """Seconds from start to prompt."""
    began = perf_counter()
    environment = {"HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    child = pexpect.spawn(sys.executable, ["-m", program, *arguments], env=environment, timeout=20, encoding="utf-8")
    try:
        child.expect(prompt)
        return perf_counter() - began
    except (pexpect.EOF, pexpect.TIMEOUT) as failure:
        raise CannotMeasure(f"{program} shows no prompt: {type(failure).__name__}") from None
    finally:
        child.close(force=True)
