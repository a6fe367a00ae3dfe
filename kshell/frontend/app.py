"""``kshell`` at a terminal."""

import asyncio
import sys

from kshell.frontend.session import Session
from kshell.machine import Machine, Settings


def main(settings: Settings) -> int:
    """Run an interactive session at the host's terminal until the person leaves; 0."""
    session = Session(Machine(settings))
    asyncio.run(session.run())
    sys.stdout.flush()
    return 0
