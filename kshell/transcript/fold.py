"""Writing recorded steps so that they hold anywhere: stamps as ``[..]``, pids that are used again as captures."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kshell.transcript.actions import Action, Command, Type, Wait, spelled
from kshell.transcript.pattern import Shown, parse_line
from kshell.transcript.session import Outcome
from kshell.transcript.steps import Step, written

STAMP = re.compile(r"^\[ *\d+\.\d{6}\]")
NUMBER = re.compile(r"(?<![\w.])\d{2,7}(?![\w.])")
LISTS_PIDS = re.compile(r"\b(ps|pgrep|pidof|jobs|top|lsof|fuser|pstree)\b|\$!|\$\$|&")
JOB = re.compile(r"^\[\d+\][+-]? +\d+$")
DIGITS = r"\d+"


class Taken:
    """A step that was taken; ``names`` are the captures its lines define or use: line, value and name.

    ``loose`` is what will be another in the next session, and becomes ``[..]``.
    """

    def __init__(self, step: Step, outcome: Outcome, boots: int, loose: Sequence[re.Pattern[str]] = (STAMP,)) -> None:
        self.step, self.outcome, self.boots, self.loose = step, outcome, boots, loose
        self.names: dict[int, tuple[str, str]] = {}

    def with_more(self, more: "Taken") -> "Taken | None":
        """One step for this wait and the next one, if in both only the kernel has said something."""
        shown = (*self.outcome.shown, *more.outcome.shown)
        match self.step.action, more.step.action:
            case Wait(1, ns), Wait(1, further) if self.boots == more.boots:
                action = Wait(1, ns + further)
            case _:
                return None
        if not all(STAMP.match(line.text) for line in shown):
            return None
        return Taken(Step(spelled(action), action), more.outcome._replace(shown=shown), self.boots, self.loose)

    @property
    def lists_pids(self) -> bool:
        action = self.step.action
        return isinstance(action, Command) and LISTS_PIDS.search("\n".join(action.lines)) is not None

    def lines(self) -> list[str]:
        """The step as it is written."""
        first = isinstance(self.step.action, Command)
        output = [self._line(n, line, first=first and not n) for n, line in enumerate(self.outcome.shown)]
        return self.step.printed(output, self.outcome.trailer if first else "")

    def _line(self, number: int, line: Shown, *, first: bool) -> str:
        text = written(line, first=first)
        if text != line.text:
            return text
        captures: dict[str, str] = {}
        folded = text
        for pattern in self.loose:
            folded = pattern.sub("[..]", folded)
        if number in self.names:
            value, name = self.names[number]
            before, after = re.split(rf"(?<![\w.]){value}(?![\w.])", folded, maxsplit=1)
            folded = f"{before}[[{name}:{DIGITS}]]{after}"
        return folded if parse_line(folded).fits(line, captures) is not None else text


class Origin(NamedTuple):
    """Where a number was shown."""

    taken: Taken
    line: int


class Folder:
    """Finds where a number that is typed was shown as a pid, and gives it a name there."""

    def __init__(self, taken: Sequence[Taken]) -> None:
        self._taken = taken
        self._names = 0

    def with_captures(self, action: Action, captures: dict[str, str]) -> Action:
        """What is typed with pids that were shown before as ``[[PID]]``; ``captures`` learns their values."""
        match action:
            case Command(lines=lines):
                return action._replace(lines=tuple(self._folded(line, captures) for line in lines))
            case Type(text=text):
                return action._replace(text=self._folded(text, captures))
        return action

    def _folded(self, text: str, captures: dict[str, str]) -> str:
        def name(found: re.Match[str]) -> str:
            origin = self._origin(found[0])
            if origin is None:
                return found[0]
            taken, line = origin
            if line not in taken.names:
                self._names += 1
                taken.names[line] = found[0], f"PID{self._names if self._names > 1 else ''}"
            value, known = taken.names[line]
            captures[known] = value
            return f"[[{known}]]" if value == found[0] else found[0]

        return NUMBER.sub(name, text)

    def _origin(self, number: str) -> Origin | None:
        """The line that showed a number as a pid last, since the machine has booted."""
        shown = re.compile(rf"(?<![\w.]){number}(?![\w.])")
        for taken in reversed(self._taken):
            if taken.boots != self._taken[-1].boots:
                return None
            lists = taken.lists_pids
            for n, line in enumerate(taken.outcome.shown):
                if number not in line.text or not (lists or JOB.match(line.text)):
                    continue
                if shown.search(line.text) and _is_folded(line):
                    return Origin(taken, n)
        return None


def _is_folded(line: Shown) -> bool:
    return written(line, first=True) == line.text
