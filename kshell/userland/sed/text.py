"""The texts in a sed script: brackets, strings and replacements (GNU sed 4.9, compile.c and execute.c)."""

import re

from kshell.userland.libc.posix_regex import LETTERS, BadRegex
from kshell.userland.sed.commands import Substitution


def bracket_end(text: str, at: int) -> int:
    """The place behind a bracket expression that begins at ``at``; -1 when it does not end."""
    place = at + 1 + text.startswith("^", at + 1)
    place += text.startswith("]", place)
    while place < len(text) and text[place] not in "]\n":
        kind = text[place + 1 : place + 2]
        if text[place] == "[" and kind and kind in ":.=":
            close = text.find(f"{kind}]", place + 2)
            place = close + 2 if close >= 0 else place + 1
        else:
            place += 1
    return place + 1 if text[place : place + 1] == "]" else -1


def refuse(_: str) -> None:
    """An operator that stands where nothing precedes it."""
    raise BadRegex("Invalid preceding regular expression")


def plain(text: str) -> str:
    """A string of the ``y`` command."""
    return re.sub(
        r"\\([\s\S])", lambda found: {"n": "\n", "\\": "\\"}.get(found[1]) or LETTERS.get(found[1], found[0]), text
    )


def replacement_parts(text: str) -> list[str | int | tuple[str]]:
    """The parts of a replacement."""
    parts: list[str | int | tuple[str]] = []
    for found in re.finditer(r"\\(?:x([0-9a-fA-F]{1,2})|([\s\S]))|&|[^\\&]+|\\", text):
        if found[1]:
            parts.append(chr(int(found[1], 16)))
        elif found[2] is None:
            parts.append(0 if found[0] == "&" else found[0])
        elif found[2].isdigit():
            parts.append(int(found[2]))
        elif found[2] in "ULulE":
            parts.append((found[2],))
        else:
            parts.append(LETTERS.get(found[2], found[2]))
    return parts


def replaced(made: Substitution, found: re.Match[str]) -> str:
    """What stands in the place of a match."""
    out, case, once = "", "", ""
    for part in made.parts:
        if isinstance(part, tuple):
            if part[0] in "ul":
                once = part[0]
            else:
                case = part[0]
            continue
        text = part if isinstance(part, str) else found[part] or ""
        text = text.upper() if case == "U" else text.lower() if case == "L" else text
        if once and text:
            text = (text[0].upper() if once == "u" else text[0].lower()) + text[1:]
            once = ""
        out += text
    return out
