"""The presenter's hand in a session: types the steps of a transcript, one for each Enter at an empty prompt."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from prompt_toolkit.formatted_text import StyleAndTextTuples

from kshell.frontend.console import Console
from kshell.frontend.typeset import plain
from kshell.machine import NSEC_PER_SEC
from kshell.transcript.actions import Action, Close, Command, Key, Type, Wait, WaitLine, WaitPrompt
from kshell.transcript.match import bind, fit
from kshell.transcript.pattern import Shown, compile_regex, fill_in
from kshell.transcript.steps import Step

if TYPE_CHECKING:
    from kshell.frontend.session import Session

KEY_SECONDS = 0.03
PAUSE_SECONDS = 1.5
LONGEST_NS = 300 * NSEC_PER_SEC


class Cue(NamedTuple):
    """A step, and the prose that stands above it."""

    step: Step
    notes: str


class Player:
    """``taken`` are the numbers of the steps that were taken, ``at`` is the next; ``back`` asks for a new session at
    the step before. Time stands still between the steps, so that what is shown is what the file says."""

    def __init__(
        self,
        session: "Session",
        cues: Sequence[Cue],
        taken: Sequence[int],
        at: int,
        captures: dict[str, str],
        *,
        auto: bool = False,
    ) -> None:
        self._session, self._cues, self._captures, self._auto = session, cues, captures, auto
        self.taken, self.at, self.back = list(taken), at, False
        self._marks = {number: screen.count for number, screen in session.pump.screens.items()}
        self._before: list[Shown] = []
        self._step: Step | None = None
        self._task: asyncio.Task[None] | None = None
        self._begun = self._running = self._own = False
        self._says = ""
        session.player = self
        session.pump.watchers.append(self._watch)

    # -- what the presenter asks for

    def takes(self, keys: str) -> bool:
        """Whether keys mean the next step: Enter, with nothing typed before it. Others are the presenter's own."""
        if self._task is None and keys == "\r" and not self._own and self.at < len(self._cues):
            return True
        if self._task is None:
            self._own = keys[-1:] != "\r"
            self._let_time_go(going=True)
        return False

    def next(self) -> None:
        """Take the next step, as a person would."""
        if self._task is None and self.at < len(self._cues):
            self._task = asyncio.ensure_future(self._take(self._cues[self.at].step))
            self._task.add_done_callback(self._typed)

    def skip(self) -> None:
        """Leave the next step out."""
        if self._task is None:
            self.at = min(self.at + 1, len(self._cues))

    def rewind(self) -> None:
        """Go back to before the last step: the machine boots again and is taken there at once."""
        if self._task is None and self.taken:
            self.at = self.taken.pop()
            self.back = True
            self._session.leave()

    # -- a step

    async def _take(self, step: Step) -> None:
        action, session = step.action, self._session
        if not isinstance(action, Wait | WaitLine | Close):
            session.switch(action.terminal)
        if isinstance(action, Command) and not await self._prompt(action):
            self._says = f"tty{action.terminal} has no prompt yet"
            return
        self._says = ""
        self._settle()
        self._step = step
        await self._act(action, step)
        self.taken.append(self.at)
        self.at += 1
        session.pump.wake()

    async def _prompt(self, command: Command) -> bool:
        """Wait a little for the prompt of the user who is to type; whether it is there."""
        machine, session = self._session.machine, self._session
        other = "$" if command.user == "root" else "#"
        for _ in range(20):
            if session.at_prompt:
                if not (session.console.terminal.prompt or "").rstrip().endswith(other):
                    return True
                machine.terminal(command.terminal, command.user)
            session.pump.wake()
            await asyncio.sleep(KEY_SECONDS)
        return False

    async def _act(self, action: Action, step: Step) -> None:
        pacer, session = self._session.pump.pacer, self._session
        match action:
            case Command(lines=lines):
                await self._type("\n".join(fill_in(line, self._captures) for line in lines))
                self._let_time_go(going=not step.trailer.startswith("[blocked"))
            case Type(text=text):
                await self._type(fill_in(text, self._captures))
            case Key(_, "C-c"):
                session.interrupt()
            case Key(_, key):
                session.console.terminal.press(key)
            case Close(number):
                session.machine.terminals[number].close()
            case Wait(_, ns):
                pacer.leap("waiting", ns, lambda: False)
            case WaitLine(_, regex, limit):
                pacer.leap("waiting", limit or LONGEST_NS, self._line_of(fill_in(regex, self._captures)))
            case WaitPrompt(_, limit):
                pacer.leap("waiting", limit or LONGEST_NS, lambda: session.console.at_prompt)

    async def _type(self, text: str) -> None:
        """Type a line, a little faster than people do, and Enter."""
        session = self._session
        console = session.console
        at_prompt = console.at_prompt
        for character in text:
            if at_prompt:
                console.buffer.insert_text(character)
            else:
                session.press_machine(character)
            await asyncio.sleep(KEY_SECONDS)
        self._before = self._new_lines(console)
        if at_prompt:
            self._marks[console.terminal.number] = console.screen.count + 1  # the line itself
            session.finish_line()
        else:
            session.press_machine("\r")

    def _line_of(self, regex: str) -> Callable[[], bool]:
        """Whether a line on any terminal matches that was finished since the last command there."""
        pattern = compile_regex(regex)
        screens = self._session.pump.screens

        def is_there() -> bool:
            return any(
                pattern.search(plain(line.text)) for n, s in screens.items() for line in s.since(self._marks.get(n, 0))
            )

        return is_there

    # -- what came of it

    def _new_lines(self, console: Console) -> list[Shown]:
        mark = self._marks.get(console.terminal.number, 0)
        return [Shown(plain(line.text)) for line in console.screen.since(mark)]

    def _settle(self) -> None:
        """The step that was taken is over: compare, and remember what it captures."""
        step, self._step = self._step, None
        self._let_time_go(going=False)
        if step is None or (number := step.action.terminal) not in self._session.consoles:
            return
        console = self._session.consoles[number]
        shown = [line for line in self._new_lines(console) if not _is_typed(line, step.action)]
        shown = [*self._before, *shown]
        if console.at_prompt and console.screen.partial:
            shown.append(Shown(plain(console.screen.partial), eol=False))
        self._before = []
        self._marks[number] = console.screen.count
        if isinstance(step.action, Command) and fit(step.patterns, shown, self._captures) is None:
            self._says = "differs from the file"
        self._captures |= bind(step.patterns, shown, self._captures)

    def _let_time_go(self, *, going: bool) -> None:
        pacer = self._session.pump.pacer
        if going != self._running:
            self._running = going
            if pacer.paused == going:
                pacer.pause()

    def _watch(self) -> None:
        session, pacer = self._session, self._session.pump.pacer
        if not self._begun and session.app.is_running:
            self._begun = True
            pacer.pause()
            session.window.repaint()
        if self._task is None and self._running and session.console.at_prompt and not pacer.leaping:
            self._says = ""
            self._settle()
        if self._auto and self._begun and self._task is None and not pacer.leaping and not self._running:
            self._task = asyncio.ensure_future(self._pause())
            self._task.add_done_callback(self._typed)

    async def _pause(self) -> None:
        await asyncio.sleep(PAUSE_SECONDS)
        if self.at < len(self._cues):
            await self._take(self._cues[self.at].step)
        else:
            self._auto = False

    def _typed(self, task: "asyncio.Task[None]") -> None:
        self._task = None
        if not task.cancelled() and (error := task.exception()) is not None:
            self._session.app.exit(exception=error)

    # -- the bar

    def bar(self) -> StyleAndTextTuples:
        """Where the presenter is, what comes next, and the prose of the file above it."""
        if self.at >= len(self._cues):
            return [("class:toolbar", " the end: what you type now is yours"), *self._said()]
        cue = self._cues[self.at]
        what = f" {self.at + 1}/{len(self._cues)} Enter: {cue.step.head[0]}"
        return [("class:toolbar", what), *self._said(), ("class:line.hint", f"\n {cue.notes}" if cue.notes else "")]

    def _said(self) -> StyleAndTextTuples:
        return [("class:toolbar class:toolbar.hung", f" {self._says} ")] if self._says else []


def _is_typed(line: Shown, action: Action) -> bool:
    """Whether a line is one that a command goes on in."""
    return isinstance(action, Command) and line.text in {f"> {more}" for more in action.lines[1:]}
