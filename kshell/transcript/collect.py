"""Which transcripts are meant by files and folders on the command line."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from kshell.transcript.errors import TranscriptError
from kshell.transcript.format import Transcript
from kshell.transcript.run import load

SUFFIX = ".ksh.md"


def collect(paths: Sequence[str]) -> Iterator[Transcript | TranscriptError | OSError]:
    """Read the transcripts that files and folders hold, each once, in the order given; what is wrong with the others.

    In a folder these are the Markdown files with a console block in them, at any depth, hidden folders left aside.
    """
    seen: set[str] = set()
    for path in paths:
        found = [path] if not os.path.isdir(path) else list(_below(path))
        if not found:
            yield OSError(0, "no Markdown files in this folder", path)
        for file in found:
            if file not in seen:
                seen.add(file)
                yield from _read(file, asked_for=file == path)


def _below(folder: str) -> Iterator[str]:
    """The Markdown files of a folder, in the order of their names."""
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (str(Path(where, name)) for name in sorted(files) if name.endswith(".md"))


def _read(file: str, *, asked_for: bool) -> Iterator[Transcript | TranscriptError | OSError]:
    try:
        transcript = load(file)
    except (TranscriptError, OSError) as error:
        yield error
    else:
        if asked_for or transcript.steps or file.endswith(SUFFIX):
            yield transcript


def mentions(transcript: Transcript, text: str) -> bool:
    """Whether a transcript's file name or one of its headings holds a text, in capitals or not."""
    words = [transcript.file, *(heading.title for heading in transcript.headings)]
    return any(text.casefold() in word.casefold() for word in words)
