"""The presenter's hand in a session: performs the steps of a transcript, one for each Enter.

She has a few keys of her own; everything else goes to nobody, so that no key that comes too early spoils the show.
``!`` gives her the keyboard for a line. Whatever happens, Enter leads on.
"""

import asyncio
from collections.abc import Coroutine
from functools import partial
from typing import TYPE_CHECKING

from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings

from kshell.frontend.play.cues import Cue
from kshell.frontend.play.hand import Hand
from kshell.frontend.play.keys import player_keys
from kshell.frontend.play.show import PAUSE_SECONDS, Scene, Show
from kshell.machine import NSEC_PER_SEC, Terminal
from kshell.transcript.check import CheckedStep, compare
from kshell.transcript.diff import what

if TYPE_CHECKING:
    from kshell.frontend.session import Session

OPENING_NS = NSEC_PER_SEC  # longer than a shell takes to start


class Player:
    """``at`` is the index of the next step, ``taken`` are those that were taken. ``checked`` is what came of the last.

    ``says`` is a word to the presenter. When she goes back or elsewhere, ``next_scene`` is where, and the session ends.
    """

    def __init__(self, session: "Session", scene: Scene, show: Show) -> None:
        self.session, self.scene, self.show = session, scene, show
        self.taken, self.at = scene.taken, scene.at
        self.checked: CheckedStep | None = None
        self.says = ""
        self.next_scene: Scene | None = None
        self.hers = self._has_typed = False
        self.busy = self._seated = False
        self._opened = set(session.machine.terminals)
        self._task: asyncio.Task[None] | None = None
        self._hand = Hand(session, scene.pacer, show.speed)
        session.player = self
        session.app.key_bindings = merge_key_bindings([session.app.key_bindings or KeyBindings(), player_keys(session)])
        session.pump.watchers.append(self._turn)
        if self.at_end:
            scene.pacer.take_over(by_hand=True)

    @property
    def at_end(self) -> bool:
        """Whether no step is left."""
        return self.at >= len(self.show.cues)

    @property
    def cue(self) -> Cue | None:
        """The step that is performed now, or the next."""
        return None if self.at_end else self.show.cues[self.at]

    @property
    def held(self) -> bool:
        """Whether everything stands still until she says so."""
        return self.scene.pacer.paused and not self.hers and not self.at_end

    # -- what the presenter asks for

    def go_on(self) -> None:
        """The next step; or what is under way, faster."""
        if self.held:
            self.scene.pacer.paused = False
        if self._task is not None:
            self._hand.hurry()
        elif not self.hers and not self.at_end:
            self._start(self._take())
        self.session.pump.wake()

    def hold(self) -> None:
        """Let everything stand still, or go on."""
        if not self.hers and not self.at_end:
            self.scene.pacer.pause()
            self.session.pump.wake()

    def skip(self) -> None:
        """Leave the next step out, or undo what there is of it."""
        if self.at_end:
            return
        if self.busy:
            self._go_to(self.taken, self.at + 1)
        else:
            self._rest_no_more()
            self.at += 1
            self._prepare()

    def rewind(self) -> None:
        """Go back to before the step that is under way, or else the last: a new machine is taken there at once."""
        shown = [number for number in self.taken if not self.show.cues[number].step.hidden]
        if self.busy:
            self._go_to(self.taken, self.at)
        elif shown:
            self._go_to([number for number in self.taken if number < shown[-1]], shown[-1])
        else:
            self.says = "this is the beginning"

    def jump(self, at: int) -> None:
        """Go to a step: a new machine is taken there at once, by all steps before it but those that were left out."""
        self._go_to([*(number for number in self.taken if number < at), *range(self.at, at)], at)

    def type_freely(self) -> None:
        """The keyboard is hers, for a line; at the end, for good."""
        if self.hers:
            return
        if self._task is not None:
            self._task.cancel()
            self._rest_no_more()
        if self.busy:
            self._over("you have taken over")
        self.hers, self._has_typed = True, False
        self.scene.pacer.take_over(by_hand=True)
        self.scene.pacer.paused = not self.at_end
        self.session.pump.wake()

    def come_back(self) -> None:
        """From her own typing to the script; else the next step."""
        if self.hers:
            self.return_to_script()
        else:
            self.go_on()

    def return_to_script(self) -> None:
        """The keyboard is the script's again."""
        if self.hers and not self.at_end:
            self.hers = False
            self.session.console.buffer.reset()
            for number in self.scene.stage.screens.held():
                self.scene.stage.screens.take(number)  # what she has made the terminals show
            self.scene.pacer.take_over(by_hand=False)

    def has_typed(self) -> None:
        """She has finished a line, or pressed a key that a program gets: time goes on until the prompt is back."""
        if self.hers and not self.at_end:
            self._has_typed = True
            self.scene.pacer.paused = False

    def keeps_on(self) -> bool:
        """Whether the show goes on though the shell at the first terminal has ended, or the machine is off."""
        return not self.at_end

    def _go_to(self, taken: list[int], at: int) -> None:
        """Leave this session for another scene; if it cannot be set up, all stays as it is."""
        try:
            scene = self.show.scene(taken, at)
        except Exception as error:  # a folder of modules that is gone, or a bug: the presenter must not be stranded
            self.says = f"cannot go there: {error}"
            return
        self.next_scene = scene
        if self._task is not None:
            self._task.cancel()
        self.session.leave()

    # -- a step

    def _start(self, work: Coroutine[None, None, None]) -> None:
        self._task = asyncio.ensure_future(work)
        self._task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        if self._task is task:
            self._task = None
        if not task.cancelled() and (error := task.exception()) is not None:
            self.session.fail(error)

    def _rest_no_more(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _take(self) -> None:
        """Take the next step, as a person would."""
        show, stage = self.show, self.scene.stage
        step = show.cues[self.at].step
        show.began = show.began or asyncio.get_running_loop().time()
        self.busy, self.says = True, ""
        before = dict(stage.captures)
        outcome = await self._hand.perform(stage.walk(step), step.action)
        self.checked = compare(step, outcome, before, stage.captures)
        self._over("" if self.checked.passed else f"differs from the file: {what(self.checked)}")

    def _over(self, says: str) -> None:
        """A step is over, whatever has come of it."""
        self.busy, self.says = False, says
        self.show.done += 1
        self.taken.append(self.at)
        self.at += 1
        self._prepare()

    def _prepare(self) -> None:
        """Take the hidden steps that come now, unseen; behind the last step the machine is the presenter's."""
        terminals = self.scene.stage.machine.terminals
        while (cue := self.cue) and cue.step.hidden:
            displays = {number: terminal.display for number, terminal in terminals.items()}
            for terminal in terminals.values():
                terminal.display = None
            self.scene.stage.take(cue.step)
            for number, display in displays.items():
                terminals[number].display = display
            self.taken.append(self.at)
            self.at += 1
        if self.at_end:
            self.scene.pacer.take_over(by_hand=True)
        self.session.pump.wake()

    # -- meanwhile

    def _turn(self) -> None:
        """The machine has had a turn."""
        self._hand.turn()
        if not self._seated and self.session.app.is_running:
            self._sit_down()
        if not self.busy and not self.hers:
            self._open()
        console = self.session.console
        if self._has_typed and self.session.at_prompt and not console.buffer.text:
            self._has_typed = False
            self.return_to_script()
        if self.show.auto and self._task is None and not self.hers and not self.at_end and self.session.app.is_running:
            self._start(self._rest_then_take())

    def _open(self) -> None:
        """A console that she has opened comes to its prompt, though time stands still."""
        machine = self.session.machine
        for number in self.session.consoles.keys() - self._opened:
            self._opened.add(number)
            machine.run(machine.now + OPENING_NS, partial(_at_prompt, machine.terminals[number]))

    def _sit_down(self) -> None:
        """In front of the terminal where it goes on, if it is there, or else where it has come from."""
        self._seated = True
        near = [
            self.show.cues[at].step.action.terminal for at in (*self.taken[-1:], self.at) if at < len(self.show.cues)
        ]
        for number in near:
            if number in self.session.machine.terminals:
                self.session.switch(number)

    async def _rest_then_take(self) -> None:
        await self._hand.rest(PAUSE_SECONDS)
        await self._hand.rest(0)  # it may be on hold by now
        await self._take()


def _at_prompt(terminal: Terminal) -> bool:
    return terminal.prompt is not None
