"""What ``kshell check`` says of a transcript that differs: a note for each step, and a diff that can be applied."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import unified_diff

from kshell.transcript.actions import seconds
from kshell.transcript.check import Checked, CheckedStep
from kshell.transcript.pattern import ELISION, Pattern
from kshell.transcript.steps import Step, written

_HUNK = re.compile(r"@@ -(\d+)(?:,\d+)? \+\d+(?:,\d+)? @@")
SHOWN_LINES = 20
DIFF_LINES = 200
USEC = 1_000


def report(checked: Checked) -> list[str]:
    """The lines that say how a transcript differs from what was shown; none when it does not."""
    file = checked.transcript.file
    if checked.broken:
        return [f"{checked.name}: {checked.broken}"]
    return [*(line for step in checked.failed for line in note(file, step)), *difference(checked)]


def note(file: str, checked: CheckedStep) -> Iterator[str]:
    """What went wrong in a step, where and when; ``FILE:LINE: what`` comes first."""
    step, outcome = checked.step, checked.outcome
    yield f"{file}:{step.line}: {what(checked)}"
    yield f"    terminal {step.action.terminal}, {_when(checked)}: {step.head[0]}"
    if checked.known:
        yield "    captured: " + ", ".join(f"{name}={value}" for name, value in checked.known.items())
    if outcome.shown and any(isinstance(line, Pattern) and line.many for line in checked.merged):
        left_out = len(outcome.shown) - SHOWN_LINES
        yield "    shown:" if left_out <= 0 else f"    shown, without the first {left_out} lines:"
        yield from (f"    | {written(line)}" for line in outcome.shown[-SHOWN_LINES:])


def what(checked: CheckedStep) -> str:
    """What went wrong in a step, in a few words."""
    if checked.outcome.problem:
        return checked.outcome.problem
    if checked.merged == tuple(checked.step.patterns):
        return f"it ends with {checked.trailer or '[0]'}, expected was {checked.step.trailer or '[0]'}"
    return "something else was shown"


def _when(checked: CheckedStep) -> str:
    began, ended = (seconds(ns // USEC * USEC) for ns in checked.outcome[-2:])
    return f"at {ended}" if began == ended else f"from {began} to {ended}"


def difference(checked: Checked) -> Iterator[str]:
    """The lines of a unified diff, with each hunk's command behind its ``@@``.

    What was shown is written with the patterns of the file wherever they fit it.
    """
    transcript = checked.transcript
    taken = {step.step.line: _shortened(step) for step in checked.steps}
    expected: list[str] = []
    shown: list[str] = []
    for part in transcript.parts:
        lines = [part] if isinstance(part, str) else part.lines
        expected += lines
        shown += lines if isinstance(part, str) else taken.get(part.line, lines)
    name = transcript.file
    diff = list(unified_diff(expected, shown, f"{name}\texpected", f"{name}\tshown", lineterm=""))
    heads = _heads(transcript.steps)
    for n, line in enumerate(diff):
        found = _HUNK.fullmatch(line)
        yield f"{line} {_head(heads, int(found[1]), diff[n + 1 :])}".rstrip() if found else line


def _shortened(checked: CheckedStep) -> list[str]:
    """A step as it was shown; of very many lines that nobody expected, only the first and the last."""
    lines, most = checked.lines, len(checked.step.lines) + 2 * DIFF_LINES
    return lines if len(lines) <= most else [*lines[:DIFF_LINES], ELISION, *lines[-DIFF_LINES:]]


def _heads(steps: Sequence[Step]) -> dict[int, str]:
    return {step.line: step.head[0] for step in steps}


def _head(heads: Mapping[int, str], start: int, lines: Sequence[str]) -> str:
    """The command of the step in which a hunk's first difference is."""
    first = start + next(n for n, line in enumerate(lines) if line[:1] in ("+", "-"))
    return next((heads[line] for line in sorted(heads, reverse=True) if line < first), "")
