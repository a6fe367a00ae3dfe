"""Transcripts that examine submissions, one folder of modules for each."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from kshell.transcript.check import Checked, check_one
from kshell.transcript.escape import escape, is_plain
from kshell.transcript.format import Transcript


class Errand(NamedTuple):
    """A transcript to check with folders of modules; ``submission``: whose they are, or nothing."""

    transcript: Transcript
    modules: tuple[Path, ...] = ()
    submission: str = ""

    def check(self) -> Checked:
        """Do it."""
        return check_one(self.transcript, self.modules)._replace(submission=self.submission)

    def lost(self, why: str) -> Checked:
        """What came of it when the process that did it has died."""
        return Checked(self.transcript, broken=why, submission=self.submission)


def errands(
    transcripts: Sequence[Transcript], modules: tuple[Path, ...], submissions: Sequence[Path] | None
) -> list[Errand]:
    """Each transcript once, or once for each folder of a submission."""
    if submissions is None:
        return [Errand(transcript, modules) for transcript in transcripts]
    return [Errand(each, (*modules, folder), folder.name) for folder in submissions for each in transcripts]


def table_row(checked: Checked, errands: Sequence[Errand]) -> str:
    """What came of a submission as a row of a table of all errands; with several transcripts each has its own."""
    names = max(len(errand.submission) for errand in errands)
    files = {errand.transcript.file for errand in errands}
    file = f"{checked.transcript.file:<{max(map(len, files))}}  " if len(files) > 1 else ""
    return f"{checked.submission:<{names}}  {file}{_verdict(checked)}"


def _verdict(checked: Checked) -> str:
    if checked.broken or checked.passed:
        return checked.broken or "passed"
    first = checked.failed[0]
    last_line = first.outcome.shown[-1].text if first.outcome.shown else "nothing was shown"
    why = f"line {first.step.line}, {first.step.head[0]}: {first.outcome.problem or last_line}"
    return f"{len(checked.failed)} of {len(checked.steps)} steps failed; {why if is_plain(why) else escape(why)}"
