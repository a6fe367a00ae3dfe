"""What the terminals of a machine have shown, and which of it nobody has looked at yet."""

import re
from typing import TYPE_CHECKING

from kshell.transcript.pattern import Shown
from kshell.transcript.watcher import Watcher

if TYPE_CHECKING:
    from kshell.machine import Machine


class Screens:
    """The text of all terminals: kept until it is taken, as for a person who turns from one to the other.

    ``collected`` counts the pieces that have come.
    """

    def __init__(self, machine: "Machine", watcher: Watcher) -> None:
        self._machine = machine
        self._watcher = watcher
        self.collected = 0
        self._held: dict[int, str] = {}
        self._since_command: dict[int, str] = {}

    def collect(self) -> None:
        """Fetch what is new."""
        for number, terminal in self._machine.terminals.items():
            if text := terminal.take_output():
                self._held[number] = self._held.get(number, "") + text
                self._since_command[number] = self._since_command.get(number, "") + text
                self._watcher.shown(self._machine.now, number, text)
                self.collected += 1

    def command_begins(self) -> None:
        """From now on line() looks at what comes."""
        self.collect()
        self._since_command.clear()

    def line(self, regex: re.Pattern[str]) -> str | None:
        """The first line that matches of those that any terminal has shown since the last command began."""
        lines = (line for text in self._since_command.values() for line in text.split("\n"))
        return next((line for line in lines if regex.search(line)), None)

    def take(self, number: int) -> tuple[Shown, ...]:
        """The lines of a terminal that nobody has looked at; the last is without end if a prompt stands behind it."""
        self.collect()
        *whole, last = self._held.pop(number, "").replace("\r\n", "\n").split("\n")
        at_prompt = number in self._machine.terminals and self._machine.terminals[number].prompt is not None
        return (*(Shown(line) for line in whole), *([Shown(last, eol=not at_prompt)] if last else []))

    def held(self) -> list[int]:
        """The terminals whose text nobody has looked at."""
        self.collect()
        return sorted(self._held)
