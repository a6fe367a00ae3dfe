"""From a key to its echo: a real program in a terminal of its own, with nothing else to do and with much.

Each key is a character that was not typed before, so its echo is told from whatever else is drawn.
"""

import os
import select
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

import pexpect

from benchmarks.figure import CannotMeasure, Figure, NotMeasured
from benchmarks.shells import KSHELL, PEERS, Shell, prompted
from benchmarks.sleepers import SOURCE

KEYS, PEER_KEYS, LINE = 400, 200, 20
FIRST = 0x100  # letters with accents: one column, two bytes
PATIENCE_SECONDS = 20.0
LINES_A_SECOND = 2000
FLOOD = f"""
from kshell.linux import *


def thread_fn(unused):
    began = jiffies()
    n = 0
    while not kthread_should_stop():
        while n < (jiffies() - began) * {LINES_A_SECOND} // HZ:
            pr_info("flood: line %d\\n", n)
            n += 1
        msleep(10)
    return 0


def flood_init():
    kthread_run(thread_fn, None, "flood")
    return 0


module_init(flood_init)
MODULE_LICENSE("GPL")
"""
LOADS = (
    ("idle", "", 16.0),
    ("10,000 threads", "sysctl -q kernel.threads-max=32768; insmod sleepers.ko count=10000", 50.0),
    (f"{LINES_A_SECOND:,} lines a second", "insmod flood.ko", 50.0),
)


class Echo(NamedTuple):
    """From a key to its echo, in ms: by the wall's clock, and what the program computed meanwhile.

    On a machine that is busy with something else only the latter means much.
    """

    wall: float
    cpu: float


def figures() -> Iterator[Figure | NotMeasured]:
    with TemporaryDirectory() as home:
        Path(home, "sleepers.py").write_bytes(SOURCE)
        Path(home, "flood.py").write_text(FLOOD)
        ours = KSHELL._replace(arguments=("--modules", home))
        idle: list[Echo] = []
        for what, load, aim in LOADS:
            echoes = _echoes(home, ours, KEYS, load)
            ratio = _p99([echo.wall for echo in echoes]) / aim
            yield Figure(f"echo, {what}", _shown(echoes), f"p99 {aim:.0f} ms", ratio, "<= 1.0")
            idle = idle or echoes
        for peer in PEERS:
            if not peer.installed:
                yield NotMeasured("echo, idle", peer.name)
                continue
            echoes = _echoes(home, peer, PEER_KEYS)
            ratio = median(echo.wall for echo in idle) / median(echo.wall for echo in echoes)
            yield Figure("echo, idle", _shown(idle), f"{peer.name} {_shown(echoes)}", ratio, "<= 1.0")


def _shown(echoes: list[Echo]) -> str:
    """Median and 99th percentile, and those of CPU time."""
    wall, cpu = [echo.wall for echo in echoes], [echo.cpu for echo in echoes]
    used = f" (CPU {median(cpu):.1f}, {_p99(cpu):.1f})" if any(cpu) else ""
    return f"{median(wall):.1f}, p99 {_p99(wall):.1f} ms{used}"


def _p99(took: list[float]) -> float:
    return quantiles(took, n=100)[98]


def _echoes(home: str, shell: Shell, count: int, load: str = "") -> list[Echo]:
    with prompted(home, shell) as child:
        if load:
            child.send(load + "\r")
            child.expect("[\r\n]")
            child.expect(shell.prompt)
        typist = Typist(child)
        typist.rest(1.0)
        return [typist.press(n) for n in range(count)]


class Typist:
    """Types a key, waits for its echo and a little longer, as people do."""

    def __init__(self, child: "pexpect.spawn[str]") -> None:
        self._terminal = child.fileno()
        self._used = Path(f"/proc/{child.pid}/schedstat")

    def press(self, number: int) -> Echo:
        """Type a key; what its echo took."""
        if number % LINE == 0:
            os.write(self._terminal, b"\x15" + (b"echo " if number // LINE % 2 else b""))  # or no command that there is
            self.rest(0.2)
        key, seen = chr(FIRST + number).encode(), b""
        used, began = self._cpu(), perf_counter()
        os.write(self._terminal, key)
        while key not in seen:
            left = began + PATIENCE_SECONDS - perf_counter()
            if not select.select([self._terminal], [], [], max(0, left))[0]:
                raise CannotMeasure("a key has no echo")
            seen = seen[-1:] + os.read(self._terminal, 1 << 16)
        echo = Echo((perf_counter() - began) * 1000, self._cpu() - used)
        self.rest(0.03 + number * 7 % 11 / 1000)  # at no fixed beat
        return echo

    def _cpu(self) -> float:
        """CPU time of the program, in ms; 0 where the host does not say."""
        return int(self._used.read_text().split()[0]) / 1e6 if self._used.exists() else 0.0

    def rest(self, seconds: float) -> None:
        """Only read what is drawn."""
        until = perf_counter() + seconds
        while (left := until - perf_counter()) > 0:
            if select.select([self._terminal], [], [], left)[0]:
                os.read(self._terminal, 1 << 16)
