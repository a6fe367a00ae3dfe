"""The draft of a transcript: its text, and what is to be checked by hand."""

import re
from collections.abc import Iterator, Sequence

from kshell.transcript.actions import Command
from kshell.transcript.draft.events import Log, Note, UnreadableLog
from kshell.transcript.draft.paper import Papers
from kshell.transcript.draft.prompts import Typed, pieces
from kshell.transcript.draft.steps import Told, steps, taken
from kshell.transcript.fold import Folder, Taken
from kshell.transcript.format import parse, print_transcript

HEAD = "This is a draft: it was made of `{name}` by `kshell record --from`, and has not been run. Check by hand:"
NO_STATUS = "A log tells no exit status: where a command fails, `kshell check --update FILE` adds it."
NUMBERS = "Kernel stamps and addresses became `[..]`, and pids that were typed later captures; others are as they were."
NO_TIMES = (
    "The log has no times: put `% wait 5s` where somebody waited, and `[blocked]` where a command has not come back."
)
KEYS = "What was typed for a running program is known only where it was echoed as `^C` or `^Z`: add `% type`, `% key`."
PAINTED = "Programs that fill the screen (less, vi) were left out, with what they showed."
MODULES = "Modules that are loaded have to be there: name their folder at the head of the file, `modules: FOLDER`."
MARKER = "m"


def draft(name: str, log: Log, prompt: re.Pattern[str] | None = None, modules: Sequence[str] = ()) -> str:
    """The text of a transcript that parses; UnreadableLog if no prompt is found.

    ``prompt``: what prompts look like, if it is known; ``modules``: folders, as seen from the transcript.
    """
    papers = Papers(log.columns, log.rows)
    notes: list[Note] = []
    for ns, kind, text in log.events:
        if kind == "o":
            papers.write(text, ns)
        else:
            notes.append(Note(papers.now(ns), kind, text))
    found = {number: pieces(paper, prompt) for number, paper in sorted(papers.by_terminal.items())}
    if not any(isinstance(piece, Typed) for each in found.values() for piece in each):
        raise UnreadableLog(
            f"{name}: there is no prompt in it such as 'root@host:~# ': say what it is like with --prompt REGEX"
        )
    told = steps(found, notes, timed=log.timed)
    painted = any(paper.painted for paper in papers.by_terminal.values())
    front = ["kernel: 6.1"]
    front += [f"columns: {log.columns}"] if log.columns != 80 else []
    front += [f"modules: {' '.join(modules)}"] if modules else []
    lines = ["---", *front, "---", f"# A draft of {name}", "", HEAD.format(name=name), ""]
    lines += [f"- {hint}" for hint in _hints(log, told, painted=painted)]
    whole = "\n".join([*lines, *_blocks(notes, told), ""])
    return print_transcript(parse(whole, name))


def _hints(log: Log, told: Sequence[Told], *, painted: bool) -> Iterator[str]:
    yield NO_STATUS
    yield NUMBERS
    if not log.timed:
        yield NO_TIMES
    if not any(event.kind == "i" for event in log.events):
        yield KEYS
    if painted:
        yield PAINTED
    commands = "\n".join(line for step in told if isinstance(step.action, Command) for line in step.action.lines)
    if re.search(r"\b(insmod|modprobe)\b", commands):
        yield MODULES


def _folded(told: Sequence[Told]) -> list[Taken]:
    """The steps as recorded ones, with captures for the pids that are typed."""
    done: list[Taken] = []
    folder = Folder(done)
    captures: dict[str, str] = {}
    for each in told:
        done.append(taken(each._replace(action=folder.with_captures(each.action, captures))))
    return done


def _blocks(notes: Sequence[Note], told: Sequence[Told]) -> Iterator[str]:
    """The steps, in a new block below each marker of the log."""
    markers = [note for note in notes if note.kind == MARKER]
    open_block = False
    for each, recorded in zip(told, _folded(told), strict=True):
        while markers and markers[0].at <= each.at:
            if open_block:
                yield "```"
            open_block = False
            yield from ("", f"## {' '.join(markers.pop(0).text.split())}")
        if not open_block:
            yield from ("", "```console")
            open_block = True
        yield from recorded.lines()
    if open_block:
        yield "```"
