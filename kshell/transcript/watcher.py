"""Who looks on while a machine is taken through steps."""

from collections.abc import Mapping


class Watcher:
    """Is told what the terminals show, as it happens; this one takes no notice."""

    def shown(self, terminal: int, text: str) -> None:
        """A program, the kernel or an echo has written text on a terminal."""

    def prompt(self, terminal: int, prompt: str) -> None:
        """A line is going to be typed at this prompt."""

    def typed(self, terminal: int, text: str) -> None:
        """A line was typed at the prompt."""

    def prompts(self, prompts: Mapping[int, str | None]) -> None:
        """A step is over: these prompts are on the terminals, None where a command has it."""
