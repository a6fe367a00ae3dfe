"""awk's values: numbers, strings, and strings that count as numbers because they were read (mawk 1.3.4)."""

import re
from collections.abc import Sequence

MAX_INT = 2_147_483_647
_PREFIX = re.compile(r"[ \t\n\v\f\r]*([-+]?(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?))")
_WHOLE = re.compile(r"[ \t\n\v\f\r]*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?[ \t\n\v\f\r]*")
_SPEC = re.compile(r"%([-+ #0]*)(\*|\d*)(?:\.(\*|\d*))?[hlL]*(.)", re.DOTALL)


class Strnum(str):
    """A string that looks like a number, from input; the empty one is the value of what was never set."""

    __slots__ = ()


Value = float | str
UNSET = Strnum("")


class RunTimeError(Exception):
    """The program cannot go on; the text is the message."""


class FileError(Exception):
    """A file cannot be opened, read or written; the text is the message."""


def from_input(text: str) -> str:
    """A string that was read: one that looks like a number is compared as one."""
    return Strnum(text) if _WHOLE.fullmatch(text) else text


def number(value: Value) -> float:
    """A value as a number: what a string begins with, or 0."""
    if isinstance(value, float):
        return value
    found = _PREFIX.match(value)
    if found is None:
        return 0.0
    return float(int(found[1], 16)) if "x" in found[1].lower() else float(found[1])


def string(value: Value, form: str = "%.6g") -> str:
    """A value as a string; ``form`` is CONVFMT or OFMT, for numbers that are not whole."""
    if isinstance(value, str):
        return str(value)
    if value != value:
        return "-nan"
    if abs(value) <= MAX_INT and value == int(value):
        return str(int(value))
    return "inf" if value > 1e308 * 10 else "-inf" if value < -1e308 * 10 else form % value


def truth(value: Value) -> bool:
    """Whether a condition holds."""
    if isinstance(value, float):
        return value != 0
    return number(value) != 0 if isinstance(value, Strnum) and value else bool(value)


def compare(left: Value, right: Value) -> int:
    """Below, equal to or above 0, as the left value is smaller, the same or greater."""
    if isinstance(left, float | Strnum) and isinstance(right, float | Strnum):
        first, second = number(left), number(right)
        return (first > second) - (first < second)
    one, other = string(left).encode("utf-8", "surrogateescape"), string(right).encode("utf-8", "surrogateescape")
    return (one > other) - (one < other)


def sprintf(name: str, form: str, arguments: Sequence[Value]) -> str:
    """What printf makes of its arguments; RunTimeError when there are too few."""
    left = list(arguments)

    def take() -> Value:
        if not left:
            raise RunTimeError(f'not enough arguments passed to {name}("{form}")')
        return left.pop(0)

    def convert(found: re.Match[str]) -> str:
        flags, letter = found[1], found[4]
        if letter == "%":
            return "%"
        width = str(int(number(take()))) if found[2] == "*" else found[2]
        precision = str(int(number(take()))) if found[3] == "*" else found[3]
        dot = "" if precision is None else f".{precision}"
        if letter not in "diouxXeEfFgGcs":
            return found[0]
        return _converted(f"{flags}{width}", dot, letter, take())

    return _SPEC.sub(convert, form)


def _converted(head: str, dot: str, letter: str, value: Value) -> str:
    if letter in "diouxX":
        whole = number(value)
        integer = int(max(-MAX_INT, min(whole, MAX_INT))) if whole == whole else 0
        if letter in "ouxX":
            integer = int(max(0.0, min(whole, 2 * MAX_INT + 1)))
        return f"%{head}{dot}{letter.replace('u', 'd').replace('i', 'd')}" % integer
    if letter in "eEfFgG":
        return f"%{head}{dot}{letter}" % number(value)
    if letter == "c":
        text = chr(int(value) & 0x10FFFF) if isinstance(value, float) else value[:1]
        return f"%{head.replace('0', '')}s" % text
    return f"%{head}{dot}s" % string(value)
