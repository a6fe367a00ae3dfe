"""``kshell`` at a terminal."""

import asyncio
import os
import sys
from dataclasses import replace

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
    return await Session(Pump(Machine(settings)), output=FrameOutput.from_pty(sys.stdout)).run()


async def _teletype(settings: Settings) -> int:
    return await Teletype(Pump(Machine(settings))).run()
