"""Jumps: how break, return, exit, errors and ^C leave the commands around them."""


class Exit(Exception):
    """The shell ends with a status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status & 0xFF


class Return(Exception):
    """A function or sourced file ends with a status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status & 0xFF


class Break(Exception):
    """So many loops end, with a status; ``again``: the last of them goes on with its next round (continue)."""

    def __init__(self, levels: int, *, again: bool, status: int = 0) -> None:
        super().__init__(levels)
        self.levels = levels
        self.again = again
        self.status = status


class Discard(Exception):
    """An error after which the rest of the line is not run; a message has been printed."""

    def __init__(self, status: int = 1) -> None:
        super().__init__(status)
        self.status = status


class Interrupted(Exception):
    """^C: back to the prompt."""
