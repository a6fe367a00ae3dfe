"""The host's keyboard, with somebody looking on."""

import sys
from collections.abc import Callable

from prompt_toolkit.input.vt100 import Vt100Input
from prompt_toolkit.key_binding import KeyPress


class WatchedKeyboard(Vt100Input):
    """Tells ``pressed`` of the keys that it reads."""

    def __init__(self, pressed: Callable[[list[KeyPress]], None]) -> None:
        super().__init__(sys.stdin)
        self._pressed = pressed

    def read_keys(self) -> list[KeyPress]:
        keys = super().read_keys()
        self._pressed(keys)
        return keys
