"""What ``${x#...}``, ``${x/...}``, ``${x^}`` and ``${x@...}`` make of a value: text in, text out (bash subst.c)."""

import re
from collections.abc import Callable

from kshell.shell.expand.pattern import compiled, has_magic, is_simple, matches, unquote_pattern
from kshell.shell.expand.quote import always_quoted
from kshell.shell.syntax.ansi_c import ansi_c

Finder = Callable[[str, int], "re.Match[str] | None"]


def remove_prefix(value: str, pattern: str, *, longest: bool, extended: bool) -> str:
    """``#`` and ``##``."""
    end = _prefix(value, pattern, longest=longest, extended=extended)
    return value if end is None else value[end:]


def remove_suffix(value: str, pattern: str, *, longest: bool, extended: bool) -> str:
    """``%`` and ``%%``."""
    start = _suffix(value, pattern, longest=longest, extended=extended)
    return value if start is None else value[:start]


def _prefix(value: str, pattern: str, *, longest: bool, extended: bool) -> int | None:
    """Where the beginning of a value that matches ends."""
    if not has_magic(pattern, extended=extended):
        plain = unquote_pattern(pattern)
        return len(plain) if value.startswith(plain) else None
    if is_simple(pattern, extended=extended):
        match = compiled(pattern, "longest" if longest else "shortest").match(value)
        return match.end() if match is not None else None
    regex = compiled(pattern, extended=True)
    ends = range(len(value), -1, -1) if longest else range(len(value) + 1)
    return next((end for end in ends if regex.match(value, 0, end)), None)


def _suffix(value: str, pattern: str, *, longest: bool, extended: bool) -> int | None:
    """Where the end of a value that matches begins."""
    if not has_magic(pattern, extended=extended):
        plain = unquote_pattern(pattern)
        return len(value) - len(plain) if value.endswith(plain) else None
    if is_simple(pattern, extended=extended):
        match = compiled(pattern, "longest" if longest else "shortest", backwards=True).match(value[::-1])
        return len(value) - match.end() if match is not None else None
    regex = compiled(pattern, extended=True)
    starts = range(len(value) + 1) if longest else range(len(value), -1, -1)
    return next((start for start in starts if regex.match(value, start)), None)


def substitute(value: str, operator: str, pattern: str, new: Callable[[str], str], *, extended: bool) -> str:
    """``/`` (the first), ``//`` (all), ``/#`` (at the beginning), ``/%`` (at the end); ``new`` makes the new text."""
    if not pattern:
        return value + new("") if operator == "/%" else new("") + value if operator == "/#" else value
    if operator == "/#":
        end = _prefix(value, pattern, longest=True, extended=extended)
        return value if end is None else new(value[:end]) + value[end:]
    if operator == "/%":
        start = _suffix(value, pattern, longest=True, extended=extended)
        return value if start is None else value[:start] + new(value[start:])
    regex = compiled(pattern, "longest", extended=extended)
    find = regex.match if pattern[0] == "*" else regex.search
    return _replace(value, find, new, everywhere=operator == "//")


def _replace(value: str, find: Finder, new: Callable[[str], str], *, everywhere: bool) -> str:
    out, at = "", 0
    while at <= len(value) and (match := find(value, at)):
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
