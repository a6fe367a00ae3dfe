"""The presenter's bar: where she is, what comes next, her keys, and the prose of the file."""

import asyncio
from textwrap import wrap
from typing import TYPE_CHECKING

from prompt_toolkit.formatted_text import StyleAndTextTuples

if TYPE_CHECKING:
    from kshell.frontend.play.player import Player

KEYS = " Space holds  b back  s skips  g headings  1-6 console  ! to type  n hides this"
KEYS_AT_END = " b back  g headings  ^O q leaves; what else you type is yours"
SHARE = 4  # the notes have one row of so many
MINUTE = 60


def bar(player: "Player", rows: int, columns: int) -> StyleAndTextTuples:
    """The bar, for a window of so many rows."""
    parts: StyleAndTextTuples = [("class:toolbar class:toolbar.shown", f" {_where(player)} ")]
    if player.says:
        parts.append(("class:toolbar class:toolbar.hung", f" {player.says} "))
    elif player.held:
        parts.append(("class:toolbar class:toolbar.time", " on hold: Space or Enter goes on "))
    if player.show.notes_shown:
        parts.append(("class:toolbar", "\n" + (KEYS_AT_END if player.at_end else KEYS)))
        notes = short(player.cue.notes if player.cue else "", max(1, rows // SHARE), columns - 2)
        parts += [("class:notes", f"\n {line}") for line in notes]
    return parts


def _where(player: "Player") -> str:
    cue = player.cue
    if cue is None:
        return "the end: what you type now is yours"
    if player.hers:
        return "yours: Enter runs your line, then the script goes on; ^O n is back to it now"
    place, head = f"{cue.number}/{player.show.count}", cue.step.head[0]
    if player.session.machine.dead:
        return f"{place} the machine is dead ({player.session.machine.dead}): ! and Enter boot it; Enter: {head}"
    return f"{place} {'Enter hurries' if player.busy else 'Enter'}: {head}"


def left(player: "Player") -> str:
    """The steps that are left, and about how long they will take."""
    cue = player.cue
    if cue is None:
        return ""
    count = player.show.count - cue.number + 1
    seconds = player.show.seconds_left(player.at, asyncio.get_running_loop().time())
    steps = f"{count} {'step' if count == 1 else 'steps'}"
    if seconds is None:
        return steps
    return f"{steps}, {round(seconds / MINUTE)} min" if seconds >= MINUTE else f"{steps}, {round(seconds)} s"


def short(notes: str, rows: int, columns: int) -> list[str]:
    """Notes in so many rows at the most, a paragraph below the other."""
    paragraphs = (" ".join(paragraph.split()).lstrip("# ") for paragraph in notes.split("\n\n"))
    lines = [line for paragraph in paragraphs for line in wrap(paragraph, max(columns, 1))]
    return lines if len(lines) <= rows else [*lines[: rows - 1], f"{lines[rows - 1][: columns - 4]} ..."]
