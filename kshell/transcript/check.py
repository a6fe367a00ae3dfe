"""``kshell check``: where does a transcript differ from what is really shown?"""

from collections.abc import Iterator, Sequence
from difflib import unified_diff

from kshell.transcript.actions import Command
from kshell.transcript.format import Transcript, print_transcript
from kshell.transcript.match import align, fit
from kshell.transcript.pattern import Pattern, Shown
from kshell.transcript.run import true_trailer
from kshell.transcript.session import Session
from kshell.transcript.steps import Step, written


def check_transcript(transcript: Transcript, session: Session) -> list[str]:
    """Go through a transcript; the lines of a unified diff from it to what was shown.

    In the diff, what was shown is written with the patterns of the file wherever they fit it.
    """
    merged: list[str] = []
    for part in transcript.parts:
        merged += [part] if isinstance(part, str) else _merged(part, session)
    name = transcript.file
    expected = print_transcript(transcript).split("\n")
    return list(unified_diff(expected, merged, f"{name}\texpected", f"{name}\tshown", lineterm=""))


def _merged(step: Step, session: Session) -> list[str]:
    """A step with its patterns where they fit, and what was shown where they do not."""
    known = dict(session.captures)
    outcome = session.take(step)
    output: Sequence[str] = step.output
    if fit(step.patterns, outcome.shown, known) is None:
        output = list(_differing(step, align(step.patterns, outcome.shown, session.captures)))
    return step.printed(output, true_trailer(step, outcome))


def _differing(step: Step, lines: Sequence[Pattern | Shown]) -> Iterator[str]:
    for n, line in enumerate(lines):
        first = not n and isinstance(step.action, Command)
        yield line.text if isinstance(line, Pattern) else written(line, first=first)
