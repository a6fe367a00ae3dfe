"""Cutting a line into tokens as bash does (bash(1), DEFINITIONS and QUOTING)."""

from typing import NamedTuple

OPERATORS = (
    "<<<", "<<-", "&>>", ";;", "&&", "||", "<<", ">>", "<&", ">&", "<>", ">|", "&>", "|&", ";", "&", "|", "<", ">", "(",
    ")",
)  # fmt: skip
REDIRECTIONS = frozenset(("<", ">", ">>", "<<", "<<-", "<<<", "<&", ">&", "<>", ">|", "&>", "&>>"))
BLANK = " \t"
METACHARACTERS = " \t\n|&;()<>"


class Token(NamedTuple):
    """``kind`` is "word", "op", "newline" or "end"; ``fd`` stands in front of a redirection."""

    kind: str
    text: str
    start: int
    end: int
    fd: int | None = None


class Unfinished(Exception):
    """The text ends inside a construct: ``waiting`` is the character that would close it, or empty."""

    def __init__(self, waiting: str = "") -> None:
        super().__init__(waiting)
        self.waiting = waiting


class Lexer:
    """Tokens of a text, one at a time."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def next(self) -> Token:
        """The next token; Unfinished if a quote is open."""
        self._skip_blanks()
        text, start = self.text, self.at
        if start >= len(text):
            return Token("end", "", start, start)
        if text[start] == "\n":
            self.at += 1
            return Token("newline", "\n", start, self.at)
        digits = start
        while digits < len(text) and text[digits].isdigit():
            digits += 1
        fd = None
        if digits > start and text[digits : digits + 1] in ("<", ">") and text[digits : digits + 1]:
            fd, self.at = int(text[start:digits]), digits
        for operator in OPERATORS:
            if text.startswith(operator, self.at):
                self.at += len(operator)
                return Token("op", operator, start, self.at, fd)
        self._word()
        return Token("word", text[start : self.at], start, self.at)

    def _skip_blanks(self) -> None:
        text = self.text
        while self.at < len(text):
            if text[self.at] in BLANK:
                self.at += 1
            elif text.startswith("\\\n", self.at):
                self.at += 2
            elif text[self.at] == "#":
                while self.at < len(text) and text[self.at] != "\n":
                    self.at += 1
            else:
                return

    def _word(self) -> None:
        text = self.text
        while self.at < len(text) and text[self.at] not in METACHARACTERS:
            self.at = skip_unit(text, self.at)

    def line(self) -> str:
        """The rest of the text up to the next newline, which is taken too (for here-documents)."""
        end = self.text.find("\n", self.at)
        if end < 0:
            line, self.at = self.text[self.at :], len(self.text)
        else:
            line, self.at = self.text[self.at : end], end + 1
        return line


def skip_unit(text: str, at: int) -> int:
    """Where the character, quotation or expansion that begins at ``at`` ends; Unfinished if it does not."""
    c = text[at]
    if c == "\\":
        if at + 1 >= len(text):
            return at + 1
        return at + 2
    if c == "'":
        return _closing(text, at + 1, "'")
    if c == '"':
        return _double(text, at + 1)
    if c == "`":
        return _backquote(text, at + 1)
    if c == "$" and at + 1 < len(text):
        after = text[at + 1]
        if after == "'":
            return _dollar_single(text, at + 2)
        if after == '"':
            return _double(text, at + 2)
        if text.startswith("((", at + 1):
            end = _balanced(text, at + 3, "(", ")")
            if text[end : end + 1] == ")":
                return end + 1
        if after == "(":
            return _balanced(text, at + 2, "(", ")")
        if after == "{":
            return _balanced(text, at + 2, "{", "}")
    return at + 1


def _closing(text: str, at: int, mark: str) -> int:
    end = text.find(mark, at)
    if end < 0:
        raise Unfinished(mark)
    return end + 1


def _dollar_single(text: str, at: int) -> int:
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == "'":
            return at + 1
        at += 1
    raise Unfinished("'")


def _double(text: str, at: int) -> int:
    while at < len(text):
        c = text[at]
        if c == '"':
            return at + 1
        at = skip_unit(text, at) if c in "\\$`" else at + 1
    raise Unfinished('"')


def _backquote(text: str, at: int) -> int:
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == "`":
            return at + 1
        at += 1
    raise Unfinished("`")


def _balanced(text: str, at: int, opening: str, closing: str) -> int:
    depth = 1
    while at < len(text):
        c = text[at]
        if c == opening:
            depth += 1
            at += 1
        elif c == closing:
            depth -= 1
            at += 1
            if not depth:
                return at
        elif c in "\\'\"`$":
            at = skip_unit(text, at)
        else:
            at += 1
    raise Unfinished(closing)
