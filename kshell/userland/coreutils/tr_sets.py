"""The arrays of characters that tr takes: ``a-z``, ``[:upper:]``, ``\\n``, ``[x*5]`` (coreutils 9.1, tr.c)."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

ESCAPES = {"a": 7, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11, "\\": 92}
_SPACE = b"\t\n\v\f\r "
CLASSES: dict[str, Sequence[int]] = {
    "alnum": b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "alpha": b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "blank": b"\t ",
    "cntrl": [*range(32), 127],
    "digit": b"0123456789",
    "graph": range(33, 127),
    "lower": b"abcdefghijklmnopqrstuvwxyz",
    "print": range(32, 127),
    "punct": [b for b in range(33, 127) if not chr(b).isalnum()],
    "space": _SPACE,
    "upper": b"ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "xdigit": b"0123456789ABCDEFabcdef",
}


class BadSet(ValueError):
    """No such array; the text is the message."""


class Part(NamedTuple):
    """Bytes in their order; ``name`` is that of a class, ``repeat`` -1 for as many as are needed."""

    data: Sequence[int]
    name: str = ""
    repeat: int = 1


def parse_set(text: str, warn: Callable[[str], None]) -> list[Part]:
    """The parts of an array; BadSet."""
    chars = list(_unescaped(text, warn))
    parts: list[Part] = []
    at = 0
    while at < len(chars):
        part, length = _construct(chars, at)
        if part is None:
            part, length = _range(chars, at)
        parts.append(part)
        at += length
    return parts


def _unescaped(text: str, warn: Callable[[str], None]) -> list[tuple[int, bool]]:
    """The bytes of a string, each with whether it was escaped."""
    data = text.encode("utf-8", "surrogateescape")
    chars: list[tuple[int, bool]] = []
    at = 0
    while at < len(data):
        char = chr(data[at])
        if char != "\\" or at + 1 == len(data):
            if char == "\\":
                warn("an unescaped backslash at end of string is not portable")
            chars.append((data[at], False))
            at += 1
            continue
        following = chr(data[at + 1])
        if following in "01234567":
            end = at + 2
            while end < min(len(data), at + 4) and chr(data[end]) in "01234567":
                end += 1
            if int(data[at + 1 : end], 8) > 255:
                shown = data[at:end].decode()
                end -= 1
                two = f"\\0{data[at + 1 : end].decode()}, {data[end : end + 1].decode()}"
                warn(f"the ambiguous octal escape {shown} is being\n\tinterpreted as the 2-byte sequence {two}")
            chars.append((int(data[at + 1 : end], 8), True))
            at = end
        else:
            chars.append((ESCAPES.get(following, data[at + 1]), True))
            at += 2
    return chars


def _construct(chars: Sequence[tuple[int, bool]], at: int) -> tuple[Part | None, int]:
    """What begins with a bracket at ``at``: a class, an equivalence or a repetition; None when nothing does."""
    if chars[at] != (ord("["), False) or at + 1 >= len(chars):
        return None, 0
    kind = chars[at + 1]
    if kind in ((ord(":"), False), (ord("="), False)):
        for end in range(at + 2, len(chars) - 1):
            if chars[end] == kind and chars[end + 1] == (ord("]"), False) and end > at + 2:
                name = bytes(byte for byte, _ in chars[at + 2 : end]).decode("latin-1")
                return _class(name, chr(kind[0])), end + 2 - at
    if at + 3 < len(chars) and chars[at + 2] == (ord("*"), False):
        for end in range(at + 3, len(chars)):
            if chars[end] == (ord("]"), False):
                return _repetition(chars, at, end), end + 1 - at
            if chars[end][1]:
                break
    return None, 0


def _class(name: str, kind: str) -> Part:
    if kind == ":":
        if name not in CLASSES:
            raise BadSet(f"invalid character class '{name}'")
        return Part(CLASSES[name], name)
    if len(name) != 1:
        raise BadSet(f"{name}: equivalence class operand must be a single character")
    return Part([ord(name)])


def _repetition(chars: Sequence[tuple[int, bool]], at: int, end: int) -> Part:
    digits = bytes(byte for byte, _ in chars[at + 3 : end]).decode("latin-1")
    if digits and not digits.isdigit():
        raise BadSet(f"invalid repeat count '{digits}' in [c*n] construct")
    count = int(digits, 8 if digits.startswith("0") else 10) if digits else 0
    return Part([chars[at + 1][0]], repeat=count or -1)


def _range(chars: Sequence[tuple[int, bool]], at: int) -> tuple[Part, int]:
    """One byte, or from one to another."""
    first = chars[at][0]
    if at + 2 < len(chars) and chars[at + 1] == (ord("-"), False):
        last = chars[at + 2][0]
        if last < first:
            raise BadSet(f"range-endpoints of '{_shown(first)}-{_shown(last)}' are in reverse collating sequence order")
        return Part(range(first, last + 1)), 3
    return Part([first]), 1


def _shown(byte: int) -> str:
    return chr(byte) if 32 <= byte < 127 else f"\\{byte:03o}"


def expand(parts: Sequence[Part], length: int) -> list[int]:
    """The bytes of an array, filled up to ``length`` where a part asks for that."""
    known = sum(len(part.data) * part.repeat for part in parts if part.repeat > 0)
    array: list[int] = []
    for part in parts:
        array += list(part.data) * (part.repeat if part.repeat > 0 else max(length - known, 0))
    return array


def complement(array: Sequence[int]) -> list[int]:
    """The bytes that are not there, in order."""
    return [byte for byte in range(256) if byte not in array]


def filled(
    first: Sequence[Part],
    second: Sequence[Part],
    ones: list[int],
    twos: list[int],
    *,
    truncate: bool,
    complemented: bool,
) -> tuple[list[int], list[int]]:
    """Two arrays of one length, for a translation; BadSet."""
    if any(part.repeat < 0 for part in first):
        raise BadSet("the [c*] repeat construct may not appear in string1")
    if any(part.name and part.name not in ("upper", "lower") for part in second):
        raise BadSet("when translating, the only character classes that may appear in\nstring2 are 'upper' and 'lower'")
    _check_cases(first, second)
    if truncate:
        return ones[: len(twos)], twos
    if not twos:
        raise BadSet("when not truncating set1, string2 must be non-empty")
    return ones, twos + [twos[-1]] * (len(ones) - len(twos))


def _check_cases(first: Sequence[Part], second: Sequence[Part]) -> None:
    """A class in the second array must stand opposite one in the first."""
    starts = {_offset(first, at) for at, part in enumerate(first) if part.name in ("upper", "lower")}
    for at, part in enumerate(second):
        if part.name and _offset(second, at) not in starts:
            raise BadSet("misaligned [:upper:] and/or [:lower:] construct")


def _offset(parts: Sequence[Part], at: int) -> int:
    return len(expand(parts[:at], 0))
