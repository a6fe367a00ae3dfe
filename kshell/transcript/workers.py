"""Work on many transcripts, here or in several processes, each on a machine of its own."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TypeVar

from kshell.transcript.check import Checked, check_transcript
from kshell.transcript.format import Transcript
from kshell.transcript.run import begin

INTERRUPTED = 130
AHEAD = 4
T = TypeVar("T")


def check_one(transcript: Transcript, modules: Sequence[Path] = ()) -> Checked:
    """Check a transcript on a machine that is booted for it; a bug of kshell's fails that transcript."""
    try:
        with closing(begin(transcript, modules)) as session:
            return check_transcript(transcript, session)
    except Exception as error:
        if "KSHELL_TRACEBACK" in os.environ:
            raise
        return Checked(transcript, broken=f"internal error of kshell: {type(error).__name__}: {error}")


def in_order(work: Callable[[Transcript], T], transcripts: Sequence[Transcript], processes: int) -> Iterator[T]:
    """Do some work for each transcript, in several processes; the results come in the order of the transcripts."""
    if min(processes, len(transcripts)) <= 1:
        yield from map(work, transcripts)
        return
    rest = iter(transcripts)
    with ProcessPoolExecutor(min(processes, len(transcripts)), initializer=_quiet_interrupt) as pool:
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


def _quiet_interrupt() -> None:
    """In a worker, ^C ends the process without a word: the one that began it speaks."""
    signal.signal(signal.SIGINT, lambda number, frame: os._exit(INTERRUPTED))
