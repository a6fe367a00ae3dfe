"""A film as plain text, and a transcript as a handout: clean Markdown with what was really shown."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from kshell.transcript.actions import Command, Wait, WaitLine, WaitPrompt, seconds
from kshell.transcript.escape import escape, is_plain
from kshell.transcript.export.film import Film, Scene
from kshell.transcript.export.layout import Console, layout
from kshell.transcript.markdown import Fence

MSEC = 1_000_000


def plain_text(film: Film) -> str:
    """What was to be seen, in the order of time, with a line where it is on another terminal than before."""
    text, terminal = "", 1
    for scene in film.scenes:
        for heading in scene.headings:
            text = _new_line(text) + ("\n" if text else "") + f"{heading}\n{'=' * len(heading)}\n"
        for event in scene.events:
            if event.what == "prompt":
                continue
            if event.terminal != terminal:
                terminal = event.terminal
                text = _new_line(text) + f"-- terminal {terminal}\n"
            text += event.text + ("\n" if event.what == "typed" else "")
    return _new_line(text)


def _new_line(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def handout(film: Film) -> str:
    """Markdown for people: prose and files as in the transcript, in the blocks what was really shown."""
    scenes = {scene.step.line: scene for scene in film.scenes}
    lines: list[str] = []
    for block in layout(film.transcript):
        if isinstance(block, str):
            lines.append(block)
        elif not isinstance(block, Console):
            lines += _listing(block)
        elif not block.hidden and block.steps:
            lines += _console(block, scenes)
    return "\n".join(lines).strip("\n") + "\n"


def _listing(fence: Fence) -> Iterator[str]:
    """A fence; a file has its name above it."""
    names = [word.removeprefix("file=") for word in fence.words if word.startswith("file=")]
    if names:
        yield f"{fence.indent}`{names[0]}`:"
        yield ""
    words = " ".join(word for word in fence.words if not word.startswith("file="))
    yield fence.indent + fence.mark + words
    yield from fence.lines
    yield fence.closing


def _console(block: Console, scenes: Mapping[int, Scene]) -> Iterator[str]:
    """The steps of a block; where another terminal is used, a line says so."""
    first = True
    for terminal, steps in groupby(block.steps, key=lambda step: step.action.terminal):
        told = [line for step in steps for line in _told(scenes[step.line])]
        mark = "`" * max(3, *(len(run) + 1 for line in told for run in re.findall("`+", line)), 0)
        lines = [
            *([""] if not first else []),
            *([f"On terminal {terminal}:", ""] if not first or terminal != 1 else []),
        ]
        lines += [f"{mark}console", *told, mark]
        yield from (block.fence.indent + line if line else line for line in lines)
        first = False


def _told(scene: Scene) -> Iterator[str]:
    """A step for readers: the command, what it showed, and in words what the transcript says with signs."""
    action, outcome = scene.step.action, scene.outcome
    sigil = {"root": "#", "user": "$"}
    if isinstance(action, Command):
        typed = [event.text for event in scene.events if event.what == "typed"]
        yield from (f"{sigil[action.user] if not n else '>'} {line}" for n, line in enumerate(typed))
    elif isinstance(action, Wait | WaitLine | WaitPrompt):
        yield f"({seconds((outcome.ended - outcome.began) // MSEC * MSEC)} later)"
    yield from (line.text if is_plain(line.text) else escape(line.text) for line in outcome.shown)
    if outcome.trailer.startswith("[blocked") and isinstance(action, Command):
        where = f": it waits in {outcome.waits}" if outcome.waits else ""
        yield f"(the prompt does not come back{where})"
    elif outcome.trailer and isinstance(action, Command):
        yield f"(exit status {outcome.trailer[1:-1]})"
