"""A machine that is taken through a transcript's steps, as by a person at its terminals."""

import re
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, NamedTuple

from kshell.transcript.actions import Action, Close, Command, Key, Rest, Type, Wait, WaitLine, WaitPrompt, seconds
from kshell.transcript.match import bind
from kshell.transcript.pattern import Shown, compile_regex, fill_in
from kshell.transcript.screens import Screens
from kshell.transcript.steps import Step
from kshell.transcript.watcher import Watcher

if TYPE_CHECKING:
    from kshell.machine import Machine, Terminal

SETTLE_NS = 20_000_000  # how long a thread that never sleeps can keep a step from being over


class Outcome(NamedTuple):
    """What came of a step.

    ``trailer`` is the truth of it (``[1]``, ``[blocked: kthread_stop]`` or nothing), ``waits`` where the foreground
    job waits (empty when that is not known) or None when there is none, ``problem`` why the step could not be taken
    as it is written (or nothing), ``began`` and ``ended`` the machine's time in ns since boot.
    """

    shown: tuple[Shown, ...]
    trailer: str
    waits: str | None
    problem: str
    captured: dict[str, str]
    began: int
    ended: int

    def fits(self, trailer: str) -> bool:
        """True when a trailer in the file agrees with what came of the step."""
        if trailer.startswith("[blocked"):
            return self.waits is not None and trailer in ("[blocked]", f"[blocked: {self.waits}]")
        return ("" if trailer == "[0]" else trailer) == self.trailer


class Line(NamedTuple):
    """Type a line at a terminal: at a prompt it is edited there, else the terminal echoes it."""

    terminal: int
    text: str


class Keys(NamedTuple):
    """Press keys, whoever reads them."""

    terminal: int
    text: str


class Press(NamedTuple):
    """Press one key, such as ``C-c``."""

    terminal: int
    key: str


class Until(NamedTuple):
    """Let time pass until ``stop()`` or until the clock shows ``ns``; the answer is whether ``holds()`` then."""

    ns: int
    holds: Callable[[], object]
    stop: Callable[[], bool]


Request = Line | Keys | Press | Until
Walk = Generator[Request, bool | None, Outcome]
_Part = Generator[Request, bool | None, str]


