"""The presenter's notes, for a window of their own: the prose of the file, what comes next, and how much is left."""

import asyncio
import io
from functools import lru_cache

from prompt_toolkit.data_structures import Size

from kshell.frontend.attach.watch import Picture
from kshell.frontend.look import BOLD, REPORT
from kshell.frontend.play.bar import left
from kshell.frontend.play.player import Player
from kshell.frontend.toolbar import minutes
from kshell.frontend.typeset import RESET, rows, typeset
from kshell.transcript.check import CheckedStep
from kshell.transcript.steps import Step, written

EXPECTED_LINES, NEXT_STEPS = 6, 3
MORE = "..."


def notes(player: Player, size: Size) -> Picture:
    """What is to be read now, as much of it as fits; what comes next is never cut off by the prose."""
    below = [*_differs(player), *_next(player)]
    room = max(1, size.rows - 1 - sum(rows(line, size.columns) for line in below))
    above = _fitted(_prose(player.cue.notes, size.columns) if player.cue else [], room, size.columns)
    return Picture([*above, *below], _place(player), blocked=bool(player.says))


def _place(player: Player) -> str:
    """Where she is, for the bar."""
    if player.cue is None:
        return "the end"
    began = player.show.began
    passed = f", {minutes(int(asyncio.get_running_loop().time() - began))} gone" if began is not None else ""
    said = f" · {player.says}" if player.says else " · on hold" if player.held else ""
    return f"{player.cue.number}/{player.show.count} · {left(player)} left{passed}{said}"


def _next(player: Player) -> list[str]:
    """The step that comes, with what it is to show, and the commands behind it."""
    if player.cue is None:
        return ["", f"{BOLD}The end{RESET}"]
    coming = [cue.step for cue in player.show.cues[player.at :] if not cue.step.hidden][: NEXT_STEPS + 1]
    lines = ["", *(f"{BOLD}{typeset(line)}{RESET}" for line in coming[0].head), *_expected(coming[0])]
    return [*lines, "", *(typeset(step.head[0]) for step in coming[1:])]


def _expected(step: Step) -> list[str]:
    lines = [*step.output, *([step.trailer] if step.trailer else [])]
    shown = lines if len(lines) <= EXPECTED_LINES else [*lines[: EXPECTED_LINES - 1], MORE]
    return [f"  {typeset(line)}" for line in shown]


def _differs(player: Player) -> list[str]:
    """What the last step has shown, if that is not what the file says."""
    checked: CheckedStep | None = player.checked
    if checked is None or checked.passed or player.busy:
        return []
    lines = [written(line) for line in checked.outcome.shown[:EXPECTED_LINES]]
    return ["", f"{REPORT}{player.says or 'differs from the file'}{RESET}", *(f"  {typeset(line)}" for line in lines)]


def _fitted(lines: list[str], room: int, columns: int) -> list[str]:
    """The first of the lines, as many as fit."""
    fitting: list[str] = []
    for line in lines:
        room -= rows(line, columns)
        if room < 0:
            return [*fitting[:-1], MORE]
        fitting.append(line)
    return fitting


@lru_cache(maxsize=64)
def _rendered(markdown: str, columns: int) -> tuple[str, ...]:
    from rich.console import Console  # noqa: PLC0415  # rich takes long to import
    from rich.markdown import Markdown  # noqa: PLC0415  # the same

    out = io.StringIO()
    Console(file=out, width=columns, force_terminal=True, color_system="standard").print(Markdown(markdown))
    return tuple(line.rstrip() for line in out.getvalue().rstrip("\n").split("\n"))


def _prose(markdown: str, columns: int) -> list[str]:
    return list(_rendered(markdown, columns)) if markdown else []
