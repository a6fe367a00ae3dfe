"""A line that is being typed, cut into pieces: what is a command, an argument, a comment. It need not be whole."""

from collections.abc import Iterator
from typing import NamedTuple

from kshell.shell.syntax.ast import Node
from kshell.shell.syntax.buffer import Buffer, Lines
from kshell.shell.syntax.lexer import REDIRECTIONS, Lexer
from kshell.shell.syntax.problem import SyntaxProblem, TooDeep, Unfinished
from kshell.shell.syntax.reader import WordReader

BEFORE_COMMAND = frozenset("if then elif else while until do ! { time".split())
AFTER_COMMAND = frozenset("fi done esac }".split())
BEFORE_NAME = frozenset("for case select function".split())
ENDS_COMMAND = frozenset("; ;; ;& ;;& & && || | |& ( )".split())
NESTED = ("$(", "<(", ">(", "`")


class Piece(NamedTuple):
    """``kind`` is command, argument, assignment, reserved, operator, target (of a redirection), comment or newline."""

    kind: str
    start: int
    end: int
    text: str
    finished: bool = True


def pieces(text: str) -> list[Piece]:
    """The pieces of a text, in order; one that a quote or parenthesis leaves open reaches to the end."""
    return list(_Cutter(text).cut())


def _skip_nested(lexer: Lexer) -> None:
    """Go past the ``)`` of a substitution; Unfinished if it is not there."""
    depth = 1
    while depth:
        token = lexer.next()
        if token.kind == "end":
            raise Unfinished(")", 0)
        if token.kind == "op":
            depth += (token.text == "(") - (token.text == ")")


class _Cutter:
    def __init__(self, text: str) -> None:
        self._text = text
        self._buffer = Buffer(Lines(text, exact=True))
        self._lexer = Lexer(self._buffer, WordReader(self._buffer, self._nested))
        self._next = "command"

    def _nested(self) -> Node | None:
        _skip_nested(self._lexer)
        return None

    def cut(self) -> Iterator[Piece]:
        end = 0
        while end < len(self._text):
            try:
                self._lexer.skip_blanks()
                start = self._buffer.at
                yield from self._comments(end, start)
                token = self._lexer.next(assignments=self._next == "command")
            except (Unfinished, SyntaxProblem, TooDeep, IndexError):
                yield Piece(self._next, start, len(self._text), self._text[start:], finished=False)
                return
            if token.kind == "end":
                return
            end = self._buffer.at
            yield self._piece(token.kind, start, end)

    def _comments(self, start: int, end: int) -> Iterator[Piece]:
        at = self._text.find("#", start, end)
        while at >= 0:
            stop = self._text.find("\n", at)
            stop = stop if 0 <= stop <= end else end
            yield Piece("comment", at, stop, self._text[at:stop])
            at = self._text.find("#", stop, end)

    def _piece(self, kind: str, start: int, end: int) -> Piece:
        text = self._text[start:end]
        if kind == "op":
            operator = text.lstrip("0123456789")
            self._next = "target" if operator in REDIRECTIONS else "command" if operator in ENDS_COMMAND else self._next
            return Piece("operator", start, end, text)
        if kind in ("newline", "assignment"):
            self._next = "command"
            return Piece(kind, start, end, text)
        if self._next == "command" and text in BEFORE_COMMAND | AFTER_COMMAND | BEFORE_NAME:
            self._next = "argument" if text in BEFORE_NAME else "command"
            return Piece("reserved", start, end, text)
        if text == "in" and self._next == "argument":
            return Piece("reserved", start, end, text)
        now, self._next = self._next, "argument"
        return Piece(now, start, end, text)


def unquoted(raw: str) -> str:
    """A word without its quotes and backslashes, expansions left as they stand; the last quote may be open."""
    out, quote, at = "", "", 0
    while at < len(raw):
        c = raw[at]
        if quote == "'" or c not in "\\'\"":
            if quote and c == quote:
                quote = ""
            else:
                out += c
        elif c == "\\":
            at += 1
            out += raw[at : at + 1]
        elif quote == c:
            quote = ""
        elif quote:
            out += c
        else:
            quote = c
        at += 1
    return out


class Spot(NamedTuple):
    """Where the cursor stands: the words of its command, and the word that it is in, as typed and unquoted.

    ``kind`` is as in Piece: command, argument, target or comment. ``start`` is where the word begins in the text.
    """

    kind: str
    words: tuple[str, ...]
    word: str
    raw: str


def spot(text: str) -> Spot:
    """Where the end of a text stands, inside the substitution that is open there if one is."""
    cut = pieces(text)
    last = cut[-1] if cut else None
    if last is not None and not last.finished and (inner := _inner(last.text)) is not None:
        return spot(inner)
    words: list[str] = []
    kind = "command"
    for piece in cut:
        if piece.kind == "newline" or (piece.kind == "operator" and piece.text in ENDS_COMMAND):
            words, kind = [], "command"
        elif piece.kind in ("command", "argument"):
            words.append(unquoted(piece.text))
            kind = "argument"
        elif piece.kind == "operator":
            kind = "target"
        elif piece.kind == "target":
            kind = "argument" if words else "command"
        elif piece.kind == "comment":
            kind = "comment" if piece.end == len(text) else kind
    if last is None or last.end < len(text) or last.kind in ("newline", "operator"):
        return Spot(kind, tuple(words), "", "")
    if last.kind in ("command", "argument"):
        words.pop()
    here = "command" if last.kind == "reserved" else last.kind
    return Spot(here, tuple(words), unquoted(last.text), last.text)


def _inner(raw: str) -> str | None:
    """The text behind the last substitution that a word opens; None if it opens none."""
    if raw.startswith("'"):
        return None
    at, mark = max((raw.rfind(mark), mark) for mark in NESTED)
    if at < 0 or (mark == "`" and raw.count("`") % 2 == 0) or ")" in raw[at:]:
        return None
    return raw[at + len(mark) :]