class Session:
    """A freshly booted machine, and the person who types at it."""

    def __init__(self, machine: "Machine", limit: int, watcher: Watcher | None = None) -> None:
        """``limit``: ns of simulated time for one step. The watcher is told of all that happens."""
        self.machine = machine
        self._limit = limit
        self._watcher = watcher or Watcher()
        self._boots = machine.boots
        self.screens = Screens(machine, self._watcher)
        self.captures: dict[str, str] = {}

    def take(self, step: Step) -> Outcome:
        """Go through one step; what it captures is known from then on."""
        walk, answer = self.walk(step), None
        while True:
            try:
                answer = self._do(walk.send(answer))
            except StopIteration as over:
                outcome: Outcome = over.value
                return outcome

    def walk(self, step: Step) -> Walk:
        """The same for whoever types and lets time pass herself: yields what is to be done, and is sent its answer."""
        self._boots = self.machine.boots
        number, began = step.action.terminal, self.machine.now
        problem = yield from self._act(step.action, step.trailer.startswith("[blocked"))
        shown = self.screens.take(number)
        captured = bind(step.patterns, shown, self.captures)
        self.captures |= captured
        ended = self.machine.now
        self._watcher.step_over(ended, {n: terminal.prompt for n, terminal in self.machine.terminals.items()})
        return Outcome(shown, self._trailer(number), self._waits(number), problem, captured, began, ended)

    def enter(self, number: int, text: str) -> None:
        """Type a line at a terminal, whoever reads it, and let everybody run who can run at this instant."""
        self.screens.command_begins()
        self._type_line(self._terminal(number), text)
        self._do(self._settled())

    def close(self) -> None:
        """Turn the machine off; what it held is free."""
        self.machine.close()

    def _do(self, request: Request) -> bool | None:
        """Do at once what a step asks for."""
        match request:
            case Line(number, text):
                self._type_line(self.machine.terminals[number], text)
            case Keys(number, text):
                self.machine.terminals[number].type(text)
            case Press(number, key):
                self.machine.terminals[number].press(key)
            case Until(ns, holds, stop):
                if not stop():
                    self.machine.run(ns, stop)
                return bool(holds())
        return None

    def _act(self, action: Action, expect_blocked: bool) -> _Part:
        """Do what a step says; what went wrong, or nothing."""
        match action:
            case Command():
                return (yield from self._command(action, expect_blocked))
            case WaitLine(_, regex, ns):
                return (yield from self._wait_line(regex, self._limit if ns is None else ns))
            case WaitPrompt(number, ns):
                return (yield from self._wait_prompt(number, self._limit if ns is None else ns))
            case Wait(_, ns):
                yield self._until(self.machine.now + ns, lambda: False)
            case Key(number, key):
                self._terminal(number)
                yield Press(number, key)
                yield self._settled()
            case Type(number, text):
                terminal = self._terminal(number)
                if terminal.prompt is not None:
                    self._watcher.prompt(self.machine.now, number, terminal.prompt)
                yield Keys(number, fill_in(text, self.captures) + "\n")
                yield self._settled()
            case Close(number):
                self._terminal(number).close()
                yield self._settled()
            case Rest():
                pass
        return ""

    # -- what a person does

    def _command(self, command: Command, expect_blocked: bool) -> _Part:
        """Type a command at the prompt and see it through: until the prompt is back, or it waits where it should."""
        number, deadline = command.terminal, self.machine.now + self._limit
        problem = yield from self._go_to_prompt(command, deadline)
        terminal = self._terminal(number)
        self.screens.command_begins()
        for line in command.lines:
            yield Line(number, fill_in(line, self.captures))
            over = self._until(deadline, lambda: terminal.prompt is not None or (expect_blocked and terminal.blocked))
            if not (yield over):
                return problem or ("" if expect_blocked or self._has_rebooted() else self._no_prompt(number))
        return problem

    def _type_line(self, terminal: "Terminal", text: str) -> None:
        """Type a line: at a prompt it is edited there, else the terminal echoes it."""
        if terminal.prompt is not None:
            self._watcher.prompt(self.machine.now, terminal.number, terminal.prompt)
            self._watcher.typed(self.machine.now, terminal.number, text)
        terminal.type_line(text)

    def _go_to_prompt(self, command: Command, deadline: int) -> _Part:
        """Wait for the prompt of the user who is to type; log in as that user if another one's is there."""
        number, user = command.terminal, command.user
        terminal = self._terminal(number, user)
        for _ in range(2):
            if not (yield self._until(deadline, lambda: terminal.prompt is not None)):
                return self._no_prompt(number)
            if not (terminal.prompt or "").rstrip().endswith("$" if user == "root" else "#"):
                return ""
            self.machine.terminal(number, user)
        return f"the prompt on terminal {number} is not that of {user}"

    def _wait_line(self, source: str, ns: int) -> _Part:
        regex = compile_regex(fill_in(source, self.captures, re.escape))
        seen, found = -1, False

        def is_there() -> bool:
            nonlocal seen, found
            self.screens.collect()
            if seen != self.screens.collected:
                seen, found = self.screens.collected, self.screens.line(regex) is not None
            return found

        there = yield self._until(self.machine.now + ns, is_there)
        return "" if there else f"no line that matches /{source}/ in {seconds(ns)}{self._end()}"

    def _wait_prompt(self, number: int, ns: int) -> _Part:
        terminal = self._terminal(number)
        there = yield self._until(self.machine.now + ns, lambda: terminal.prompt is not None)
        return "" if there or self._has_rebooted() else self._no_prompt(number)

    # -- how time passes

    def _until(self, ns: int, condition: Callable[[], object]) -> Until:
        """Time passes until the condition holds, the machine is gone, or the clock shows ``ns``."""

        def stop() -> bool:
            if self._watcher.live:
                self.screens.collect()
            return bool(condition()) or self._is_gone()

        return Until(ns, condition, stop)

    def _settled(self) -> Until:
        """Everybody runs who can run at this instant."""
        machine = self.machine
        return self._until(machine.now + SETTLE_NS, lambda: machine.idle)

    def _is_gone(self) -> bool:
        """True when the machine has died or rebooted during this step."""
        return bool(self.machine.dead) or self._has_rebooted()

    def _has_rebooted(self) -> bool:
        return self.machine.boots != self._boots

    # -- what is seen

    def _terminal(self, number: int, user: str = "root") -> "Terminal":
        """A terminal, whoever has logged in there; opened by ``user`` if it is new, and again if it was closed."""
        known = self.machine.terminals.get(number)
        return self.machine.terminal(number, known.user if known else user)

    def _waits(self, number: int) -> str | None:
        """Where the foreground job of a terminal waits: empty if unknown, None if there is none."""
        terminal = self.machine.terminals.get(number)
        if self._is_gone():
            return ""
        if terminal is None or (terminal.prompt is not None and not terminal.nested):
            return None
        return terminal.blocked or ""

    def _trailer(self, number: int) -> str:
        terminal = self.machine.terminals.get(number)
        if self.machine.dead:
            return "[blocked]"
        if terminal is None or self._is_gone():
            return ""
        if terminal.prompt is None:
            return f"[blocked: {terminal.blocked}]" if terminal.blocked else "[blocked]"
        return f"[{terminal.status}]" if terminal.status else ""

    def _no_prompt(self, number: int) -> str:
        terminal = self.machine.terminals.get(number)
        where = f": the command waits in {terminal.blocked}" if terminal and terminal.blocked else ""
        return f"no prompt on terminal {number}{self._end() or where}"

    def _end(self) -> str:
        return f": the machine is dead ({self.machine.dead})" if self.machine.dead else ""
