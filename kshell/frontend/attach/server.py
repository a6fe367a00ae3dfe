"""Lets windows attach to the machine of a session: from terminals of this computer, and over SSH if that is wanted."""

import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from kshell.frontend.attach.door import Door
from kshell.frontend.attach.local import open_locally
from kshell.frontend.attach.place import Unsafe, folder

if TYPE_CHECKING:
    from kshell.frontend.attach.ssh import Entrance


@asynccontextmanager
async def attachable(environment: Mapping[str, str], entrance: "Entrance | None" = None) -> AsyncIterator[Door]:
    """Let windows attach while this lasts, to the session that the door is moved to. At its end the windows leave."""
    door = Door()
    if sys.platform == "win32":
        yield door
        return
    async with AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(open_locally(door, folder(environment)))
        except (OSError, Unsafe) as error:
            door.says.append(f"kshell: no other window can attach: {error}")
        if entrance is not None:
            from kshell.frontend.attach.ssh import open_to_guests  # noqa: PLC0415  # only if asked for

            await stack.enter_async_context(open_to_guests(door, entrance))
            door.says.append(entrance.says)
        stack.push_async_callback(door.close)
        yield door
