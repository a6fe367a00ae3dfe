"""``kshell`` at a terminal."""

import asyncio
import os
import sys
from collections.abc import Sequence
from dataclasses import replace

from prompt_toolkit.output import ColorDepth

from kshell.frontend.audience import Audience
from kshell.frontend.history import Past, history_file
from kshell.frontend.keyboard import WatchedKeyboard
from kshell.frontend.look import Look
from kshell.frontend.output import FrameOutput
from kshell.frontend.pump import Pump
from kshell.frontend.session import Session
from kshell.frontend.teletype import Teletype
from kshell.machine import Machine, Settings

DUMB = ("", "dumb", "unknown")


def main(settings: Settings, looks: Sequence[str] = ()) -> int:
    """Run an interactive session at the host's terminal until the person leaves; its exit status.

    ``looks`` are names of Look's flags: ``plain``, ``projector``.
    """
    if sys.platform != "win32" and os.environ.get("TERM", "") in DUMB:
        return asyncio.run(_teletype(replace(settings, term="dumb")))
    plain = "plain" in looks
    colour = not plain and not os.environ.get("NO_COLOR")
    return asyncio.run(_session(settings, Look(colour, plain, "projector" in looks)))


async def _session(settings: Settings, look: Look) -> int:
    depth = ColorDepth.from_env() if look.colour else ColorDepth.DEPTH_1_BIT
    output = FrameOutput.from_pty(sys.stdout, term=os.environ.get("TERM"), default_color_depth=depth)
    past = Past(history_file(os.environ))
    audience = Audience() if look.projector else None
    keyboard = WatchedKeyboard(audience.pressed) if audience is not None else None
    session = Session(Pump(Machine(settings)), look, keyboard, output, past, audience)
    if past.trouble:
        session.console.screen.show(past.trouble + "\n")
    return await session.run()


async def _teletype(settings: Settings) -> int:
    return await Teletype(Pump(Machine(settings))).run()
