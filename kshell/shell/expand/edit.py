"""What ``${x#...}``, ``${x/...}``, ``${x^}`` and ``${x@...}`` make of a value: text in, text out (bash subst.c)."""

import re
from collections.abc import Callable

from kshell.shell.expand.pattern import compiled, has_magic, matches, unquote_pattern
from kshell.shell.expand.quote import always_quoted
from kshell.shell.syntax.ansi_c import ansi_c


def remove_prefix(value: str, pattern: str, *, longest: bool, extended: bool) -> str:
    """``#`` and ``##``."""
    if not has_magic(pattern, extended=extended):
        return value.removeprefix(unquote_pattern(pattern))
    ends = range(len(value), -1, -1) if longest else range(len(value) + 1)
    regex = compiled(pattern, extended=extended)
    return next((value[end:] for end in ends if regex.fullmatch(value, 0, end)), value)


def remove_suffix(value: str, pattern: str, *, longest: bool, extended: bool) -> str:
    """``%`` and ``%%``."""
    if not has_magic(pattern, extended=extended):
        return value.removesuffix(unquote_pattern(pattern))
    starts = range(len(value) + 1) if longest else range(len(value), -1, -1)
    regex = compiled(pattern, extended=extended)
    return next((value[:start] for start in starts if regex.fullmatch(value, start)), value)


def substitute(value: str, operator: str, pattern: str, new: Callable[[str], str], *, extended: bool) -> str:
    """``/`` (the first), ``//`` (all), ``/#`` (at the beginning), ``/%`` (at the end); ``new`` makes the new text."""
    if not pattern:
        return value + new("") if operator == "/%" else new("") + value if operator == "/#" else value
    regex = compiled(pattern, extended=extended)
    if operator == "/#":
        end = next((end for end in range(len(value), -1, -1) if regex.fullmatch(value, 0, end)), -1)
        return new(value[:end]) + value[end:] if end >= 0 else value
    if operator == "/%":
        start = next((start for start in range(len(value) + 1) if regex.fullmatch(value, start)), -1)
        return value[:start] + new(value[start:]) if start >= 0 else value
    return _replace(value, regex, new, everywhere=operator == "//")


def _replace(value: str, regex: "re.Pattern[str]", new: Callable[[str], str], *, everywhere: bool) -> str:
    out, at = "", 0
    while at <= len(value) and (match := regex.search(value, at)):
        if match.end() == match.start():
            if not value:
                return new("")
            break
        out += value[at : match.start()] + new(match[0])
        at = match.end()
        if not everywhere:
            break
    return out + value[at:]


def change_case(value: str, operator: str, pattern: str, *, extended: bool) -> str:
    """``^ ^^ , ,, ~ ~~``: of the first character or of all, of those that match."""
    change = {"^": str.upper, ",": str.lower, "~": str.swapcase}[operator[0]]
    head = value if len(operator) == 2 else value[:1]
    if pattern:
        head = "".join(change(c) if matches(pattern, c, extended=extended) else c for c in head)
    else:
        head = change(head)
    return head + value[len(head) :]


def transform(value: str, letter: str) -> str:
    """``@U @u @L @Q @E``."""
    if letter == "U":
        return value.upper()
    if letter == "u":
        return value[:1].upper() + value[1:]
    if letter == "L":
        return value.lower()
    if letter == "E":
        return ansi_c(value)
    return always_quoted(value)
