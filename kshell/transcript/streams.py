"""The host's streams, and ^C, for the commands that work on transcripts."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from kshell.transcript.errors import TranscriptError

INTERRUPTED = 130


def complain_of(error: TranscriptError | OSError) -> None:
    """Say what is wrong with a file."""
    if isinstance(error, TranscriptError):
        complain("\n".join(error.with_caret()))
    else:
        complain(f"kshell: {error.filename}: {error.strerror}")


def write(text: str) -> None:
    """Write to standard output, if there is one."""
    if sys.stdout is not None:
        sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
        sys.stdout.buffer.flush()


def complain(line: str) -> None:
    """Write a line to standard error, if there is one."""
    if sys.stderr is not None:
        sys.stderr.write(line + "\n")


@contextmanager
def interruptible(*, alone: bool = True) -> Iterator[None]:
    """^C ends kshell at once, if machines run in this process: an exception would strike whichever task is running."""
    try:
        before = signal.signal(signal.SIGINT, lambda number, frame: os._exit(INTERRUPTED)) if alone else None
    except ValueError:  # not the main thread: whoever runs us there handles ^C
        before = None
    try:
        yield
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)
