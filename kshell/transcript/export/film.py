"""A transcript as it was played: what its terminals showed, and when."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from kshell.kernel.printk.ringbuffer import prefixed
from kshell.transcript.export.layout import Console, layout
from kshell.transcript.format import Transcript
from kshell.transcript.run import begin
from kshell.transcript.session import Outcome
from kshell.transcript.steps import Step
from kshell.transcript.watcher import Watcher


class Event(NamedTuple):
    """Something that happened at ``ns`` of the film on a terminal: text was "shown" or "typed"; a "prompt" stands there
    from now on (with no text: it has gone); or a prompt "stays" where it is, as something is typed behind it."""

    ns: int
    what: str
    terminal: int
    text: str


class Scene(NamedTuple):
    """A step: what happened in it until ``end``, what came of it, the headings and the prose above it."""

    step: Step
    outcome: Outcome
    events: tuple[Event, ...]
    end: int
    headings: tuple[str, ...]
    prose: str


class Film(NamedTuple):
    """All steps of a transcript that are to be seen; times begin at 0. ``levels`` are those of the kernel's messages,
    by their lines."""

    transcript: Transcript
    scenes: tuple[Scene, ...]
    levels: Mapping[str, int]

    @property
    def title(self) -> str:
        """The first heading."""
        return next((heading.title for heading in self.transcript.headings), self.transcript.file)

    @property
    def terminals(self) -> list[int]:
        """The terminals on which there is something to see."""
        events = (event for scene in self.scenes for event in scene.events)
        return sorted({event.terminal for event in events if event.what != "prompt"}) or [1]


def shoot(transcript: Transcript, modules: Sequence[Path]) -> Film:
    """Go through a transcript and film it."""
    camera = _Camera()
    scenes: list[Scene] = []
    levels: dict[str, int] = {}
    with closing(begin(transcript, modules, camera)) as session:
        for step, headings, prose in with_prose(transcript):
            camera.begin(off=step.hidden)
            outcome = session.take(step)
            for record in session.machine.kernel.log.buffer.records:
                levels |= dict.fromkeys(prefixed(record).split("\n"), record.level)
            if not step.hidden:
                scenes.append(Scene(step, outcome, tuple(camera.events), camera.now, headings, prose))
    return Film(transcript, tuple(scenes), levels)


@dataclass
class _Camera(Watcher):
    """Collects the events of a step; its clock stands still while it is off, and is not set back by a reboot."""

    live = True
    events: list[Event] = field(default_factory=list)
    _off: bool = False
    _prompts: dict[int, str | None] = field(default_factory=dict)
    now: int = 0
    _machine_ns: int | None = None

    def begin(self, *, off: bool) -> None:
        """A step begins."""
        self._off = off
        self.events.clear()

    def shown(self, ns: int, terminal: int, text: str) -> None:
        self._add(ns, "shown", terminal, text)

    def prompt(self, ns: int, terminal: int, prompt: str) -> None:
        self._add(ns, "stays", terminal, prompt)
        self._prompts[terminal] = None

    def typed(self, ns: int, terminal: int, text: str) -> None:
        self._add(ns, "typed", terminal, text)

    def step_over(self, ns: int, prompts: Mapping[int, str | None]) -> None:
        for terminal, prompt in prompts.items():
            if prompt != self._prompts.get(terminal):
                self._add(ns, "prompt", terminal, prompt or "")
        self._time(ns)
        self._prompts = dict(prompts)

    def _add(self, ns: int, what: str, terminal: int, text: str) -> None:
        time = self._time(ns)
        if not self._off:
            self.events.append(Event(time, what, terminal, text))

    def _time(self, ns: int) -> int:
        before = self._machine_ns
        if before is not None and ns > before and not self._off:
            self.now += ns - before
        self._machine_ns = ns
        return self.now


def with_prose(transcript: Transcript) -> Iterator[tuple[Step, tuple[str, ...], str]]:
    """The steps, each with the headings and the prose that stand between it and the last step that is to be seen."""
    headings = {heading.line: heading.title for heading in transcript.headings}
    prose: list[str] = []
    above = 0
    for block in layout(transcript):
        if not isinstance(block, Console):
            prose += [block] if isinstance(block, str) else [block.opening, *block.lines, block.closing]
            continue
        for step in block.steps:
            titles = tuple(headings[line] for line in sorted(headings) if above < line < step.line)
            yield step, titles, "\n".join(prose).strip("\n")
            if not step.hidden:
                above = step.line
                prose.clear()
