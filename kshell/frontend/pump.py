"""What keeps a machine going in real time while people look at it."""

import asyncio
from collections.abc import Callable

from kshell.frontend.pacer import Pacer
from kshell.frontend.screen import Screen
from kshell.machine import Machine

LONGEST_WAIT = 1.0
SHORTEST_WAIT = 0.001


class Pump:
    """Runs one machine; ``watchers`` are called whenever something may have changed.

    ``kept`` tells that somebody takes what the terminals show, beside the screens.
    """

    def __init__(self, machine: Machine, pacer: Pacer | None = None, *, kept: bool = False) -> None:
        self.machine = machine
        self.pacer = pacer or Pacer(machine)
        self.screens: dict[int, Screen] = {}
        self.watchers: list[Callable[[], None]] = []
        self._kept = kept
        self._woken = asyncio.Event()

    def open(self, number: int) -> Screen:
        """The screen of a terminal, opened with a shell at first use."""
        if number not in self.screens:
            screen = self.screens[number] = Screen()
            terminal = self.machine.terminals.get(number) or self.machine.terminal(number)
            terminal.display, terminal.kept = screen, self._kept
            self.wake()
        return self.screens[number]

    def wake(self) -> None:
        """Something was typed: run at once."""
        self.pacer.typed()
        self._woken.set()

    async def run(self) -> None:
        """Run the machine until this is cancelled."""
        while True:
            self.pacer.run()
            for watcher in self.watchers:
                watcher()
            for screen in self.screens.values():
                screen.trim()
            wait = min(max(self.pacer.seconds_to_wait, SHORTEST_WAIT), LONGEST_WAIT)
            try:
                await asyncio.wait_for(self._woken.wait(), wait)
            except TimeoutError:
                continue
            self._woken.clear()
