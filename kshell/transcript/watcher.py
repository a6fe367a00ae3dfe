"""Who looks on while a machine is taken through steps."""

from collections.abc import Mapping


class Watcher:
    """Is told what the terminals show; this one takes no notice. ``ns`` is the machine's time since boot.

    What is shown is told at the end of each step, or with ``live`` at the very time that it is shown.
    """

    live = False

    def shown(self, ns: int, terminal: int, text: str) -> None:
        """A program, the kernel or an echo has written text on a terminal."""

    def prompt(self, ns: int, terminal: int, prompt: str) -> None:
        """A line is going to be typed at this prompt."""

    def typed(self, ns: int, terminal: int, text: str) -> None:
        """A line was typed at the prompt."""

    def step_over(self, ns: int, prompts: Mapping[int, str | None]) -> None:
        """A step is over: these prompts are on the terminals, None where a command has it."""
