"""``kshell play``: a transcript is performed in an ordinary session at the host's terminal."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from kshell.frontend.app import look_of, session_of
from kshell.frontend.history import Past
from kshell.frontend.play.player import Player
from kshell.frontend.play.show import Show
from kshell.frontend.pump import Pump
from kshell.frontend.session import Session
from kshell.transcript.format import Transcript


def play(transcript: Transcript, modules: Sequence[Path], looks: Sequence[str], *, auto: bool, speed: float) -> int:
    """Perform a transcript until the presenter leaves; the exit status.

    ``auto``: it goes on by itself. ``speed``: how many times as fast as a person.
    """
    show = Show(transcript, modules, auto=auto, speed=speed, notes_shown="projector" not in looks)
    return asyncio.run(perform(show, lambda pump: session_of(look_of(looks), pump, Past())))


async def perform(show: Show, sit: Callable[[Pump], Session]) -> int:
    """Perform in the sessions that ``sit`` makes, one for each machine that is booted on the way; the exit status."""
    scene = show.scene([], 0)
    while True:
        session = sit(scene.pump)
        player = Player(session, scene, show)
        status = await session.run()
        scene.stage.close()
        if player.next_scene is None:
            return status
        scene = player.next_scene
