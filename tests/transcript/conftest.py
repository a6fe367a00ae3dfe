"""A machine that plays parts: what each command does is written in the test, so that a step can meet any fate."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import pytest

from kshell.transcript.check import check_transcript
from kshell.transcript.diff import difference as difference_of
from kshell.transcript.format import parse
from kshell.transcript.run import run_transcript
from kshell.transcript.session import Session

NS = 1_000_000_000
Act = tuple[float, str, Any]  # after how many seconds, what, with what


class FakeTerminal:
    """A terminal with a shell that knows the plays."""

    def __init__(self, machine: "FakeMachine", number: int, user: str) -> None:
        self.machine, self.number = machine, number
        self.log_in(user)
        self._text = ""

    def log_in(self, user: str) -> None:
        self.user = user
        self.ps1 = "root@kshell:~# " if user == "root" else "user@kshell:~$ "
        self.prompt: str | None = self.ps1
        self.blocked: str | None = None
        self.nested = False
        self.status = 0

    def show(self, text: str) -> None:
        self._text += text

    def take_output(self) -> str:
        text, self._text = self._text, ""
        return text

    def type_line(self, line: str) -> None:
        self.prompt = None
        self._play(self.machine.plays.get(line, [(0, "end", 0)]))

    def type(self, text: str) -> None:
        self.show(text)
        self._play(self.machine.plays.get(text, []))

    def press(self, key: str) -> None:
        self.type("^" + key[-1].upper())

    def close(self) -> None:
        self.show("hung up\n")

    def _play(self, acts: Sequence[Act]) -> None:
        for after, what, value in acts:
            self.machine.later(after, partial(self.act, what, value))

    def act(self, what: str, value: Any) -> None:
        """Play one act."""
        match what:
            case "say":
                self.show(value)
            case "console":
                self.machine.terminal(1).show(value)
            case "wait":
                self.blocked = value
            case "end":
                self.prompt, self.blocked, self.status = self.ps1, None, value
            case "shell":
                self.prompt, self.nested = "bash-5.2# ", True
            case "die":
                self.machine.dead = value
            case "reboot":
                self.machine.reboot()


class FakeMachine:
    """``plays`` says what each typed line does; time is a list of what is still to happen."""

    def __init__(self, plays: Mapping[str, Sequence[Act]] | None = None) -> None:
        self.plays = dict(plays or {})
        self.now = 5 * NS
        self.boots = 1
        self.dead = ""
        self.terminals = {n: FakeTerminal(self, n, "root") for n in (1, 2)}
        self._events: list[tuple[int, Callable[[], None]]] = []

    def terminal(self, number: int, user: str = "root") -> FakeTerminal:
        if number not in self.terminals:
            self.terminals[number] = FakeTerminal(self, number, user)
        if self.terminals[number].user != user:
            self.terminals[number].log_in(user)
        return self.terminals[number]

    def later(self, seconds: float, do: Callable[[], None]) -> None:
        self._events.append((self.now + round(seconds * NS), do))

    @property
    def idle(self) -> bool:
        return not any(time <= self.now for time, _ in self._events)

    def run(self, until: int, stop: Callable[[], bool]) -> bool:
        while not stop():
            event = min(self._events, key=lambda event: event[0], default=None)
            if event is None or event[0] > until:
                self.now = until
                return False
            self._events.remove(event)
            self.now = max(self.now, event[0])
            event[1]()
        return True

    def close(self) -> None:
        self.dead = "off"

    def reboot(self) -> None:
        self.boots, self.now, self._events = self.boots + 1, 5 * NS, []
        for terminal in self.terminals.values():
            terminal.prompt, terminal.blocked, terminal.status = terminal.ps1, None, 0


def steps(*lines: str, front: str = "") -> str:
    """A transcript of one console block."""
    return "\n".join([*([f"---\n{front}\n---"] if front else []), "```console", *lines, "```", ""])


Play = Callable[..., tuple[list[str], list[str]]]


@pytest.fixture
def shown() -> Play:
    """Run the steps of a console block on a machine that plays; the lines that are printed for them, and complaints."""

    def run(plays: Mapping[str, Sequence[Act]], *lines: str, front: str = "") -> tuple[list[str], list[str]]:
        transcript = parse(steps(*lines, front=front), "story.ksh.md")
        complaints: list[str] = []
        session = Session(FakeMachine(plays), transcript.front.limit)  # type: ignore[arg-type]  # plays a Machine
        text = "".join(run_transcript(transcript, session, complaints.append))
        return text.partition("```console\n")[2].removesuffix("```\n").splitlines(), complaints

    return run


@pytest.fixture
def difference() -> Play:
    """Check the steps of a console block on a machine that plays; the lines that differ, and complaints."""

    def check(plays: Mapping[str, Sequence[Act]], *lines: str, front: str = "") -> tuple[list[str], list[str]]:
        transcript = parse(steps(*lines, front=front), "story.ksh.md")
        session = Session(FakeMachine(plays), transcript.front.limit)  # type: ignore[arg-type]  # plays a Machine
        checked = check_transcript(transcript, session)
        problems = [f"story.ksh.md:{s.step.line}: {s.outcome.problem}" for s in checked.steps if s.outcome.problem]
        return [line for line in [*difference_of(checked)][2:] if line[0] in "+-"], problems

    return check


@pytest.fixture
def machine() -> type[FakeMachine]:
    """The machine that plays parts."""
    return FakeMachine
