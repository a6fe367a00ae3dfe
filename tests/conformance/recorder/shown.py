"""What kshell shows when a session is typed in it."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import NamedTuple

from kshell.transcript.format import parse
from kshell.transcript.pattern import Shown
from kshell.transcript.run import begin
from kshell.transcript.session import Outcome
from tests.conformance.recorder.places import TRANSCRIPTS
from tests.conformance.recorder.recording import STAMP, behind_prompt, is_typed, pieces
from tests.conformance.recorder.script import Scripted
from tests.conformance.recorder.session import Session

_CAPTURE = re.compile(r"\\\[\\\[[A-Z0-9]+\\\]\\\]")  # [[PID]], escaped for a regular expression


class Piece(NamedTuple):
    """A part of a shown line; a prompt, what is typed behind it and a blank line are not ``output``."""

    text: str
    output: bool


class Taken(NamedTuple):
    """A step, and what came of it."""

    scripted: Scripted
    outcome: Outcome


def front(session: Session) -> list[str]:
    """The first lines of a session's transcript: its machine, with nothing but its modules in /root."""
    wanted = " ".join(f"! -name {module}.ko" for module in session.modules)
    clear = " ".join(f"find . -type f {wanted} -delete".split())
    return [
        "---",
        "kernel: 6.1",
        "columns: 160",
        f"limit: {session.limit:g}s",
        f"boot: {session.boot}",
        "modules: ../modules",
        "---",
        f"# {session.title}",
        "",
        "```console hide",
        f"# {clear}",
        "```",
    ]


def take(session: Session, steps: Sequence[Scripted]) -> list[Taken]:
    """Go through a session on a freshly booted machine.

    A command for which no prompt comes, since here an earlier one still runs, is typed to whoever reads it.
    """
    taken = _take(session, steps)
    late = next((n for n, (step, outcome) in enumerate(taken) if outcome.problem and step.head[0] != "%"), None)
    if late is None:
        return taken
    typed = steps[late]._replace(head=steps[late].head_at_work, blocked=False)
    return take(session, [*steps[:late], typed, *steps[late + 1 :]])


def _take(session: Session, steps: Sequence[Scripted]) -> list[Taken]:
    lines = [*front(session), "```console"]
    for step in steps:
        lines += [step.head, *step.expected, *(["[blocked]"] if step.blocked else [])]
    transcript = parse("\n".join([*lines, "```", ""]), str(TRANSCRIPTS / f"{session.name}.ksh.md"))
    with closing(begin(transcript)) as machine:
        outcomes = [machine.take(step) for step in transcript.steps]
    return [Taken(step, outcome) for step, outcome in zip(steps, outcomes[1:], strict=True)]


def split(text: str, echo: str | None) -> Iterator[Piece]:
    """The parts of a shown line, or of its pattern; ``echo`` is what was typed while no shell read it."""
    echoed = re.compile(_CAPTURE.sub(r"\\S+", re.escape(echo)) if echo else "(?!)")
    for piece in pieces(text):
        prompt, rest = behind_prompt(piece)
        if not rest.strip() or is_typed(prompt, rest) or echoed.fullmatch(rest):
            yield Piece(piece, False)
        else:
            if prompt:
                yield Piece(prompt, False)
            yield Piece(rest, True)


def echo_of(step: Scripted) -> str | None:
    """What a step types at a terminal whose shell may not be reading."""
    return step.typed if step.head.startswith("% type") else None


def seconds(line: Shown) -> float | None:
    """The stamp of a kernel message."""
    found = STAMP.match(re.sub(r"^\S+@\S+# ", "", line.text))
    return float(found[1]) if found else None
