"""From what stands on the terminals' papers to the steps of a transcript, in the order in which they were taken."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kshell.transcript.actions import Action, Command, Key, Rest, Type, Wait, spelled
from kshell.transcript.draft.events import NSEC_PER_SEC, Moment, Note
from kshell.transcript.draft.prompts import Piece, Printed, Typed
from kshell.transcript.fold import STAMP, Taken
from kshell.transcript.pattern import CAPTURE, Shown
from kshell.transcript.session import Outcome
from kshell.transcript.steps import Step

IDLE_NS = NSEC_PER_SEC
SOON_NS = NSEC_PER_SEC // 5
TENTH = NSEC_PER_SEC // 10
KEYS = {"^C": "C-c", "^Z": "C-z", "^\\": "C-\\"}
ADDRESS = re.compile(r"\b(?:0x)?[0-9a-f]{16}\b|\b0x[0-9a-f]{8,15}\b|\+0x[0-9a-f]+/0x[0-9a-f]+")
LAST = Moment(1 << 62, 1 << 62)


class Deed(NamedTuple):
    """Something that somebody did at a terminal; ``back`` is when the prompt was there again, LAST if it never was."""

    at: Moment
    action: Action
    back: Moment


class Told(NamedTuple):
    """A step, where it was taken, and what it has shown."""

    at: Moment
    action: Action
    shown: list[Shown]
    trailer: str = ""


def steps(papers: Mapping[int, Sequence[Piece]], notes: Sequence[Note], *, timed: bool) -> list[Told]:
    """The steps that lead to what is on the papers."""
    deeds = sorted(
        (deed for number, pieces in papers.items() for deed in _deeds(number, pieces, notes)), key=lambda deed: deed.at
    )
    return list(_Teller(papers, timed=timed).tell(deeds))


def _deeds(number: int, pieces: Sequence[Piece], notes: Sequence[Note]) -> Iterator[Deed]:
    """The commands that were entered at a terminal, and the keys that were pressed while they ran."""
    for n, piece in enumerate(pieces):
        if not isinstance(piece, Typed) or piece.entered is None or not piece.prompt:
            continue
        if piece.text.endswith("^C"):
            continue  # the line was given up
        rest = pieces[n + 1 :]
        more = _more(rest)
        back = next((p.shown for p in rest if isinstance(p, Typed) and p.prompt), LAST)
        begun = more[-1].entered if more and more[-1].entered else piece.entered
        lines = tuple(_plain(line.text) for line in (piece, *more))
        if not (any(lines) or (rest and isinstance(rest[0], Printed))):
            continue
        user = "root" if piece.prompt.rstrip().endswith("#") else "user"
        yield Deed(piece.entered, Command(number, user, lines), back)
        yield from _keys(number, rest[len(more) :], begun, back, notes)


def _more(rest: Sequence[Piece]) -> list[Typed]:
    """The lines in which a command goes on."""
    lines: list[Typed] = []
    for piece in rest:
        if not isinstance(piece, Typed) or piece.prompt:
            break
        lines.append(piece)
    return lines


def _keys(number: int, rest: Sequence[Piece], begun: Moment, back: Moment, notes: Sequence[Note]) -> Iterator[Deed]:
    """Keys for the command that runs: as they were logged, or else as far as the terminal has echoed them."""
    if any(note.kind == "i" for note in notes):
        yield from _logged(number, begun, back, notes)
        return
    for piece in rest:
        if isinstance(piece, Typed) or not begun <= piece.at < back:
            return
        at, echoed = Moment(piece.at.ns, piece.at.order - 1), piece.text
        while echoed[:2] in KEYS:
            yield Deed(at, Key(number, KEYS[echoed[:2]]), back)
            echoed = echoed[2:]


def _logged(number: int, begun: Moment, back: Moment, notes: Sequence[Note]) -> Iterator[Deed]:
    typed = ""
    first = LAST
    for at, kind, text in notes:
        if kind != "i" or not begun < at < back or "\x1b" in text:
            continue
        for character in text:
            if character in "\r\n":
                yield Deed(first if typed else at, Type(number, _plain(typed)), back)
                typed = ""
            elif character in "\x7f\b":
                typed = typed[:-1]
            elif character < " ":
                yield Deed(at, Key(number, f"C-{chr(ord(character) | 0x40).lower()}"), back)
            else:
                first = first if typed else at
                typed += character


def _plain(text: str) -> str:
    """A typed text in which nothing reads as a capture: to the shell it is the same."""
    return CAPTURE.sub(lambda found: "[\\" + found[0][1:], text.replace("\t", " ").rstrip())


class _Teller:
    """Goes through the deeds, and gives each what its terminal has shown until the next."""

    def __init__(self, papers: Mapping[int, Sequence[Piece]], *, timed: bool) -> None:
        self._timed = timed
        self._left = {number: [p for p in pieces if isinstance(p, Printed)] for number, pieces in papers.items()}

    def tell(self, deeds: Sequence[Deed]) -> Iterator[Told]:
        """The steps. A command that has not given its prompt back when something else is done is blocked."""
        over = deeds[0].at if deeds else LAST
        for deed, following in zip(deeds, [*(deed.at for deed in deeds[1:]), LAST], strict=False):
            yield from self._wait(over, deed.at)
            number, back = deed.action.terminal, deed.back
            ends = isinstance(deed.action, Command) and back <= following and back != LAST
            over = back if ends else deed.at  # what goes on waiting takes no time as a step
            seen = back if ends or not self._timed else Moment(deed.at.ns + SOON_NS, LAST.order)
            trailer = "[blocked]" if isinstance(deed.action, Command) and not ends else ""
            yield Told(deed.at, deed.action, self._shown(number, min(seen, following)), trailer)
        last = max((printed[-1].at for printed in self._left.values() if printed), default=over)
        yield from self._wait(over, last)
        for number in [number for number, printed in self._left.items() if printed]:
            yield Told(LAST, Rest(number), self._shown(number, LAST))

    def _wait(self, since: Moment, until: Moment) -> Iterator[Told]:
        """Time that passed with nothing done, if it was long or something was shown at the console."""
        ns = (until.ns - since.ns + TENTH // 2) // TENTH * TENTH
        if not self._timed or ns <= 0:
            return
        came = any(printed.at <= until for printed in self._left.get(1, []))
        if ns >= IDLE_NS or came:
            yield Told(since, Wait(1, ns), self._shown(1, until))

    def _shown(self, number: int, until: Moment) -> list[Shown]:
        printed = self._left[number]
        count = next((n for n, line in enumerate(printed) if line.at > until), len(printed))
        self._left[number] = printed[count:]
        return [Shown(line.text, line.eol) for line in printed[:count]]


def taken(told: Told) -> Taken:
    """A step as a recorded one, to be written in the same way."""
    step = Step(spelled(told.action), told.action, trailer=told.trailer)
    return Taken(step, Outcome(tuple(told.shown), told.trailer, None, "", {}, 0, 0), 1, (STAMP, ADDRESS))
