"""``kshell play``: a transcript is performed in an ordinary session at the host's terminal."""

import asyncio
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from kshell.frontend.app import look_of, session_of
from kshell.frontend.attach.server import attachable
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
    return asyncio.run(_play(show, looks))


async def _play(show: Show, looks: Sequence[str]) -> int:
    async with attachable(os.environ) as door:
        return await perform(show, lambda pump: session_of(look_of(looks), pump, Past()), door.move)


async def perform(show: Show, sit: Callable[[Pump], Session], seated: Callable[[Session], None]) -> int:
    """Perform in the sessions that ``sit`` makes, one for each machine that is booted on the way; the exit status.

    ``seated`` is told of each when it begins.
    """
    scene = show.scene([], 0)
    while True:
        session = sit(scene.pump)
        player = Player(session, scene, show)
        seated(session)
        status = await session.run()
        scene.stage.close()
        if player.next_scene is None:
            return status
        scene = player.next_scene
