"""C's backslash escapes, as $'...', echo -e and printf know them (bash lib/sh/strtrans.c)."""

import re

_SIMPLE = {
    "n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "e": "\x1b", "E": "\x1b", "f": "\f", "v": "\v",
    "\\": "\\", "'": "'", '"': '"', "?": "?",
}  # fmt: skip
_ESCAPE = re.compile(
    r"\\(?:x\{?([0-9a-fA-F]{1,2})\}?|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3})|c(.)|(.))", re.DOTALL
)


def byte(number: int) -> str:
    """One byte as a character of our texts."""
    return chr(number) if number < 128 else bytes([number & 0xFF]).decode("utf-8", "surrogateescape")


def joined(text: str) -> str:
    """A text in which bytes that were written one by one have become the characters they make."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")


def ansi_c(text: str) -> str:
    """The text between $' and '. A NUL ends it."""
    return escapes(text).partition("\0")[0] if "\\" in text else text


def escapes(text: str) -> str:
    """A text with its escapes worked out, as the format of printf has them."""
    return joined(_ESCAPE.sub(_one, text))


def _one(match: "re.Match[str]") -> str:
    two, four, eight, octal, control, other = match.groups()
    if two is not None:
        return byte(int(two, 16))
    if four is not None or eight is not None:
        return _character(int(four or eight, 16))
    if octal is not None:
        return byte(int(octal, 8) & 0xFF)
    if control is not None:
        return chr(ord(control) & 0x1F)
    return _SIMPLE.get(other, "\\" + other)


def _character(number: int) -> str:
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else ""


_ECHO = re.compile(r"\\(?:0([0-7]{0,3})|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|(.))", re.DOTALL)
_ECHO_SIMPLE = {**{letter: _SIMPLE[letter] for letter in "ntrabeEfv"}, "\\": "\\"}


def echo_escapes(text: str) -> tuple[str, bool]:
    """The text of ``echo -e`` and ``printf %b``, and whether ``\\c`` ended it."""
    stop = re.search(r"(?<!\\)(?:\\\\)*\\c", text)
    if stop is not None:
        text = text[: stop.end() - 2]
    return joined(_ECHO.sub(_echo_one, text)), stop is not None


def _echo_one(match: "re.Match[str]") -> str:
    octal, two, four, eight, other = match.groups()
    if octal is not None:
        return byte(int(octal or "0", 8) & 0xFF)
    if two is not None:
        return byte(int(two, 16))
    if four is not None or eight is not None:
        return _character(int(four or eight, 16))
    return _ECHO_SIMPLE.get(other, "\\" + other)
