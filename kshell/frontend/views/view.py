"""What every view is."""

from typing import Protocol

from prompt_toolkit.data_structures import Size
from prompt_toolkit.layout import AnyContainer
from prompt_toolkit.layout.controls import UIControl


class View(Protocol):
    """One way to fill the window, the bars at the bottom aside.

    One that is ``full_screen`` has the window for itself; else finished lines are printed above it and scroll away.
    """

    @property
    def full_screen(self) -> bool:
        """Whether it has the window for itself."""

    @property
    def for_machine(self) -> bool:
        """Whether keys are for the prompt and the machine, rather than for the view itself."""

    @property
    def container(self) -> AnyContainer:
        """What is drawn."""

    @property
    def focus(self) -> UIControl:
        """Where keys go now."""

    def size(self, room: Size) -> Size:
        """How much of the window the machine's terminal has."""

    def state(self) -> object:
        """What is drawn, as far as the line editor does not see to it: it is drawn again when this has changed."""
