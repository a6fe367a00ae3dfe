"""Patterns: ``* ? [...]``, and ``?(a|b)`` where they are asked for, as regular expressions (bash lib/glob).

A pattern becomes a list of pieces with None for each ``*``. What stands between two stars is matched as early as it can
be and never again, so that no pattern takes more than a time proportional to its length and that of the text.
"""

import re
from functools import lru_cache
from typing import Literal

_CLASSES = {
    "alnum": r"0-9A-Za-z", "alpha": r"A-Za-z", "blank": r" \t", "cntrl": r"\x00-\x1f\x7f", "digit": r"0-9",
    "graph": r"!-~", "lower": r"a-z", "print": r" -~", "punct": r"!-/:-@\[-`{-~", "space": r" \t\n\r\f\v",
    "upper": r"A-Z", "word": r"0-9A-Za-z_", "xdigit": r"0-9A-Fa-f", "ascii": r"\x00-\x7f",
}  # fmt: skip
_EXTENDED = {"?": "?", "*": "*", "+": "+", "@": ""}
_MAGIC = re.compile(r"\\.|([*?\[])", re.DOTALL)
_MAGIC_EXTENDED = re.compile(r"\\.|([*?\[]|[+@!]\()", re.DOTALL)
_QUOTE = re.compile(r"([\\*?\[\]()|!+@-])")
_UNQUOTE = re.compile(r"\\(.)", re.DOTALL)

Piece = str | None
Size = Literal["shortest", "longest", "whole"]


def quote_pattern(text: str) -> str:
    """Text as a pattern that matches it alone."""
    return _QUOTE.sub(r"\\\1", text)


def unquote_pattern(pattern: str) -> str:
    """A pattern's text without the backslashes that protect."""
    return _UNQUOTE.sub(r"\1", pattern)


def has_magic(pattern: str, *, extended: bool = False) -> bool:
    """Whether anything in a pattern is special."""
    return any(match[1] for match in (_MAGIC_EXTENDED if extended else _MAGIC).finditer(pattern))


def is_simple(pattern: str, *, extended: bool) -> bool:
    """Whether all of a pattern but its stars matches texts of one length: no ``+(...)`` in it."""
    return not extended or "(" not in pattern


@lru_cache(maxsize=500)
def compiled(
    pattern: str, size: Size = "whole", *, extended: bool = False, fold: bool = False, backwards: bool = False
) -> "re.Pattern[str]":
    """The regular expression of a pattern that matches all of a text, or the shortest or longest part of it.

    ``backwards``: it is for texts that are turned round.
    """
    pieces = _pieces(pattern, extended=extended)
    if backwards:
        pieces.reverse()
    return re.compile(_assembled(pieces, size), re.DOTALL | (re.IGNORECASE if fold else 0))


def matches(pattern: str, text: str, *, extended: bool = False, fold: bool = False) -> bool:
    """Whether a pattern matches all of a text."""
    return compiled(pattern, extended=extended, fold=fold).match(text) is not None


def _assembled(pieces: list[Piece], size: Size) -> str:
    segments = [""]
    for piece in pieces:
        if piece is None:
            segments.append("")
        else:
            segments[-1] += piece
    first, *rest = segments
    end = r"\Z" if size == "whole" else ""
    if not rest:
        return first + end
    early = "".join(f"(?>.*?{segment})" for segment in rest[:-1] if segment)
    how = ".*?" if size == "shortest" else ".*"
    return f"{first}{early}{how}{rest[-1]}{end}"


# -- from a pattern to its pieces


def _pieces(pattern: str, *, extended: bool) -> list[Piece]:
    out, at = list[Piece](), 0
    while at < len(pattern):
        c = pattern[at]
        if extended and c in "?*+@!" and pattern.startswith("(", at + 1) and (end := _closing(pattern, at + 1)):
            out.append(_alternatives(c, pattern[at + 2 : end - 1], pattern[end:]))
            at = end
        elif c == "*":
            out.append(None)
            at += 1
        elif c == "?":
            out.append(".")
            at += 1
        elif c == "\\" and at + 1 < len(pattern):
            out.append(re.escape(pattern[at + 1]))
            at += 2
        elif c == "[":
            expression, at = _bracket(pattern, at)
            out.append(expression)
        else:
            out.append(re.escape(c))
            at += 1
    return out


def _plain(pattern: str) -> str:
    """The regular expression of a part of an extended pattern, which may have to try again."""
    return "".join(".*" if piece is None else piece for piece in _pieces(pattern, extended=True))


def _closing(pattern: str, at: int) -> int:
    """Behind the parenthesis that closes the one at ``at``; 0 if there is none."""
    depth = 0
    while at < len(pattern):
        c = pattern[at]
        at += 2 if c == "\\" else 1
        depth += (c == "(") - (c == ")")
        if not depth:
            return at
    return 0


def _alternatives(mark: str, body: str, rest: str) -> str:
    branches, start, at, depth = list[str](), 0, 0, 0
    while at < len(body):
        c = body[at]
        if c == "|" and not depth:
            branches.append(body[start:at])
            start = at + 1
        depth += (c == "(") - (c == ")")
        at += 2 if c == "\\" else 1
    branches.append(body[start:])
    inner = "|".join(_plain(branch) for branch in branches)
    if mark == "!":
        return f"(?:(?!(?:{inner}){_plain(rest)}\\Z).*)"
    return f"(?:{inner}){_EXTENDED[mark]}"


def _bracket(pattern: str, at: int) -> tuple[str, int]:
    """``[...]`` that begins at ``at``, and what comes behind; an unclosed one is a plain character."""
    start = at + 1
    negated = pattern[start : start + 1] in ("!", "^") and start < len(pattern)
    at = start + negated
    out, first = "", True
    while at < len(pattern) and (pattern[at] != "]" or first):
        first = False
        if pattern.startswith("[:", at) and (end := pattern.find(":]", at)) > 0 and pattern[at + 2 : end] in _CLASSES:
            out += _CLASSES[pattern[at + 2 : end]]
            at = end + 2
            continue
        low, at = _member(pattern, at)
        if pattern.startswith("-", at) and at + 1 < len(pattern) and pattern[at + 1] != "]":
            high, at = _member(pattern, at + 1)
            if low <= high:
                out += f"{_escaped(low)}-{_escaped(high)}"
            continue
        out += _escaped(low)
    if at >= len(pattern):
        return re.escape("["), start
    if not out:
        return "(?!)" if not negated else ".", at + 1
    return f"[{'^' if negated else ''}{out}]", at + 1


def _member(pattern: str, at: int) -> tuple[str, int]:
    if pattern[at] == "\\" and at + 1 < len(pattern):
        return pattern[at + 1], at + 2
    return pattern[at], at + 1


def _escaped(c: str) -> str:
    return "\\" + c if c in "\\]^-[&~|" else c
