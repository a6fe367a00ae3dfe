"""Brace expansion: ``a{b,c}`` and ``{1..3}``; it knows nothing of what the words mean (bash braces.c)."""

import re

from kshell.shell.syntax.word import Parameter, Part, Text, Word

_SEQUENCE = re.compile(r"([+-]?\d+|[A-Za-z])\.\.([+-]?\d+|[A-Za-z])(?:\.\.([+-]?\d+))?")
_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
MOST_WORDS = 100_000

Piece = str | Part


def braces(word: Word) -> list[Word]:
    """The words that a word becomes, itself if there is nothing to do."""
    if word.braces is None:
        word.braces = _braces(word)
    return word.braces


def _braces(word: Word) -> list[Word]:
    if "{" not in word.text or not any(isinstance(part, Text) and "{" in part.text for part in word.parts):
        return [word]
    pieces = list[Piece]()
    for part in word.parts:
        pieces += list(part.text) if isinstance(part, Text) else [part]
    found = _expand(pieces)
    return [word] if len(found) == 1 and len(found[0]) == len(pieces) else [_word(pieces) for pieces in found]


def _word(pieces: list[Piece]) -> Word:
    """A word of characters and parts. Braces are gone before anything is expanded: ``$x{a,b}`` is ``$xa $xb``."""
    parts = list[Part]()
    for piece in pieces:
        last = parts[-1] if parts else None
        if not isinstance(piece, str):
            parts.append(piece)
        elif isinstance(last, Text):
            last.text += piece
        elif isinstance(last, Parameter) and last.text[1] != "{" and _NAME.fullmatch(last.name + piece):
            parts[-1] = Parameter(last.text + piece, last.name + piece)
        else:
            parts.append(Text(piece))
    return Word("".join(piece for piece in pieces if isinstance(piece, str)), parts)


def _expand(pieces: list[Piece]) -> list[list[Piece]]:
    start = 0
    while (opening := _find(pieces, "{", start)) >= 0:
        closing = _closing(pieces, opening)
        if closing < 0:
            start = opening + 1
            continue
        choices = _choices(pieces[opening + 1 : closing])
        if choices is not None:
            tails = _expand(pieces[closing + 1 :])
            head = pieces[:opening]
            return [head + choice + tail for choice in choices for tail in tails][:MOST_WORDS]
        start = opening + 1
    return [pieces]


def _find(pieces: list[Piece], c: str, start: int) -> int:
    return next((at for at in range(start, len(pieces)) if pieces[at] == c), -1)


def _closing(pieces: list[Piece], opening: int) -> int:
    depth = 0
    for at in range(opening, len(pieces)):
        depth += (pieces[at] == "{") - (pieces[at] == "}")
        if not depth:
            return at
    return -1


def _choices(body: list[Piece]) -> list[list[Piece]] | None:
    """What stands between the braces, one by one; None if it is neither a list nor a sequence."""
    parts, start, depth = list[list[Piece]](), 0, 0
    for at, piece in enumerate(body):
        depth += (piece == "{") - (piece == "}")
        if piece == "," and not depth:
            parts.append(body[start:at])
            start = at + 1
    if parts:
        parts.append(body[start:])
        return [found for part in parts for found in _expand(part)]
    if all(isinstance(piece, str) for piece in body):
        sequence = _SEQUENCE.fullmatch("".join(str(piece) for piece in body))
        if sequence is not None:
            return _sequence(sequence)
    return None


def _sequence(match: "re.Match[str]") -> list[list[Piece]] | None:
    first, last, increment = match.groups()
    if first.isalpha() != last.isalpha():
        return None
    low, high = (ord(first), ord(last)) if first.isalpha() else (int(first), int(last))
    step = abs(int(increment or 1)) or 1
    numbers = range(low, high + 1, step) if low <= high else range(low, high - 1, -step)
    if len(numbers) > MOST_WORDS:
        return None
    if first.isalpha():
        return [[chr(number)] for number in numbers]
    padded = any(re.match(r"[+-]?0\d", text) for text in (first, last))
    width = max(len(first), len(last)) if padded else 0
    return [list(f"{number:0{width}d}") for number in numbers]
