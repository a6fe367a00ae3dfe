"""What sort compares lines by: ``-k`` fields and the kinds of order (coreutils 9.1, sort.c)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

BLANKS = " \t\n"
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
UNITS = " KMGTPEZY"
ORDERS = "bdfgihMnRrV"
_NUMBER = re.compile(r"[ \t\n]*(-?)(\d*)(?:\.(\d*))?([A-Za-z]?)")
_HEX = re.compile(r"\s*([-+]?0x[0-9a-f]+(?:\.[0-9a-f]*)?(?:p[-+]?\d+)?)", re.IGNORECASE)
_FLOAT = re.compile(r"\s*([-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|inf(?:inity)?|nan))", re.IGNORECASE)
_FIELD = re.compile(r"[ \t\n]*[^ \t\n]*")


class BadKey(ValueError):
    """No field specification; the text is the message."""


@dataclass
class Key:
    """A part of a line and how it is compared. Fields and characters count from 0; ``end`` None is the line's end."""

    field: int = 0
    char: int = 0
    end: int | None = None
    end_char: int = 0
    order: str = ""
    skip_start: bool = False
    skip_end: bool = False

    @property
    def reverse(self) -> bool:
        return "r" in self.order

    def value(self, line: str, tab: str | None) -> Any:
        """What is compared of a line whose fields are parted by ``tab``, or by blanks."""
        start = _begin(line, tab, self.field, self.char, skip=self.skip_start)
        end = len(line) if self.end is None else _limit(line, tab, self.end, self.end_char, skip=self.skip_end)
        return compared(line[start : max(start, end)], self.order)


def parse_key(text: str) -> Key:
    """The key that ``2,3n`` or ``1.2b`` stands for; BadKey."""
    key = Key()
    key.field, rest = _count(text, text, "invalid number at field start")
    key.char = 1
    if rest.startswith("."):
        key.char, rest = _count(rest[1:], rest[1:], "invalid number after '.'")
        if not key.char:
            raise BadKey(f"character offset is zero: invalid field specification '{text}'")
    letters, rest = _orders(rest)
    key.skip_start = "b" in letters
    key.order = letters
    if not key.field:
        raise BadKey(f"field number is zero: invalid field specification '{text}'")
    if rest.startswith(","):
        key.end, rest = _count(rest[1:], rest[1:], "invalid number after ','")
        if not key.end:
            raise BadKey(f"field number is zero: invalid field specification '{text}'")
        if rest.startswith("."):
            key.end_char, rest = _count(rest[1:], rest[1:], "invalid number after '.'")
        letters, rest = _orders(rest)
        key.skip_end = "b" in letters
        key.order += letters
    if rest:
        raise BadKey(f"stray character in field spec: invalid field specification '{text}'")
    key.field, key.char = key.field - 1, key.char - 1
    return key


def _count(text: str, shown: str, complaint: str) -> tuple[int, str]:
    digits = re.match(r"\d+", text)
    if digits is None:
        raise BadKey(f"{complaint}: invalid count at start of '{shown}'")
    return int(digits[0]), text[digits.end() :]


def _orders(text: str) -> tuple[str, str]:
    rest = text.lstrip(ORDERS)
    return text[: len(text) - len(rest)], rest


def _begin(line: str, tab: str | None, field: int, char: int, *, skip: bool) -> int:
    at = 0
    for _ in range(field):
        at = _next_field(line, tab, at)
    if skip:
        at = _skip_blanks(line, at)
    return min(len(line), at + char)


def _next_field(line: str, tab: str | None, at: int) -> int:
    if tab is not None:
        found = line.find(tab, at)
        return len(line) if found < 0 else found + 1
    match = _FIELD.match(line, at)
    return match.end() if match else at


def _limit(line: str, tab: str | None, field: int, char: int, *, skip: bool) -> int:
    """Where the part ends: behind the whole field, or behind some of its characters."""
    at, left = 0, field if not char else field - 1
    while left and at < len(line):
        left -= 1
        if tab is None:
            at = _next_field(line, tab, at)
        else:
            found = line.find(tab, at)
            at = len(line) if found < 0 else found + bool(left or char)
    if not char:
        return at
    return min(len(line), (_skip_blanks(line, at) if skip else at) + char)


def _skip_blanks(line: str, at: int) -> int:
    while at < len(line) and line[at] in BLANKS:
        at += 1
    return at


def compared(text: str, order: str) -> Any:
    """What stands for a text in a comparison of this order."""
    kind = next((letter for letter in "nghMV" if letter in order), "")
    if kind:
        return _KINDS[kind](text)
    if "d" in order:
        text = "".join(char for char in text if char in BLANKS or (char.isascii() and char.isalnum()))
    if "i" in order:
        text = "".join(char for char in text if " " <= char <= "~")
    if "f" in order:
        text = text.upper()
    return text.encode("utf-8", "surrogateescape")


def _numeric(text: str) -> Decimal:
    found = _NUMBER.match(text)
    if found is None or not (found[2] or found[3]):
        return Decimal(0)
    return Decimal(f"{found[1]}{found[2] or 0}.{found[3] or 0}")


def _human(text: str) -> tuple[int, Decimal]:
    found, number = _NUMBER.match(text), _numeric(text)
    unit = UNITS.find(found[4].replace("k", "K") or " ") if found and number else 0
    return max(unit, 0) * (-1 if number < 0 else 1), number


def _general(text: str) -> tuple[int, float]:
    found, hexadecimal = _FLOAT.match(text), _HEX.match(text)
    if found is None:
        return 0, 0.0
    value = float.fromhex(hexadecimal[1]) if hexadecimal is not None else float(found[1])
    return (1, 0.0) if value != value else (2, value)


def _month(text: str) -> int:
    name = text.lstrip(BLANKS)[:3].upper()
    return MONTHS.index(name) + 1 if name in MONTHS else 0


def version(text: str) -> list[tuple[str, int]]:
    """A text whose numbers count as numbers (roughly filevercmp(3) of gnulib)."""
    return [(rest, int(digits or 0)) for rest, digits in re.findall(r"(\D*)(\d*)", text)]


_KINDS: dict[str, Callable[[str], Any]] = {
    "n": _numeric,
    "g": _general,
    "h": _human,
    "M": _month,
    "V": version,
}
