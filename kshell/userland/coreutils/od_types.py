"""How od shows bytes: octal, decimal, hexadecimal, characters (coreutils 9.1, od.c)."""

import re
import struct
from collections.abc import Callable
from typing import NamedTuple

NAMES = (
    "nul soh stx etx eot enq ack bel bs ht nl vt ff cr so si dle dc1 dc2 dc3 dc4 nak syn etb can em sub esc fs gs rs us"
)
ASCII = (*NAMES.split(), "sp")
ESCAPES = {0: "\\0", 7: "\\a", 8: "\\b", 9: "\\t", 10: "\\n", 11: "\\v", 12: "\\f", 13: "\\r"}
SIZES = {"C": 1, "S": 2, "I": 4, "L": 8, "F": 4, "D": 8}
WIDTHS = {
    "o": {1: 3, 2: 6, 4: 11, 8: 22},
    "d": {1: 4, 2: 6, 4: 11, 8: 20},
    "u": {1: 3, 2: 5, 4: 10, 8: 20},
    "x": {1: 2, 2: 4, 4: 8, 8: 16},
    "f": {4: 15, 8: 23},
}
# the traditional options, and the types that they stand for
OLD = {"a": "a", "b": "o1", "c": "c", "d": "u2", "f": "fF", "i": "dI", "l": "dL", "o": "o2", "s": "d2", "x": "x2"}


class BadType(ValueError):
    """No such type; the text is the message."""


class Type(NamedTuple):
    """One way to show items of ``size`` bytes in ``width`` columns; ``text`` shows the line as text too."""

    size: int
    width: int
    show: Callable[[bytes], str]
    text: bool = False


def parse_types(string: str) -> list[Type]:
    """The types that ``x1z`` or ``cx2`` ask for; BadType."""
    types = []
    rest = string
    while rest:
        found = re.match(r"([acdfoux])([CSILFD]|\d*)(z?)", rest)
        if found is None:
            raise BadType(f"invalid character '{rest[0]}' in type string '{string}'")
        letter, size, text = found[1], found[2], bool(found[3])
        if letter in "ac":
            if size:
                raise BadType(f"invalid character '{size[0]}' in type string '{string}'")
            types.append(Type(1, 3, _named if letter == "a" else _char, text))
        else:
            default = 8 if letter == "f" else 4
            count = SIZES[size] if size in SIZES else int(size or default)
            if count not in WIDTHS[letter]:
                kind = "floating point" if letter == "f" else "integral"
                raise BadType(
                    f"invalid type string '{string}';\nthis system doesn't provide a {count}-byte {kind} type"
                )
            types.append(Type(count, WIDTHS[letter][count], _number(letter, count), text))
        rest = rest[found.end() :]
    return types


def _number(letter: str, size: int) -> Callable[[bytes], str]:
    digits = WIDTHS[letter][size]
    if letter == "f":
        code, precision = ("<f", 8) if size == 4 else ("<d", 17)
        return lambda data: f"{struct.unpack(code, data)[0]:.{precision}g}"
    if letter in "du":
        return lambda data: str(int.from_bytes(data, "little", signed=letter == "d"))
    return lambda data: f"{int.from_bytes(data, 'little'):0{digits}{letter}}"


def _char(data: bytes) -> str:
    byte = data[0]
    return ESCAPES.get(byte) or (chr(byte) if 32 <= byte < 127 else f"{byte:03o}")


def _named(data: bytes) -> str:
    byte = data[0] & 127
    return ASCII[byte] if byte <= 32 else "del" if byte == 127 else chr(byte)
