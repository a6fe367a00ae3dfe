"""``kshell check``: where does a transcript differ from what is really shown?"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from kshell.transcript.actions import Command
from kshell.transcript.format import Transcript
from kshell.transcript.match import align, fit
from kshell.transcript.pattern import Pattern, Shown
from kshell.transcript.run import begin, true_trailer
from kshell.transcript.session import Outcome, Session
from kshell.transcript.steps import Step, written


class CheckedStep(NamedTuple):
    """A step that was taken.

    ``merged`` is what was shown, a pattern of the file where it fits and a shown line where none does, ``known`` what
    is captured by then.
    """

    step: Step
    outcome: Outcome
    merged: tuple[Pattern | Shown, ...]
    trailer: str
    known: Mapping[str, str]

    @property
    def passed(self) -> bool:
        return not self.outcome.problem and not self.differs

    @property
    def differs(self) -> bool:
        """Whether something else was shown, or the end was another."""
        return self.trailer != self.step.trailer or self.merged != tuple(self.step.patterns)

    @property
    def lines(self) -> list[str]:
        """The step as it was shown, with the patterns of the file wherever they fit."""
        return self.step.printed(list(self._output()), self.trailer)

    def _output(self) -> Iterator[str]:
        for n, line in enumerate(self.merged):
            first = not n and isinstance(self.step.action, Command)
            yield line.text if isinstance(line, Pattern) else written(line, first=first)


class Checked(NamedTuple):
    """A transcript that was gone through, and its steps in order.

    ``broken``: what ended it, a bug of kshell's for one; ``submission``: whose modules it has examined.
    """

    transcript: Transcript
    steps: tuple[CheckedStep, ...] = ()
    broken: str = ""
    submission: str = ""

    @property
    def name(self) -> str:
        """What to call it in reports."""
        return f"{self.submission}: {self.transcript.file}" if self.submission else self.transcript.file

    @property
    def passed(self) -> bool:
        return not self.broken and all(step.passed for step in self.steps)

    @property
    def failed(self) -> list[CheckedStep]:
        return [step for step in self.steps if not step.passed]


def check_transcript(transcript: Transcript, session: Session) -> Checked:
    """Go through a transcript, all steps of it, whatever comes of them."""
    return Checked(transcript, tuple(check_step(step, session) for step in transcript.steps))


def check_step(step: Step, session: Session) -> CheckedStep:
    """Take a step and compare what was shown with what is expected."""
    before = dict(session.captures)
    return compare(step, session.take(step), before, session.captures)


def compare(step: Step, outcome: Outcome, before: Mapping[str, str], after: Mapping[str, str]) -> CheckedStep:
    """Compare what came of a step with what is expected; what was captured before it and is after it."""
    merged: Sequence[Pattern | Shown] = step.patterns
    if fit(step.patterns, outcome.shown, before) is None:
        merged = align(step.patterns, outcome.shown, after)
        if merged == step.patterns:  # the lines fit one by one, but not with what was captured before them
            merged = outcome.shown
    return CheckedStep(step, outcome, tuple(merged), true_trailer(step, outcome), dict(after))


def check_one(transcript: Transcript, modules: Sequence[Path] = ()) -> Checked:
    """Check a transcript on a machine that is booted for it; a bug of kshell's fails that transcript."""
    try:
        with closing(begin(transcript, modules)) as session:
            return check_transcript(transcript, session)
    except Exception as error:
        if "KSHELL_TRACEBACK" in os.environ:
            raise
        return Checked(transcript, broken=f"internal error of kshell: {type(error).__name__}: {error}")
