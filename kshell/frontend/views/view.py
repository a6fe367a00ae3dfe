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
    def container(self) -> AnyContainer:
        """What is drawn."""

    @property
    def focus(self) -> UIControl:
        """Where keys go now."""

    def size(self, room: Size) -> Size:
        """How much of the window the machine's terminal has."""
