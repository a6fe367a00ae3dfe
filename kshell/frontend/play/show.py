"""What is performed, and a machine on which it has come so far."""

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from kshell.frontend.play.cues import cues, headings
from kshell.frontend.play.hand import KEY_SECONDS
from kshell.frontend.play.time import StepPacer
from kshell.frontend.pump import Pump
from kshell.machine import NSEC_PER_SEC
from kshell.transcript.actions import Action, Command
from kshell.transcript.format import Transcript
from kshell.transcript.run import begin
from kshell.transcript.session import Session
from kshell.transcript.watcher import Watcher

BOOT_NS = 10 * NSEC_PER_SEC
PAUSE_SECONDS = 1.5


class Scene(NamedTuple):
    """A machine that was taken through some steps; ``at`` is the next, an index into the cues."""

    stage: Session
    pump: Pump
    pacer: StepPacer
    taken: list[int]
    at: int


class Show:
    """A transcript, and how it is to be performed.

    ``speed``: it is typed so many times as fast as a person does, and goes on so if it is ``auto``; time is as fast.
    ``notes_shown`` tells whether the notes are to be seen in the window itself. ``done`` counts the steps that were
    performed, ``began`` is when the first of them was (seconds, by the host's clock).
    """

    def __init__(
        self, transcript: Transcript, modules: Sequence[Path], *, auto: bool, speed: float, notes_shown: bool
    ) -> None:
        self.cues = cues(transcript)
        self.headings = headings(transcript)
        self.auto, self.speed, self.notes_shown = auto, speed, notes_shown
        self.done = 0
        self.began: float | None = None
        self.modules = modules
        self.transcript = transcript

    @property
    def count(self) -> int:
        """How many steps are shown."""
        return max((cue.number for cue in self.cues), default=0)

    def scene(self, taken: Iterable[int], at: int) -> Scene:
        """Boot a machine and take it at once through some steps, and those at ``at`` that prepare what comes."""
        past = _Past()
        stage = begin(self.transcript, self.modules, past)
        done = list(taken)
        while at < len(self.cues) and self.cues[at].step.hidden:
            done.append(at)
            at += 1
        for number in done:
            before = dict(past.text)
            stage.take(self.cues[number].step)
            if self.cues[number].step.hidden:
                past.text = before
        if not done and at < len(self.cues):
            _boot(stage, self.cues[at].step.action)
        stage.screens.collect()
        return self._seen(stage, past, done, at)

    def _seen(self, stage: Session, past: "_Past", done: list[int], at: int) -> Scene:
        pacer = StepPacer(stage.machine)
        if math.isfinite(self.speed):
            pacer.speed = self.speed
        pump = Pump(stage.machine, pacer, kept=True)
        for number in stage.machine.terminals:
            pump.open(number).show(past.text.get(number, ""))
        return Scene(stage, pump, pacer, done, at)

    def seconds_left(self, at: int, now: float) -> float | None:
        """About how long the steps from ``at`` on will take: by themselves, or as the presenter has gone so far."""
        rest = [cue for cue in self.cues[at:] if not cue.step.hidden]
        if self.auto:
            return sum(PAUSE_SECONDS + cue.keys * KEY_SECONDS for cue in rest) / self.speed
        return len(rest) * (now - self.began) / self.done if self.began is not None and self.done else None


def _boot(stage: Session, action: Action) -> None:
    """Let the machine come to the prompt at which the first command is typed; anything else finds it booting."""
    terminal = stage.machine.terminals.get(action.terminal)
    if isinstance(action, Command) and terminal is not None:
        stage.machine.run(stage.machine.now + BOOT_NS, lambda: terminal.prompt is not None)


class _Past(Watcher):
    """What the terminals have shown on the way to a step."""

    def __init__(self) -> None:
        self.text: dict[int, str] = {}

    def shown(self, ns: int, terminal: int, text: str) -> None:
        self.text[terminal] = self.text.get(terminal, "") + text

    def prompt(self, ns: int, terminal: int, prompt: str) -> None:
        self.shown(ns, terminal, prompt)

    def typed(self, ns: int, terminal: int, text: str) -> None:
        self.shown(ns, terminal, text + "\n")
