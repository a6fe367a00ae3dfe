"""A presenter without a window: keys come from a pipe, nothing is drawn, and nobody waits for a clock."""

import asyncio
import math
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from prompt_toolkit.formatted_text import fragment_list_to_text
from prompt_toolkit.input import PipeInput, create_pipe_input

from kshell.frontend.play.bar import bar
from kshell.frontend.play.player import Player
from kshell.frontend.play.presenter import perform
from kshell.frontend.play.show import Show
from kshell.frontend.pump import Pump
from kshell.frontend.session import Session
from kshell.frontend.toolbar import toolbar
from kshell.frontend.typeset import plain
from kshell.transcript.run import load
from tests.frontend.test_session import Nothing

PATIENCE = 20.0
KEY = re.compile(r"\x1b\[200~.*?\x1b\[201~|\x1b\[.|.", re.DOTALL)


class Seat:
    """Somebody who performs ``show``; ``session`` and ``player`` are those of the machine that is there now."""

    def __init__(self, show: Show, keyboard: PipeInput) -> None:
        self.show = show
        self.sessions: list[Session] = []
        self._keyboard = keyboard
        self._sent = self._read = 0

    def sit(self, pump: Pump) -> Session:
        self.sessions.append(Session(pump, None, self._keyboard, Nothing(24, 80)))
        self.session.app.key_processor.after_key_press += self._count
        return self.session

    def seated(self, session: Session) -> None:
        """A session begins."""

    @property
    def session(self) -> Session:
        return self.sessions[-1]

    @property
    def player(self) -> Player:
        assert self.session.player is not None
        return self.session.player

    async def until(self, holds: Callable[[], object], what: str = "") -> None:
        """Wait until something holds."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + PATIENCE
        while not holds():
            assert loop.time() < deadline, f"waited for {what}; bar: {self.bar}\n" + "\n".join(self.lines())
            await asyncio.sleep(0.001)

    def send(self, keys: str) -> None:
        """Press keys."""
        self._sent += len(KEY.findall(keys))
        self._keyboard.send_text(keys)

    async def type(self, keys: str) -> None:
        """Press keys, and wait until they were read."""
        self.send(keys)
        await self.until(lambda: self._read >= self._sent, f"{keys!r} to be read")

    def _count(self, _: object) -> None:
        self._read += 1

    async def quiet(self) -> None:
        """Wait until all keys are read and nothing is under way, or she has left."""
        await self.until(lambda: self.gone or (self._read >= self._sent and not self.player.busy), "quiet")

    @property
    def gone(self) -> bool:
        """Whether she has left."""
        return self.session.app.is_done and self.player.next_scene is None

    async def ready(self, session: Session | None = None) -> None:
        """Wait until a session runs (another than ``session``)."""
        await self.until(
            lambda: self.sessions and self.session is not session and self.session.app.is_running, "a session"
        )

    async def enter(self) -> None:
        """Take one step to its end."""
        at = self.player.at
        await self.type("\r")
        await self.until(lambda: self.player.at > at and not self.player.busy, f"the end of step {at}")

    async def elsewhere(self, keys: str) -> None:
        """Press keys that lead to another machine."""
        before = self.session
        self.send(keys)
        await self.ready(before)

    @property
    def bar(self) -> str:
        return fragment_list_to_text(bar(self.player, 24, 80))

    @property
    def toolbar(self) -> str:
        return fragment_list_to_text(toolbar(self.session))

    def lines(self, number: int = 1) -> list[str]:
        """What a terminal shows."""
        console = self.session.consoles[number]
        typed = console.buffer.text if console.at_prompt else ""
        return [*(plain(line.text) for line in console.screen.lines), console.prompt + typed]


def performance(
    path: Path, body: Callable[[Seat], Awaitable[None]], *, auto: bool = False, speed: float = math.inf
) -> None:
    """Perform a file with somebody at the keyboard."""

    async def run() -> None:
        show = Show(load(str(path)), [], auto=auto, speed=speed, notes_shown=True)
        with create_pipe_input() as keyboard:
            seat = Seat(show, keyboard)
            running = asyncio.ensure_future(perform(show, seat.sit, seat.seated))
            try:
                await seat.until(lambda: running.done() or (seat.sessions and seat.session.app.is_running), "the start")
                await body(seat)
            finally:
                if not running.done() and seat.sessions:
                    seat.session.leave()
                await running

    asyncio.run(run())
