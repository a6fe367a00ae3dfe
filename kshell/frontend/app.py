"""``kshell`` at a terminal."""

import asyncio
import os
import sys
from dataclasses import replace

from kshell.frontend.history import Past, history_file
from kshell.frontend.look import Look
from kshell.frontend.output import FrameOutput
from kshell.frontend.pump import Pump
from kshell.frontend.session import Session
from kshell.frontend.teletype import Teletype
from kshell.machine import Machine, Settings

DUMB = ("", "dumb", "unknown")


def main(settings: Settings) -> int:
    """Run an interactive session at the host's terminal until the person leaves; its exit status."""
    if sys.platform != "win32" and os.environ.get("TERM", "") in DUMB:
        return asyncio.run(_teletype(replace(settings, term="dumb")))
    return asyncio.run(_session(settings))


async def _session(settings: Settings) -> int:
    past = Past(history_file(os.environ))
    look = Look(colour=not os.environ.get("NO_COLOR"))
    session = Session(Pump(Machine(settings)), look, output=FrameOutput.from_pty(sys.stdout), past=past)
    if past.trouble:
        session.console.screen.show(past.trouble + "\n")
    return await session.run()


async def _teletype(settings: Settings) -> int:
    return await Teletype(Pump(Machine(settings))).run()
