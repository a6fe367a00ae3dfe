"""A recording beside what kshell shows for the same session: line for line, and what is missing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kshell.transcript.pattern import Shown
from tests.conformance.recorder.pairs import paired, same_pids
from tests.conformance.recorder.recording import Output
from tests.conformance.recorder.shown import Piece, Taken, echo_of, seconds, split
from tests.conformance.recorder.streams import KERNEL, Item, streams


class Place(NamedTuple):
    """Behind a shown line of a step; line -1 is before the first."""

    step: int
    line: int


class Part(NamedTuple):
    """A piece of a shown line. ``mine``: the piece as an item, if it is to be compared; ``real``: the recorded one."""

    piece: Piece
    mine: Item | None = None
    real: Item | None = None


class ShownLine(NamedTuple):
    """A line that kshell shows; ``elided``: a row of the machine's own tasks, or shown after the recording's end."""

    shown: Shown
    parts: tuple[Part, ...]
    elided: bool

    @property
    def same(self) -> bool:
        """True when Linux showed it too."""
        return all(part.real or not part.mine for part in self.parts)


class Comparison:
    """``steps``: the shown lines of each step; ``missing``: recorded lines that are not shown, by where they belong;
    ``pids``: the recorded pid for each of ours."""

    def __init__(self, real: Sequence[Output], taken: Sequence[Taken]) -> None:
        located = list(_located(taken))
        theirs, ours = streams(real), streams(output for output, _, _ in located)
        items = {item.at: item for stream in ours.values() for item in stream}
        recorded = {item.at: item for stream in theirs.values() for item in stream}
        pairs = paired(theirs, ours)
        self.pids = same_pids([(recorded[a], items[b]) for b, a in pairs.items()])
        parts = defaultdict[Place, list[Part]](list)
        for at, (_, place, piece) in enumerate(located):
            mine = items.get(at) if piece.output else None
            parts[place].append(Part(piece, mine, recorded.get(pairs.get(at, -1)) if mine else None))
        self.steps = [list(self._lines(n, step, parts)) for n, step in enumerate(taken)]
        places = {a: located[b][1] for b, a in pairs.items()}
        self.missing = _missing(theirs, places, self._kept())

    def _lines(self, n: int, step: Taken, parts: dict[Place, list[Part]]) -> Iterator[ShownLine]:
        for k, shown in enumerate(step.outcome.shown):
            found = parts.get(Place(n, k), [])
            dropped = any(part.piece.output and not part.mine for part in found)
            whole = all(part.real or not part.mine for part in found)
            kept = [part if whole else part._replace(real=None) for part in found]
            yield ShownLine(shown, tuple(kept), dropped or not found)

    def _kept(self) -> set[int]:
        """The recorded lines that a shown line stands for."""
        return {part.real.at for step in self.steps for line in step for part in line.parts if part.real}


def _located(taken: Sequence[Taken]) -> Iterator[tuple[Output, Place, Piece]]:
    """What is typed and shown, piece by piece, until the machine boots again: no recording goes on there."""
    commands: dict[int, str] = {}
    latest = 0.0
    for n, (step, outcome) in enumerate(taken):
        if step.typed is not None:
            commands[step.terminal] = step.typed
            typed = Output(step.terminal, step.typed, step.typed, step.step)
            yield typed, Place(n, -1), Piece(step.typed, False)
        command, echo = commands.get(step.terminal, ""), echo_of(step)
        for k, line in enumerate(outcome.shown):
            stamp = seconds(line) if step.terminal == 1 and "dmesg" not in command else None
            if stamp is not None and stamp < latest - 1:
                return
            latest = stamp or latest
            for piece in split(line.text, echo):
                echo = None if piece.text.endswith(echo or "\n") else echo
                output = Output(step.terminal, command, piece.text, None if piece.output else -1)
                yield output, Place(n, k), piece


def _missing(theirs: dict[int, list[Item]], places: dict[int, Place], kept: set[int]) -> defaultdict[Place, list[Item]]:
    """Put what is missing behind the line that it followed, in its stream and on its terminal."""
    missing = defaultdict[Place, list[Item]](list)
    screen = sorted((item.at, places[item.at]) for n in (KERNEL, 1) for item in theirs[n] if item.at in places)
    for number, stream in theirs.items():
        before, following = Place(0, -1), _following(stream, places)
        for n, item in enumerate(stream):
            if item.at in places:
                before = places[item.at]
            if item.at in kept or item.shape[0] == "typed":
                continue
            place = before
            if number == KERNEL:
                last = max((place for at, place in screen if at < item.at), default=before)
                place = last if before < last < following[n] else before
            missing[place].append(item)
    for items in missing.values():
        items.sort(key=lambda item: item.at)
    return missing


def _following(stream: Sequence[Item], places: dict[int, Place]) -> list[Place]:
    """For each line of a stream, where the next one is that is shown."""
    following: list[Place] = []
    place = Place(len(places) + 1_000_000, 0)
    for item in reversed(stream):
        following.append(place)
        place = places.get(item.at, place)
    return following[::-1]
