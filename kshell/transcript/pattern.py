"""One expected line, and what it may stand for.

Line matchers after cram, captures after LLVM FileCheck. A line's own spelling always fits. Beyond that it is read from
the outside in: `` (no-eol)``, one of `` (re)`` `` (glob)`` `` (esc)`` with a quantifier, then ``[..]`` and captures.
"""

import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from kshell.transcript.escape import unescape

ELISION = "..."
NO_EOL = " (no-eol)"
_ANYTHING = "[..]"
_SUFFIX = re.compile(r"(.*) \((re|glob|esc)([*+?]?)\)", re.DOTALL)
_CLASS = r"\[\^?\]?(?:\\.|[^\]\\])*\]"
CAPTURE = re.compile(rf"\[\[([A-Z][A-Z0-9_]*)(?::((?:\\.|{_CLASS}|[^\[\]\\]|\](?!\]))+))?\]\]", re.DOTALL)
_WILD = re.compile(r"\\([*?\\])|([*?])")


class BadPattern(ValueError):
    """An expected line whose regular expression or escapes cannot be read."""


class Shown(NamedTuple):
    """A line that a terminal showed; ``eol`` is false when the next prompt stood right behind it."""

    text: str
    eol: bool = True


class Piece(NamedTuple):
    """A part of a line: a regular expression, the use of a capture (a name alone), or its definition (both)."""

    regex: str
    name: str = ""


class Pattern(NamedTuple):
    """An expected line that stands for ``least`` shown lines or, where ``many`` is true, any greater number."""

    text: str
    pieces: tuple[Piece, ...] = ()
    literal: bool = True
    eol: bool = True
    least: int = 1
    many: bool = False

    @property
    def elision(self) -> bool:
        return self.text == ELISION

    @property
    def defines(self) -> set[str]:
        return {p.name for p in self.pieces if p.name and p.regex}

    @property
    def uses(self) -> set[str]:
        """The captures that must be known before the line can be compared."""
        used: set[str] = set()
        for n, piece in enumerate(self.pieces):
            if piece.name and not piece.regex and not any(p.name == piece.name for p in self.pieces[:n]):
                used.add(piece.name)
        return used

    def fits(self, shown: Shown, captures: Mapping[str, str]) -> dict[str, str] | None:
        """What the line captures when it fits the shown one, else None; with an unknown capture it fits nothing."""
        if self.elision or (shown.eol and shown.text == self.text):
            return {}
        if self.literal or shown.eol != self.eol or not self.uses <= captures.keys():
            return None
        regex, groups = _compiled(self.pieces, tuple((name, captures[name]) for name in sorted(self.uses)))
        found = regex.fullmatch(shown.text)
        return None if found is None else {name: found[group] for group, name in groups}


@lru_cache(maxsize=4096)
def parse_line(text: str) -> Pattern:
    """Read an expected line; BadPattern when its regular expression or its escapes are wrong."""
    if text == ELISION:
        return Pattern(text, literal=False, least=0, many=True)
    eol = not text.endswith(NO_EOL)
    inner, kind, quantifier = text if eol else text.removesuffix(NO_EOL), "", ""
    if suffix := _SUFFIX.fullmatch(inner):
        inner, kind, quantifier = suffix.groups()
    pieces = tuple(_pieces(inner, kind))
    literal = eol and not kind and _ANYTHING not in inner and not any(p.name for p in pieces)
    if not literal:
        _compiled(pieces, tuple((p.name, "x") for p in pieces if p.name))
    return Pattern(text, pieces, literal, eol, 0 if quantifier in ("*", "?") else 1, quantifier in ("*", "+"))


def _pieces(text: str, kind: str) -> Iterator[Piece]:
    """Cut a line into regular expressions and captures; a line with escapes has no captures."""
    if kind == "esc":
        try:
            yield Piece(re.escape(unescape(text)))
        except ValueError as error:
            raise BadPattern(str(error)) from None
        return
    start = 0
    for found in CAPTURE.finditer(text):
        yield Piece(_regex(text[start : found.start()], kind))
        yield Piece(found[2] or "", found[1])
        start = found.end()
    yield Piece(_regex(text[start:], kind))


def _regex(text: str, kind: str) -> str:
    """A part without captures as a regular expression; in one, ``[..]`` is no elision but a dot.

    What stands for any characters takes as few as it can, so that a capture behind it gets its whole number.
    """
    if kind == "re":
        return text
    translate = _glob if kind == "glob" else re.escape
    return ".*?".join(translate(part) for part in text.split(_ANYTHING))


def _glob(text: str) -> str:
    """``*`` and ``?`` as a regular expression; a backslash makes them plain."""
    source, start = "", 0
    for found in _WILD.finditer(text):
        wild = {"*": ".*?", "?": "."}[found[2]] if found[2] else re.escape(found[1])
        source += re.escape(text[start : found.start()]) + wild
        start = found.end()
    return source + re.escape(text[start:])


@lru_cache(maxsize=4096)
def _compiled(
    pieces: tuple[Piece, ...], known: tuple[tuple[str, str], ...]
) -> tuple[re.Pattern[str], tuple[tuple[str, str], ...]]:
    """The regular expression of a line, and which of its groups holds which capture."""
    values, groups, source = dict(known), {}, ""
    for regex, name in pieces:
        if name and regex:
            groups[name] = f"capture{len(source)}"
            source += f"(?P<{groups[name]}>{regex})"
        elif name:
            source += f"(?P={groups[name]})" if name in groups else f"(?:{re.escape(values[name])})"
        else:
            source += regex
    return compile_regex(source), tuple((group, name) for name, group in groups.items())


def compile_regex(source: str) -> re.Pattern[str]:
    """re.compile() with one kind of error (BadPattern) and no warnings on the user's terminal."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return re.compile(source)
    except (re.error, ValueError, OverflowError, RecursionError) as error:
        raise BadPattern(f"bad regular expression: {error}") from None


def names_used(text: str) -> list[str]:
    """The captures that a command uses, ``[[NAME]]``."""
    return [found[1] for found in CAPTURE.finditer(text) if found[2] is None]


def fill_in(text: str, captures: Mapping[str, str], quote: Callable[[str], str] = str) -> str:
    """Put the values of captures, quoted, into a command or a regular expression."""

    def value(found: re.Match[str]) -> str:
        return quote(captures[found[1]]) if found[2] is None and found[1] in captures else found[0]

    return CAPTURE.sub(value, text)
