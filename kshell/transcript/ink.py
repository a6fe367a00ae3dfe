"""The colours that text is written in: SGR sequences come in, words such as ``f1 bold`` come out.

``f0`` to ``f15`` are the terminal's sixteen colours of letters, ``g0`` to ``g15`` those behind them.
"""

from collections.abc import Sequence
from typing import NamedTuple

FLAGS = {1: "bold", 2: "faint", 3: "italic", 4: "underline"}
BEFORE_BRIGHT, BLACK, WHITE = 8, 0, 7
LONG = {5: 2, 2: 4}  # what follows 38 or 48: the number of a colour, or red, green and blue


class Ink(NamedTuple):
    """What is set; a colour is -1 where it is the terminal's own."""

    letters: int = -1
    behind: int = -1
    flags: tuple[str, ...] = ()
    reverse: bool = False

    def changed(self, numbers: Sequence[int]) -> "Ink":
        """The ink after the parameters of an SGR sequence; colours beyond the sixteen are left out."""
        ink, rest = self, list(numbers)
        while rest:
            number = rest.pop(0)
            if number in (38, 48):
                del rest[: LONG.get(rest[0], 1) if rest else 0]
            else:
                ink = ink._with(number)
        return ink

    def _with(self, number: int) -> "Ink":
        tens, ones = divmod(number, 10)
        if number == 0:
            return PLAIN
        if number in FLAGS:
            return self._replace(flags=tuple(sorted({*self.flags, FLAGS[number]})))
        if number in (7, 27):
            return self._replace(reverse=number == 7)
        if number in (22, 23, 24):
            off = ("bold", "faint") if number == 22 else (FLAGS[ones],)
            return self._replace(flags=tuple(flag for flag in self.flags if flag not in off))
        if tens in (3, 9) and ones != 8:
            return self._replace(letters=-1 if ones == 9 else ones + (BEFORE_BRIGHT if tens == 9 else 0))
        if tens in (4, 10) and ones != 8:
            return self._replace(behind=-1 if ones == 9 else ones + (BEFORE_BRIGHT if tens == 10 else 0))
        return self

    def words(self) -> str:
        """The ink in words; nothing for the terminal's own."""
        letters, behind = self.letters, self.behind
        if self.reverse:
            letters, behind = max(behind, BLACK), letters if letters >= 0 else WHITE
        colours = [f"f{letters}"] * (letters >= 0) + [f"g{behind}"] * (behind >= 0)
        return " ".join([*colours, *self.flags])


PLAIN = Ink()
