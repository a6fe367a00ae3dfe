"""The commands ``kshell run`` and ``kshell check``."""

import sys
from collections.abc import Sequence
from pathlib import Path

from kshell.transcript.check import check_transcript
from kshell.transcript.errors import TranscriptError
from kshell.transcript.format import Transcript
from kshell.transcript.run import begin, load, run_transcript

ERROR, DIFFERENT = 1, 50


def run(file: str, modules: Sequence[str]) -> int:
    """Print a transcript with what is really shown in it; 0, or 1 for an error in the file."""
    transcripts = _load([file])
    for transcript in transcripts:
        for piece in run_transcript(transcript, begin(transcript, _folders(modules)), _complain):
            _write(piece)
    return 0 if transcripts else ERROR


def check(files: Sequence[str], modules: Sequence[str]) -> int:
    """Print where transcripts differ from what is shown; 0, 50 for a difference, 1 for an error in a file."""
    transcripts = _load(files)
    complaints: list[str] = []
    for transcript in transcripts:
        difference = check_transcript(transcript, begin(transcript, _folders(modules)), complaints.append)
        _write("".join(line + "\n" for line in difference))
        complaints += ...
    return 0
