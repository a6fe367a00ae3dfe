"""What a presenter follows: the steps of a transcript, with the prose that stands above each."""

from typing import NamedTuple

from kshell.transcript.actions import Command, Type
from kshell.transcript.export.film import with_prose
from kshell.transcript.format import Transcript
from kshell.transcript.steps import Step

BEGINNING = "(the beginning)"


class Cue(NamedTuple):
    """A step; ``number`` counts those that are shown, from 1. ``notes`` is Markdown: the last prose above it."""

    step: Step
    number: int
    notes: str

    @property
    def keys(self) -> int:
        """How many keys are typed for it."""
        match self.step.action:
            case Command(lines=lines):
                return sum(map(len, lines))
            case Type(text=text):
                return len(text)
        return 0


class Heading(NamedTuple):
    """A heading, and the index of the first cue below it that is shown."""

    title: str
    at: int


def cues(transcript: Transcript) -> list[Cue]:
    """The steps in order."""
    found: list[Cue] = []
    number, notes = 0, ""
    for step, _, prose in with_prose(transcript):
        number += not step.hidden
        notes = prose or notes
        found.append(Cue(step, number, notes))
    return found


def headings(transcript: Transcript) -> list[Heading]:
    """The headings below which something is shown."""
    places = {step.line: at for at, step in enumerate(transcript.steps) if not step.hidden}
    found: list[Heading] = []
    for section in transcript.sections:
        at = next((places[step.line] for step in section.steps if step.line in places), None)
        if at is not None:
            found.append(Heading(section.title or BEGINNING, at))
    return found
