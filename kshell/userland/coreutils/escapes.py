"""Backslash escapes, as echo and printf of coreutils write them (echo.c, printf.c: print_esc)."""

import re

LETTERS = {"a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\"}
_ECHO = re.compile(r"\\(?:0([0-7]{0,3})|([1-7][0-7]{0,2})|x([0-9a-fA-F]{1,2})|([abcefnrtv\\]))", re.DOTALL)


def unescaped(text: str) -> tuple[str, bool]:
    r"""The text of ``echo -e`` with its escapes resolved, and whether a ``\c`` ended all output."""
    out: list[str] = []
    at = 0
    for found in _ECHO.finditer(text):
        out.append(text[at : found.start()])
        at = found.end()
        zero, octal, hexadecimal, letter = found.groups()
        if letter == "c":
            return "".join(out), True
        if letter:
            out.append(LETTERS[letter])
        else:
            number = int(hexadecimal, 16) if hexadecimal else int(octal or zero or "0", 8)
            out.append(byte_text(number))
    return "".join(out) + text[at:], False


def byte_text(number: int) -> str:
    """The text that is written as this one byte (of its low 8 bits)."""
    return bytes([number & 0xFF]).decode("utf-8", "surrogateescape")
