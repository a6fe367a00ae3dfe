"""``kshell check --update``: a transcript that expects what is really shown, and is otherwise as it was."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple

from kshell.transcript.actions import Command
from kshell.transcript.check import Checked, CheckedStep, check_one
from kshell.transcript.errors import TranscriptError
from kshell.transcript.format import Transcript
from kshell.transcript.refold import refolded
from kshell.transcript.replace import replace_file
from kshell.transcript.run import read
from kshell.transcript.steps import Step
from kshell.transcript.submissions import Errand

ROUNDS = 8
BOM = b"\xef\xbb\xbf"
Fresh = Mapping[int, Sequence[str]]
Decide = Callable[[Checked, Fresh], AbstractSet[int]]


class Updated(NamedTuple):
    """What came of an update.

    ``data`` is the file as it should be, ``steps`` how many of its steps are new, ``refused`` the lines that say why
    the file stays as it was, ``checked`` the last check: of the new file, if that is not refused.
    """

    data: bytes
    steps: int
    refused: tuple[str, ...]
    checked: Checked


class Refused(Exception):
    """Why a transcript stays as it is; a line for each reason."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def update(data: bytes, file: str, modules: Sequence[Path], decide: Decide) -> Updated:
    """Check a transcript and rewrite the steps that differ, until it passes.

    What a step shows depends on what the steps above it expect (``[blocked]`` ends one at once), so a rewritten file is
    checked again. ``decide(checked, fresh)`` says which steps are to be as in ``fresh``; it may raise Refused.
    """
    before, changed = data, set[int]()
    checked = check_one(read(data, file), modules)
    try:
        for _ in range(ROUNDS):
            fresh = _fresh(checked)
            chosen = decide(checked, fresh)
            if not chosen:
                return Updated(data, len(changed), (), checked)
            changed |= chosen
            data = _rewritten(data, checked.transcript.steps, {n: fresh[n] for n in chosen})
            checked = check_one(read(data, file), modules)
    except Refused as why:
        return Updated(before, 0, why.lines, checked)
    except TranscriptError as error:
        return Updated(
            before, 0, (f"{file}: not updated, it would be wrong in its line {error.line}: {error.what}",), checked
        )
    return Updated(before, 0, (f"{file}: not updated, it shows something else each time",), checked)


def update_file(transcript: Transcript, modules: Sequence[Path], decide: Decide) -> Updated:
    """Update the file that a transcript was read from."""
    try:
        data = Path(transcript.file).read_bytes()
        updated = update(data, transcript.file, modules, decide)
        if updated.data != data:
            replace_file(transcript.file, updated.data)
    except OSError as error:
        return Updated(
            b"", 0, (f"kshell: {transcript.file}: {error.strerror}",), Checked(transcript, broken="not updated")
        )
    return updated


def update_errand(errand: Errand, decide: Decide) -> Updated:
    """The same, for one of many."""
    return update_file(errand.transcript, errand.modules, decide)


def no_new_failures(checked: Checked, fresh: Fresh) -> AbstractSet[int]:
    """Rewrite all steps, but refuse a transcript in which a command failed that passed before."""
    failures = [step for step in checked.failed if newly_fails(step)]
    if failures:
        raise Refused(
            *(
                f"{checked.transcript.file}:{step.step.line}: {_failure(step)}: {step.step.head[0]}"
                for step in failures
            ),
            f"{checked.transcript.file}: not updated, for what failed had passed before; --yes updates it all the same",
        )
    return fresh.keys()


def all_steps(checked: Checked, fresh: Fresh) -> AbstractSet[int]:
    """Rewrite all steps."""
    return fresh.keys()


def newly_fails(step: CheckedStep) -> bool:
    """Whether a step went wrong that is expected to go well."""
    return bool(
        step.outcome.problem or (isinstance(step.step.action, Command) and step.trailer and not step.step.trailer)
    )


def _failure(step: CheckedStep) -> str:
    return step.outcome.problem or f"it ends with {step.trailer}"


def _fresh(checked: Checked) -> dict[int, list[str]]:
    """The steps that differ, by number, with the lines that they should have."""
    fresh: dict[int, list[str]] = {}
    known: Mapping[str, str] = {}
    for n, step in enumerate(checked.steps):
        if step.differs:
            fresh[n] = step.step.printed(refolded(step, known), step.trailer)
        known = step.known
    return fresh


def _rewritten(data: bytes, steps: Sequence[Step], fresh: Fresh) -> bytes:
    """A file with other lines for some steps; every other byte stays."""
    lines = data.removeprefix(BOM).decode().split("\n")
    for n in sorted(fresh, reverse=True):
        start, end = steps[n].line - 1, "\r" if lines[steps[n].line - 1].endswith("\r") else ""
        lines[start : start + len(steps[n].lines)] = [line + end for line in fresh[n]]
    return (BOM if data.startswith(BOM) else b"") + "\n".join(lines).encode()
