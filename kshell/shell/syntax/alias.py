"""Putting aliases in place of words (bash(1), ALIASES)."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kshell.shell.syntax.buffer import Buffer

if TYPE_CHECKING:
    from kshell.shell.syntax.lexer import Token


class Aliases:
    """What of the text being read comes from which alias: none is expanded within itself."""

    def __init__(self, table: Callable[[], Mapping[str, str]]) -> None:
        self._table = table
        self._active: list[tuple[str, int]] = []
        self._blank = -1

    def begin(self) -> None:
        """A new command begins."""
        self._active = []
        self._blank = -1

    def replace(self, token: "Token", buffer: Buffer) -> bool:
        """Put an alias's value in place of a token that has just been read; whether it is one."""
        name = token.word.literal if token.word is not None else None
        value = self._table().get(name) if name is not None else None
        if name is None or value is None:
            return False
        active = [(other, end) for other, end in self._active if token.start < end]
        if any(other == name for other, _ in active):
            return False
        growth = len(value) - (buffer.at - token.start)
        end = token.start + len(value)
        self._active = [*((other, place + growth) for other, place in active), (name, end)]
        self._blank = end if value[-1:] in (" ", "\t") else -1
        buffer.insert(token.start, value)
        return True

    def follows(self, token: "Token") -> bool:
        """Whether a token stands right behind an alias whose value ends in a blank."""
        if not 0 <= self._blank <= token.start:
            return False
        self._blank = -1
        return True
