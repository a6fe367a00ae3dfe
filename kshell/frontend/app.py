"""``kshell`` at a terminal."""

import asyncio
import sys

from kshell.frontend.output import FrameOutput
from kshell.frontend.pump import Pump
from kshell.frontend.session import Session
from kshell.machine import Machine, Settings


def main(settings: Settings) -> int:
    """Run an interactive session at the host's terminal until the person leaves; 0."""
    asyncio.run(_run(settings))
    sys.stdout.flush()
    return 0


async def _run(settings: Settings) -> None:
    pump = Pump(Machine(settings))
    await Session(pump, output=FrameOutput.from_pty(sys.stdout)).run()
