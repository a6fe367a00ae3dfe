"""Patterns: ``* ? [...]``, and ``?(a|b)`` where they are asked for, as regular expressions (bash lib/glob)."""

import re
from functools import lru_cache

_CLASSES = {
    "alnum": r"0-9A-Za-z", "alpha": r"A-Za-z", "blank": r" \t", "cntrl": r"\x00-\x1f\x7f", "digit": r"0-9",
    "graph": r"!-~", "lower": r"a-z", "print": r" -~", "punct": r"!-/:-@\[-`{-~", "space": r" \t\n\r\f\v",
    "upper": r"A-Z", "word": r"0-9A-Za-z_", "xdigit": r"0-9A-Fa-f", "ascii": r"\x00-\x7f",
}  # fmt: skip
_EXTENDED = {"?": "?", "*": "*", "+": "+", "@": ""}
_MAGIC = re.compile(r"\\.|([*?\[])", re.DOTALL)
_MAGIC_EXTENDED = re.compile(r"\\.|([*?\[]|[+@!]\()", re.DOTALL)
_QUOTE = re.compile(r"([\\*?\[\]()|!+@-])")


def quote_pattern(text: str) -> str:
    """Text as a pattern that matches it alone."""
    return _QUOTE.sub(r"\\\1", text)


def unquote_pattern(pattern: str) -> str:
    """A pattern's text without the backslashes that protect."""
    return re.sub(r"\\(.)", r"\1", pattern, flags=re.DOTALL)


def has_magic(pattern: str, *, extended: bool = False) -> bool:
    """Whether anything in a pattern is special."""
    return any(match[1] for match in (_MAGIC_EXTENDED if extended else _MAGIC).finditer(pattern))


@lru_cache(maxsize=500)
def compiled(pattern: str, *, extended: bool = False, fold: bool = False) -> "re.Pattern[str]":
    """The regular expression of a pattern, greedy."""
    return re.compile(translate(pattern, extended=extended), re.DOTALL | (re.IGNORECASE if fold else 0))


def matches(pattern: str, text: str, *, extended: bool = False, fold: bool = False) -> bool:
    """Whether a pattern matches all of a text."""
    return compiled(pattern, extended=extended, fold=fold).fullmatch(text) is not None


def translate(pattern: str, *, extended: bool) -> str:
    """The source of a pattern's regular expression."""
    out, at = "", 0
    while at < len(pattern):
        c = pattern[at]
        if extended and c in "?*+@!" and pattern.startswith("(", at + 1) and (end := _closing(pattern, at + 1)):
            out += _alternatives(c, pattern[at + 2 : end - 1], pattern[end:])
            at = end
        elif c == "*":
            out += ".*" if not out.endswith(".*") else ""
            at += 1
        elif c == "?":
            out += "."
            at += 1
        elif c == "\\" and at + 1 < len(pattern):
            out += re.escape(pattern[at + 1])
            at += 2
        elif c == "[":
            expression, at = _bracket(pattern, at)
            out += expression
        else:
            out += re.escape(c)
            at += 1
    return out


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
    inner = "|".join(translate(branch, extended=True) for branch in branches)
    if mark == "!":
        return f"(?:(?!(?:{inner}){translate(rest, extended=True)}\\Z).*)"
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
