"""strtol(3): a number as C programs read it."""

import re

_BASE_0 = re.compile(r"\s*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)\Z", re.ASCII)
_BASE_10 = re.compile(r"\s*([+-]?)(\d+)\Z", re.ASCII)


def strtol(text: str, base: int = 10) -> int | None:
    """The number that the whole of ``text`` is, after spaces and a sign; None when it is not one.

    ``base`` is 10, or 0 for hexadecimal behind ``0x`` and octal behind ``0``.
    """
    found = (_BASE_10 if base else _BASE_0).match(text)
    if found is None:
        return None
    sign, digits = found.groups()
    if base or digits[0] != "0":
        value = int(digits)
    else:
        value = int(digits, 16) if digits[1:2] in ("x", "X") else int(digits, 8)
    return -value if sign == "-" else value
