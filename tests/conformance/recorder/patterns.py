"""A line that Linux and kshell both show, as a transcript expects it; and one that only kshell shows."""

import re

from kshell.transcript.actions import HEAD
from kshell.transcript.escape import is_plain
from kshell.transcript.pattern import NO_EOL, BadPattern, Shown, parse_line
from kshell.transcript.steps import written
from tests.conformance.recorder.varying import PID, STAMP, Cut

ANYTHING = "[..]"


class Captures:
    """The pids of a transcript: a capture is named after the recorded pid, which was there first."""

    def __init__(self, pids: dict[str, str]) -> None:
        self.pids = pids
        self.defined: set[str] = set()

    def write(self, pid: str) -> str:
        """A recorded pid in an expected line."""
        name = f"PID{pid}"
        if name in self.defined:
            return f"[[{name}]]"
        self.defined.add(name)
        return rf"[[{name}:\d+]]"


def both(real: Cut, ours: Cut, captures: Captures) -> str:
    """The recorded line with what varies, and is not the same here by luck, left open."""
    between = [_between(*pair) for pair in zip(real.between, ours.between, strict=True)]
    text = between[0]
    for field, other, behind in zip(real.fields, ours.fields, between[1:], strict=True):
        value = real.text[field.start : field.end]
        if field.kind == PID:
            text += captures.write(value)
        elif field.kind == STAMP or value != ours.text[other.start : other.end]:
            text += ANYTHING
        else:
            text += value
        text += behind
    return re.sub(r"(?:\[\.\.\]){2,}", ANYTHING, text)


def _between(real: str, ours: str) -> str:
    """Text between two fields; in a column there may be more spaces on one side of it."""
    if real == ours:
        return real
    text = real.strip(" ")
    left = real[: real.index(text)]
    right = real[len(left) + len(text) :]
    left = left if ours.startswith(left + text) else ANYTHING
    right = right if ours.endswith(text + right) else ANYTHING
    return left + text + right if text else ANYTHING


def ours_alone(cut: Cut, captures: Captures) -> str:
    """A line that Linux does not show, with its pids under the names that they have in others."""
    text, at = "", 0
    for field in cut.fields:
        value = cut.text[field.start : field.end]
        text += cut.text[at : field.start]
        if field.kind == STAMP:
            text += ANYTHING
        elif field.kind == PID and value in captures.pids:
            text += captures.write(captures.pids[value])
        else:
            text += value
        at = field.end
    return text + cut.text[at:]


def expected(pattern: str, shown: Shown, *, first: bool) -> str:
    """A pattern as a line of a console block; ValueError if it cannot stand there."""
    if pattern == shown.text:
        return written(shown, first=first)
    line = pattern if shown.eol else pattern + NO_EOL
    if not is_plain(shown.text) or HEAD.fullmatch(line) or (first and line.startswith("> ")):
        raise ValueError(f"cannot be written with what varies left open: {shown.text!r}")
    try:
        parsed = parse_line(line)
    except BadPattern as error:
        raise ValueError(str(error)) from None
    if parsed.literal or parsed.eol != shown.eol:
        raise ValueError(f"is no pattern: {line!r}")
    return line
