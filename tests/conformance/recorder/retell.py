"""A recording as a transcript: what was typed, and what Linux printed as what is expected of kshell.

A line that both show is Linux's, with what varies as ``[..]`` and pids as captures that are named after the recorded
number. Where they differ the console block has kshell's line, and a diff below it says what Linux printed instead.
"""

import re
from collections.abc import Iterator, Sequence

from kshell.transcript.pattern import ELISION, Shown
from kshell.transcript.steps import written
from tests.conformance.recorder import places, recording, session
from tests.conformance.recorder.compare import Comparison, Place, ShownLine
from tests.conformance.recorder.hunks import BOTH, KSHELL, LINUX, Told, diff, runs
from tests.conformance.recorder.patterns import Captures, both, expected, ours_alone
from tests.conformance.recorder.reasons import Reasons
from tests.conformance.recorder.recording import Recording
from tests.conformance.recorder.script import script
from tests.conformance.recorder.session import Session
from tests.conformance.recorder.shown import Taken, front, take


def retell(name: str, reasons: Reasons) -> str:
    """The transcript of a recording that is held."""
    typed = session.load(places.SESSIONS / f"{name}.session")
    held = recording.load(places.RECORDINGS / f"{name}.txt")
    return "\n".join(_Teller(typed, held, reasons).lines())


class _Teller:
    """Writes one transcript."""

    def __init__(self, typed: Session, held: Recording, reasons: Reasons) -> None:
        self.session, self.recording, self.reasons = typed, held, reasons
        self.taken = take(typed, script(typed, held))
        self.compared = Comparison(list(recording.outputs(typed, held)), self.taken)
        self.captures = Captures(self.compared.pids)
        self.names: dict[str, str] = {}  # what a grab is called here, by its name in the session

    def lines(self) -> Iterator[str]:
        yield from front(self.session)
        yield from ("", *origin(self.session, self.recording))
        is_open = False
        for n, step in enumerate(self.taken):
            if step.scripted.note or not is_open:
                yield from ("```",) if is_open else ()
                yield from ("", step.scripted.note) if step.scripted.note else ()
                yield from ("", "```console")
                is_open = True
            head = self._head(step)
            told = list(self._told(n))
            yield from (head, *(line.text for line in told if line.sign != LINUX))
            if step.outcome.trailer and step.scripted.head[0] != "%":
                yield step.outcome.trailer
            self._learn(step)
            if any(line.sign != BOTH for line in told):
                yield from ("```", "", *self._why(told), "", "```diff", *diff(told), "```")
                is_open = False
        yield from ("```", "") if is_open else ("",)

    def _head(self, step: Taken) -> str:
        return re.sub(r"\[\[([A-Z]+)\]\]", lambda found: f"[[{self.names[found[1]]}]]", step.scripted.head)

    def _learn(self, step: Taken) -> None:
        for name, value in step.outcome.captured.items():
            self.names[name] = f"PID{self.compared.pids[value]}"

    def _told(self, n: int) -> Iterator[Told]:
        """The lines of a step, whoever shows them."""
        yield from self._missing(Place(n, -1))
        last = ""
        for k, line in enumerate(self.compared.steps[n]):
            told = Told(BOTH, ELISION) if line.elided else self._line(line, first=not k)
            if told.text != ELISION or last != ELISION:
                yield told
            last = told.text
            yield from self._missing(Place(n, k))

    def _missing(self, place: Place) -> Iterator[Told]:
        for item in self.compared.missing.get(place, ()):
            yield Told(LINUX, written(Shown(item.text)))

    def _line(self, line: ShownLine, *, first: bool) -> Told:
        text = ""
        for part in line.parts:
            if part.mine and part.real:
                text += both(part.real.cut, part.mine.cut, self.captures)
            elif part.mine:
                text += ours_alone(part.mine.cut, self.captures)
            else:
                text += part.piece.text
        return Told(BOTH if line.same else KSHELL, expected(text, line.shown, first=first))

    def _why(self, told: Sequence[Told]) -> list[str]:
        """The reasons for what differs in a step, each on a line of its own."""
        reasons = (self.reasons.why(self.session.name, [told[n].text for n in run]) for run in runs(told))
        return list(dict.fromkeys(why for run in reasons for why in run))


def origin(typed: Session, held: Recording) -> list[str]:
    """Where a transcript's lines come from."""
    machine = next(line for line in held.head if line.startswith("# session")).partition("; ")[2]
    links = [
        f"[{kind}](../lab/{folder}/{typed.name}.{end})"
        for kind, folder, end in (("session", "sessions", "session"), ("recording", "recordings", "txt"))
    ]
    modules = [f"[{m}.c](../lab/src/{m}.c) as [{m}.py](../modules/{m}.py)" for m in typed.modules]
    return [
        f"{' and '.join(links).capitalize()} of a real machine: {machine}.",
        *([f"Modules: {', '.join(modules)}."] if modules else []),
    ]
