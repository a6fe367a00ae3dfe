"""Numbers as C has them, and how constants are written."""

from kshell.shell.arithmetic.problem import problem


def wrap(value: int) -> int:
    """A number as 64 bits hold it."""
    value &= 0xFFFFFFFFFFFFFFFF
    return value - (value >> 63 << 64)


def divide(a: int, b: int) -> int:
    """C's division: towards zero."""
    quotient = abs(a) // abs(b)
    return quotient if (a < 0) == (b < 0) else -quotient


def number(text: str, token: str, at: int) -> int:
    """A constant: decimal, 0x, octal, BASE#DIGITS; ArithmeticProblem."""
    if token.isdecimal() and token[0] != "0":
        return wrap(int(token))
    base, digits = 10, token
    if "#" in token:
        head, _, digits = token.partition("#")
        base = int(head) if head.isdecimal() else 0
        if not 2 <= base <= 64:
            raise problem(text, "invalid arithmetic base", at)
        if not digits:
            raise problem(text, "invalid integer constant", at)
    elif token[:2] in ("0x", "0X"):
        base, digits = 16, token[2:]
    elif token[0] == "0":
        base, digits = 8, token[1:]
    value = 0
    for digit in digits:
        worth = _worth(digit, base)
        if worth >= base:
            raise problem(text, "value too great for base", at)
        value = value * base + worth
    return wrap(value)


def _worth(digit: str, base: int) -> int:
    if digit.isdecimal():
        return int(digit)
    if digit in "@_":
        return 62 + (digit == "_")
    if digit.islower():
        return ord(digit) - ord("a") + 10
    return ord(digit) - ord("A") + (10 if base <= 36 else 36) if digit.isupper() else base
