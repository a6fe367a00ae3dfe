"""Cutting a line into tokens (bash(1), DEFINITIONS)."""

import re

from kshell.shell.syntax.assignment import assignment
from kshell.shell.syntax.buffer import Buffer
from kshell.shell.syntax.reader import WordReader
from kshell.shell.syntax.word import Assignment, Word

_OPERATOR = re.compile(r"<<<|<<-|&>>|;;&|;;|;&|&&|\|\||<<|>>|<&|>&|<>|>\||&>|\|&|[;&|<>()]")
_SPACE = re.compile(r"(?:[ \t]|\\\n)*")
_COMMENT = re.compile(r"#[^\n]*")
_FD = re.compile(r"([0-9]+|\{[A-Za-z_][A-Za-z0-9_]*\})(?=[<>])")
REDIRECTIONS = frozenset("< > >> << <<- <<< <& >& <> >| &> &>>".split())
LARGEST_FD = 2**31 - 1


class Token:
    """``kind`` is "word", "assignment", "op", "newline" or "end"; ``text`` is what was read.

    ``fd`` stands in front of a redirection. ``start`` and ``line`` are where the token begins.
    """

    __slots__ = ("assignment", "fd", "kind", "line", "start", "text", "word")

    def __init__(self, kind: str, text: str, start: int, line: int) -> None:
        self.kind = kind
        self.text = text
        self.start = start
        self.line = line
        self.fd: int | str | None = None
        self.word: Word | None = None
        self.assignment: Assignment | None = None


class Lexer:
    """Tokens of a buffer, one at a time."""

    def __init__(self, buffer: Buffer, words: WordReader) -> None:
        self.buffer = buffer
        self.words = words
        self.comments = True

    def next(self, *, assignments: bool = False) -> Token:
        """The next token; Unfinished if a quote stays open. ``assignments``: ``a=1`` is one here."""
        buffer = self.buffer
        self.skip_blanks()
        start, line = buffer.at, max(buffer.line, 1)
        c = buffer.char()
        line = max(buffer.line, 1)
        if not c:
            return Token("end", "", start, line)
        if c == "\n":
            buffer.at += 1
            return Token("newline", "newline", start, line)
        fd = self._fd()
        operator = _OPERATOR.match(buffer.text, buffer.at)
        if operator and not (operator[0] in "<>" and buffer.text.startswith("(", operator.end())):
            buffer.at = operator.end()
            token = Token("op", operator[0], start, line)
            token.fd = fd
            return token
        buffer.at = start
        return self._word(start, line, assignments=assignments)

    def _word(self, start: int, line: int, *, assignments: bool) -> Token:
        if assignments and (found := assignment(self, self.words)) is not None:
            token = Token("assignment", found.text, start, line)
            token.assignment = found
            return token
        word = self.words.word()
        token = Token("word", word.text, start, line)
        token.word = word
        return token

    def skip_blanks(self) -> None:
        """Go on to what is neither blank nor comment."""
        buffer = self.buffer
        while True:
            space = _SPACE.match(buffer.text, buffer.at)
            if space:
                buffer.at = space.end()
            c = buffer.char()
            if c == "#" and self.comments:
                comment = _COMMENT.match(buffer.text, buffer.at)
                if comment:
                    buffer.at = comment.end()
            elif c not in (" ", "\t") and not buffer.text.startswith("\\\n", buffer.at):
                return

    def _fd(self) -> int | str | None:
        """The number or ``{name}`` in front of a redirection."""
        found = _FD.match(self.buffer.text, self.buffer.at)
        if found is None:
            return None
        name = found[1]
        if name[0] != "{" and (len(name) > 10 or int(name) > LARGEST_FD):
            return None
        self.buffer.at = found.end()
        return name[1:-1] if name[0] == "{" else int(name)

    def skip_newlines_and_blanks(self) -> str:
        """Inside ``name=( )``: the character that comes after blanks, newlines and comments."""
        while True:
            self.skip_blanks()
            c = self.buffer.char()
            if c != "\n":
                return c
            self.buffer.at += 1
