"""Work on many transcripts in several processes."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from typing import TypeVar

from kshell.machine.limits import guard_process
from kshell.transcript.format import Transcript
from kshell.transcript.streams import INTERRUPTED

AHEAD = 4
T = TypeVar("T")


def in_order(work: Callable[[Transcript], T], transcripts: Sequence[Transcript], processes: int) -> Iterator[T]:
    """Do some work for each transcript, in several processes; the results come in the order of the transcripts."""
    rest = iter(transcripts)
    with ProcessPoolExecutor(min(processes, len(transcripts)), initializer=_begin_worker) as pool:
        waiting = [pool.submit(work, transcript) for transcript in islice(rest, processes * AHEAD)]
        try:
            while waiting:
                result = waiting.pop(0).result()
                waiting += [pool.submit(work, transcript) for transcript in islice(rest, 1)]
                yield result
        except BaseException:  # ^C, or the caller has seen enough: what still runs is not waited for
            pool.shutdown(wait=False, cancel_futures=True)
            for process in multiprocessing.active_children():
                process.terminate()
            raise


def _begin_worker() -> None:
    """In a worker, ^C ends the process without a word: the one that began it speaks."""
    guard_process()
    signal.signal(signal.SIGINT, lambda number, frame: os._exit(INTERRUPTED))
