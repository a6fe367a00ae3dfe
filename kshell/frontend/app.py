"""``kshell`` at a terminal."""

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from prompt_toolkit.output import ColorDepth

from kshell.frontend.attach.command import DUMB, CannotAttach
from kshell.frontend.attach.server import attachable
from kshell.frontend.audience import Audience
from kshell.frontend.history import Past
from kshell.frontend.keyboard import WatchedKeyboard
from kshell.frontend.look import Look
from kshell.frontend.output import FrameOutput
from kshell.frontend.personal import Person
from kshell.frontend.pump import Pump
from kshell.frontend.session import Session
from kshell.frontend.teletype import Teletype
from kshell.machine import Machine, Settings

if TYPE_CHECKING:
    from kshell.frontend.attach.ssh import Entrance


def main(settings: Settings, looks: Sequence[str] = (), record: str = "", ssh: tuple[str, str] | None = None) -> int:
    """Run an interactive session at the host's terminal until the person leaves; its exit status.

    ``looks`` are names of Look's flags: ``plain``, ``projector``. ``record`` is a file to write the session to as a
    transcript, or nothing. ``ssh`` is where people can come in, [HOST:]PORT, and the file with their keys;
    CannotAttach.
    """
    run: Callable[[Pump], Coroutine[None, None, int]]
    entrance = _entrance(*ssh) if ssh is not None else None
    if sys.platform != "win32" and os.environ.get("TERM", "") in DUMB:
        settings, run = replace(settings, term="dumb"), _teletype
    else:
        person = Person()
        settings = settings if record else person.settle(settings)  # a transcript knows nothing of her aliases
        run = partial(_session, look_of(looks), person, entrance)
    if not record:
        return asyncio.run(run(Pump(Machine(settings))))
    from kshell.frontend.recorder import recording  # noqa: PLC0415  # an ordinary session does not need it

    with recording(record, settings) as pump:
        return asyncio.run(run(pump))


def _entrance(address: str, keys: str) -> "Entrance":
    """Where people can come in over SSH; CannotAttach."""
    if os.environ.get("TERM", "") in DUMB:
        raise CannotAttach(f"a terminal that can move its cursor is needed (TERM is '{os.environ.get('TERM', '')}')")
    try:
        from kshell.frontend.attach.ssh import entrance  # noqa: PLC0415  # an extra, and only if asked for
    except ModuleNotFoundError as missing:
        raise CannotAttach(f"{missing.name} is not installed: pip install 'kshell[ssh]'") from None
    return entrance(address, keys, os.environ)


def look_of(looks: Sequence[str]) -> Look:
    """How the session looks: by these flags, and the host's environment."""
    plain = "plain" in looks
    return Look(not plain and not os.environ.get("NO_COLOR"), plain, "projector" in looks)


def session_of(look: Look, pump: Pump, past: Past) -> Session:
    """A session at the host's terminal."""
    depth = ColorDepth.from_env() if look.colour else ColorDepth.DEPTH_1_BIT
    output = FrameOutput.from_pty(sys.stdout, term=os.environ.get("TERM"), default_color_depth=depth)
    audience = Audience() if look.projector else None
    keyboard = WatchedKeyboard(audience.pressed) if audience is not None else None
    return Session(pump, look, keyboard, output, past, audience)


async def _session(look: Look, person: Person, entrance: "Entrance | None", pump: Pump) -> int:
    session = session_of(look, pump, person.past)
    person.sit_down(session)
    async with attachable(os.environ, entrance) as door:
        door.move(session)
        session.console.screen.show("".join(line + "\n" for line in door.says))
        return await session.run()


async def _teletype(pump: Pump) -> int:
    return await Teletype(pump).run()
