"""Work on many things in several processes. One that dies of what it was given costs that thing only."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from threading import Thread
from typing import Any, Generic, TypeVar

from kshell.machine.limits import allow_cpu, guard_process
from kshell.shell import sh as sh  # each transcript begins with shells: imported once, before there are more processes
from kshell.transcript.streams import INTERRUPTED

AHEAD = 4
CPU_SECONDS = 300  # for one thing: the last resort
IDLE = -1
S = TypeVar("S")
T = TypeVar("T")


class Lost(Exception):
    """A process has ended in the midst of its work; the text says how."""


class Worker(Generic[S, T]):
    """A process that is given one thing after the other; ``number`` is that of the thing it works on, or IDLE."""

    def __init__(self, work: Callable[[S], T]) -> None:
        self.number = IDLE
        self.pipe, far = multiprocessing.Pipe()
        self._process = multiprocessing.Process(target=_serve, args=(far, work), daemon=True)
        self._process.start()
        self.sentinel = self._process.sentinel
        far.close()

    def begin(self, number: int, thing: S) -> None:
        """Give it something to do; result() is there when ``pipe`` or ``sentinel`` is ready."""
        self.number = number
        with suppress(OSError):  # it has died; then result() says so
            self.pipe.send(thing)

    def result(self) -> T:
        """What came of it; Lost if the process has died."""
        try:
            if self.pipe.poll():
                result: T = self.pipe.recv()
                return result
        except (EOFError, OSError):
            pass
        self._process.join()
        code = self._process.exitcode or 0
        how = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with status {code}"
        raise Lost(f"the process that ran it {how}")

    def end(self) -> None:
        """Let the process go, whatever it does."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.pipe.close()


def in_order(work: Callable[[S], T], things: Sequence[S], processes: int, lost: Callable[[S, str], T]) -> Iterator[T]:
    """Do some work for each thing, in several processes; the results come in the order of the things.

    ``lost(thing, why)`` makes the result for one whose process has died.
    """
    todo = deque(enumerate(things))
    done: dict[int, T] = {}
    workers: list[Worker[S, T]] = []
    try:
        for n in range(len(things)):
            while n not in done:
                _begin(work, workers, todo, processes, before=n + processes * AHEAD)
                for worker in _ready(workers):
                    number, worker.number = worker.number, IDLE
                    try:
                        done[number] = worker.result()
                    except Lost as why:
                        done[number] = lost(things[number], str(why))
                        workers.remove(worker)
                        worker.end()
            yield done.pop(n)
    finally:  # also after ^C, or when the caller has seen enough: what still runs is not waited for
        for worker in workers:
            worker.end()


def _begin(
    work: Callable[[S], T], workers: list[Worker[S, T]], todo: deque[tuple[int, S]], processes: int, before: int
) -> None:
    """Give something to do to all who have nothing."""
    while todo and todo[0][0] < before:
        free = next((worker for worker in workers if worker.number == IDLE), None)
        if free is None:
            if len(workers) == processes:
                return
            free = Worker(work)
            workers.append(free)
        free.begin(*todo.popleft())


def _ready(workers: Sequence[Worker[S, T]]) -> list[Worker[S, T]]:
    """Those who have a result, or have died; waits for one at least."""
    busy = [worker for worker in workers if worker.number != IDLE]
    there = wait([one for worker in busy for one in (worker.pipe, worker.sentinel)])
    return [worker for worker in busy if worker.pipe in there or worker.sentinel in there]


def _serve(pipe: Connection, work: Callable[[Any], Any]) -> None:
    """What a worker does. On ^C it ends without a word: the one that began it speaks. It does not outlive that one."""
    guard_process()
    signal.signal(signal.SIGINT, lambda number, frame: os._exit(INTERRUPTED))
    Thread(target=_end_with_parent, daemon=True).start()
    while True:
        thing = pipe.recv()
        allow_cpu(CPU_SECONDS)
        pipe.send(work(thing))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(INTERRUPTED)
