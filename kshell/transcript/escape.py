"""The `` (esc)`` spelling of a line: Python's escapes for what cannot stand in a text file."""

import re
import sys

_BACKSLASH = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|(.)|$)")
_LETTERS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\"}


def is_plain(text: str) -> bool:
    """True when every character can be seen in a text file; a tab can."""
    return text.replace("\t", "").isprintable()


def escape(text: str) -> str:
    """Spell text with escapes where it is not plain."""
    return "".join(_spelled(c) for c in text)


def _spelled(c: str) -> str:
    return c if c.isprintable() and c != "\\" else c.encode("unicode_escape").decode("ascii")


def unescape(text: str) -> str:
    """What an escaped text stands for; ValueError for a backslash that begins no escape."""
    return _BACKSLASH.sub(_meant, text)


def _meant(found: re.Match[str]) -> str:
    *digits, octal, letter = found.groups()
    if octal:
        return chr(int(octal, 8))
    code = next((d for d in digits if d), "")
    if code and int(code, 16) <= sys.maxunicode:
        return chr(int(code, 16))
    if letter in _LETTERS:
        return _LETTERS[letter]
    raise ValueError(f"{found[0]} is no escape; a backslash is written \\\\")
