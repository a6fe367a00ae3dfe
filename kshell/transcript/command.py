"""The commands ``kshell run`` and ``kshell check``."""

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kshell.transcript.check import check_transcript
from kshell.transcript.errors import TranscriptError
from kshell.transcript.format import Transcript
from kshell.transcript.run import begin, load, run_transcript

ERROR, DIFFERENT, INTERRUPTED = 1, 50, 130


def run(file: str, modules: Sequence[str]) -> int:
    """Print a transcript with what is really shown in it; 0, or 1 for an error in the file."""
    transcripts = _load([file])
    for transcript in transcripts:
        with _interruptible():
            for piece in run_transcript(transcript, begin(transcript, _complain, _folders(modules))):
                _write(piece)
    return 0 if transcripts else ERROR


def check(files: Sequence[str], modules: Sequence[str]) -> int:
    """Print where transcripts differ from what is shown; 0, 50 for a difference, 1 for an error in a file."""
    status = 0
    transcripts = _load(files)
    for transcript in transcripts:
        complaints: list[str] = []
        with _interruptible():
            difference = check_transcript(transcript, begin(transcript, complaints.append, _folders(modules)))
        _write("".join(line + "\n" for line in difference))
        for complaint in complaints:
            _complain(complaint)
        status = DIFFERENT if difference or complaints else status
    return status if transcripts else ERROR


def _load(files: Sequence[str]) -> list[Transcript]:
    """Read all files before any of them runs; if there are errors, they are told and nothing is returned."""
    transcripts = []
    for file in files:
        try:
            transcripts.append(load(file))
        except TranscriptError as error:
            _complain(str(error))
        except OSError as error:
            _complain(f"kshell: {file}: {error.strerror}")
    return transcripts if len(transcripts) == len(files) else []


def _folders(modules: Sequence[str]) -> tuple[Path, ...]:
    return tuple(Path(folder) for folder in modules)


def _write(text: str) -> None:
    if sys.stdout is not None:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()


def _complain(line: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(line + "\n")


@contextmanager
def _interruptible() -> Iterator[None]:
    """^C ends kshell at once: an exception would strike whichever task of the machine is running."""
    try:
        before = signal.signal(signal.SIGINT, lambda number, frame: os._exit(INTERRUPTED))
    except ValueError:  # not the main thread: whoever runs us there handles ^C
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
