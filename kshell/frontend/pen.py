"""The colours that are set at a spot of text: what a row of SGR sequences comes to."""

FOREGROUND, BACKGROUND = "38", "48"
OFF = {"22": "12", "23": "3", "24": "4", "25": "56", "27": "7", "28": "8", "29": "9"}


class Pen:
    """``str(pen)`` is the shortest sequence that sets what it has taken; nothing when that is the default."""

    def __init__(self) -> None:
        self._set: dict[str, str] = {}

    def take(self, sequence: str) -> None:
        """Take a sequence ``ESC [ ... m``."""
        numbers = [number.lstrip("0") for number in sequence[2:-1].replace(":", ";").split(";")]
        while numbers:
            length = self._change(numbers)
            del numbers[:length]

    def _change(self, numbers: list[str]) -> int:
        """Carry out the first of the parameters; how many belong to it."""
        number = numbers[0]
        if number in (FOREGROUND, BACKGROUND):
            length = 5 if numbers[1:2] == ["2"] else 3
            self._set[number] = ";".join(n or "0" for n in numbers[:length])
            return length
        if not number:
            self._set.clear()
        elif number in OFF:
            for flag in OFF[number]:
                self._set.pop(flag, None)
        elif number in ("39", "49"):
            self._set.pop(number[0] + "8", None)
        elif len(number) > 1 and number[:-1] in ("3", "9", "4", "10"):
            self._set[FOREGROUND if number[:-1] in ("3", "9") else BACKGROUND] = number
        else:
            self._set[number] = number
        return 1

    def __str__(self) -> str:
        return f"\x1b[{';'.join(self._set.values())}m" if self._set else ""
