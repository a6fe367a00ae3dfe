"""Does a transcript hold what Linux printed? Read without running anything: kshell is checked against it by others."""

from collections.abc import Iterator, Sequence

from kshell.transcript.actions import Type
from kshell.transcript.format import Transcript
from kshell.transcript.pattern import CAPTURE, ELISION, Pattern, Shown, parse_line
from kshell.transcript.steps import Step
from tests.conformance.recorder import hunks
from tests.conformance.recorder.recording import Recording, outputs
from tests.conformance.recorder.script import Scripted, script
from tests.conformance.recorder.session import Session
from tests.conformance.recorder.shown import split
from tests.conformance.recorder.streams import KERNEL, streams


def disagreement(session: Session, recording: Recording, transcript: Transcript) -> str:
    """The first line in which a transcript, with its diffs taken back, is not session and recording, or nothing.

    On terminal 1 the kernel's messages and other output may be mixed in another way.
    """
    real = {
        number: [item.text for item in stream if item.shape[0] != "typed"]
        for number, stream in streams(outputs(session, recording)).items()
    }
    held: dict[int, list[str]] = {1: [], 2: []}
    typed = script(session, recording)
    for step, lines in steps(transcript):
        if not typed or not _same_head(step.head[0], typed.pop(0)):
            return f"the transcript types {step.head[0]!r}, the session does not"
        held[step.action.terminal] += linux_lines(step, lines)
    if typed:
        return f"the session goes on with {typed[0].head!r}"
    first = _mixed(held[1], real[KERNEL], real[1])
    return first or _mixed(held[2], [], real[2])


def _same_head(held: str, typed: Scripted) -> bool:
    """Whether two steps are the same but for the names of captures, and for whether a shell reads what is typed."""
    return CAPTURE.sub("[[]]", held) in [CAPTURE.sub("[[]]", head) for head in (typed.head, typed.head_at_work)]


def steps(transcript: Transcript) -> Iterator[tuple[Step, Sequence[str]]]:
    """The steps that type the session, each with what Linux showed in it."""
    parts = iter(transcript.parts)
    last: Step | None = None
    for part in parts:
        if part == "```diff" and last:
            yield last, hunks.linux(last.output, list(iter(lambda: str(next(parts)), "```")))
            last = None
        elif isinstance(part, Step):
            if last:
                yield last, last.output
            last = None if part.hidden else part
    if last:
        yield last, last.output


def linux_lines(step: Step, lines: Sequence[str]) -> Iterator[str]:
    """What programs and the kernel printed, without prompts, echoes and elided rows."""
    echo = step.action.text if isinstance(step.action, Type) else None
    for line in lines:
        for piece in split(line, echo) if line != ELISION else ():
            if piece.output:
                yield piece.text
            else:
                echo = None


def _mixed(held: Sequence[str], kernel: Sequence[str], other: Sequence[str]) -> str:
    """Where lines are no mixture of two sequences, both in order; ways that lead on are followed side by side."""
    ways = {0}
    for n, line in enumerate(held):
        pattern = parse_line(line)
        taken = {k + 1 for k in ways if _fits(pattern, kernel, k)}
        taken |= {k for k in ways if _fits(pattern, other, n - k)}
        if not taken:
            k = max(ways)
            return f"the transcript has {line!r}, the recording {[*kernel[k : k + 1], *other[n - k : n - k + 1]]}"
        ways = taken
    rest = [*kernel[len(held) - len(other) :], *other[len(held) - len(kernel) :]]
    if len(held) == len(kernel) + len(other):
        return ""
    return f"the transcript ends, the recording goes on with {rest[0]!r}"


def _fits(pattern: Pattern, lines: Sequence[str], n: int) -> bool:
    """Whether a pattern fits line n; a capture of a pid is named after the recorded one."""
    if not 0 <= n < len(lines):
        return False
    named = {found[1]: found[1].removeprefix("PID") for found in CAPTURE.finditer(pattern.text)}
    found = pattern.fits(Shown(lines[n], pattern.eol), named)
    return found is not None and all(named[name] == value for name, value in found.items())
