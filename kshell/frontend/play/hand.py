"""The hand that types a step, and lets time pass as far as the step needs."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from kshell.frontend.play.time import Goal, StepPacer
from kshell.transcript.actions import Action, Close, Wait, WaitLine, WaitPrompt
from kshell.transcript.session import Keys, Line, Outcome, Press, Request, Until, Walk

if TYPE_CHECKING:
    from kshell.frontend.session import Session

KEY_SECONDS = 0.03
AT_ONCE = 1000.0  # a speed above which nobody can follow
UNSEEN = (Wait, WaitLine, Close)


class Hand:
    """``speed`` is how many times as fast as a person it is. It stops while the pacer is paused."""

    def __init__(self, session: "Session", pacer: StepPacer, speed: float) -> None:
        self._session, self._pacer, self._speed = session, pacer, speed
        self._hurried = asyncio.Event()
        self._turned = asyncio.Event()

    def turn(self) -> None:
        """The machine has had a turn."""
        self._turned.set()

    def hurry(self) -> None:
        """What is left of the step, or of a rest, is over as soon as can be."""
        self._hurried.set()
        self._pacer.hurry()

    async def rest(self, seconds: float) -> None:
        """Wait as a person does."""
        while self._pacer.paused:
            await self._next_turn()
        if not self._hurried.is_set() and self._speed <= AT_ONCE:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._hurried.wait(), seconds / self._speed)

    async def perform(self, walk: Walk, action: Action) -> Outcome:
        """Go through a step; what came of it."""
        self._hurried.clear()  # that was for the rest before it
        answer: bool | None = None
        try:
            request = walk.send(None)
            if not isinstance(action, UNSEEN):
                self._session.switch(action.terminal)
            while True:
                answer = await self._do(request, at_once=isinstance(action, Wait | WaitLine | WaitPrompt))
                request = walk.send(answer)
        except StopIteration as over:
            outcome: Outcome = over.value
            return outcome
        finally:
            self._hurried.clear()

    async def _do(self, request: Request, *, at_once: bool) -> bool | None:
        match request:
            case Line(number, text):
                await self._type_line(number, text)
            case Keys(number, text):
                await self._type_keys(number, text)
            case Press(number, key):
                self._session.consoles[number].leave_prompt()
                self._session.machine.terminals[number].press(key)
            case Until():
                return await self._pass(request, at_once=at_once)
        return None

    async def _type_line(self, number: int, text: str) -> None:
        """Type a line, a little faster than people do, and Enter."""
        console = self._session.consoles[number]
        if not console.at_prompt:
            await self._type_keys(number, text + "\n")
            return
        console.buffer.reset()
        for character in text:
            console.buffer.insert_text(character)
            await self.rest(KEY_SECONDS)
        if self._session.audience is not None:
            self._session.audience.entered(number, text)
        console.finish()

    async def _type_keys(self, number: int, text: str) -> None:
        """Press keys for whoever reads."""
        self._session.consoles[number].leave_prompt()
        for character in text:
            self._session.machine.terminals[number].type(character)
            self._session.pump.wake()
            await self.rest(KEY_SECONDS)

    async def _pass(self, until: Until, *, at_once: bool) -> bool:
        """Let time pass as far as the step needs."""
        if not until.stop():
            at_once = at_once or self._hurried.is_set() or self._speed > AT_ONCE
            self._pacer.go(Goal(until.ns, until.stop, at_once))
            self._session.pump.wake()
            while self._pacer.going:
                await self._next_turn()
        return bool(until.holds())

    async def _next_turn(self) -> None:
        self._turned.clear()
        await self._turned.wait()
