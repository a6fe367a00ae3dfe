"""``kshell play``: a transcript is performed in an ordinary session."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from kshell.frontend.app import look_of, session_of
from kshell.frontend.history import Past
from kshell.frontend.player import Cue, Player
from kshell.frontend.pump import Pump
from kshell.transcript.format import Transcript
from kshell.transcript.run import begin
from kshell.transcript.steps import Step
from kshell.transcript.watcher import Watcher


def play(transcript: Transcript, modules: Sequence[Path], looks: Sequence[str], *, auto: bool) -> int:
    """Perform a transcript at the host's terminal until the presenter leaves; the exit status."""
    return asyncio.run(_play(transcript, modules, looks, auto=auto))


async def _play(transcript: Transcript, modules: Sequence[Path], looks: Sequence[str], *, auto: bool) -> int:
    cues = _cues(transcript)
    at = next((n for n, cue in enumerate(cues) if not cue.step.hidden), len(cues))
    taken: Sequence[int] = range(at)  # what prepares the scene is not shown
    while True:
        past = _Past()
        stage = begin(transcript, modules, past)
        for number in taken:
            before = dict(past.text)
            stage.take(cues[number].step)
            if cues[number].step.hidden:
                past.text = before
        stage.screens.collect()
        pump = Pump(stage.machine)
        for number in stage.machine.terminals:
            pump.open(number).show(past.text.get(number, ""))
        session = session_of(look_of(looks), pump, Past())
        player = Player(session, cues, taken, at, stage.captures, auto=auto)
        status = await session.run()
        if not player.back:
            return status
        stage.close()
        taken, at = player.taken, player.at


def _cues(transcript: Transcript) -> list[Cue]:
    """The steps, each with the last prose above it, in one line."""
    cues: list[Cue] = []
    prose: list[str] = []
    inside = fresh = False
    parts = transcript.parts
    if parts[:1] == ("---",):
        parts = parts[parts.index("---", 1) + 1 :]
    for part in parts:
        if isinstance(part, Step):
            cues.append(Cue(part, " ".join(prose)))
            fresh = True
        elif part.lstrip().startswith(("```", "~~~")):
            inside = not inside
        elif not inside and part.strip():
            prose = [*([] if fresh else prose), part.strip("# ")]
            fresh = False
    return cues


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
