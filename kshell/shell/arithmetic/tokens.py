"""Cutting an expression into tokens."""

import re
from typing import NamedTuple

from kshell.shell.arithmetic.problem import ArithmeticProblem, problem

_TOKEN = re.compile(
    r"[ \t\n]*(?:(?P<number>[0-9][0-9A-Za-z_@#]*)|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<op>\*\*|<<=|>>=|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|[-+*/%&|^!~()<>=?:,]))",
    re.ASCII,
)
_BLANKS = re.compile(r"[ \t\n]*")
_NAME_FOLLOWS = re.compile(r"[ \t\n]*[A-Za-z_]")


class Token(NamedTuple):
    """``kind`` is "number", "name", "op" or "end", "wrong" for what is none of them; ``at`` is where it begins."""

    kind: str
    text: str
    at: int


class Tokens:
    """The tokens of an expression, one at a time: ``now`` is the one that comes next."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.now = Token("end", "", 0)
        self.last = 0
        self._place = 0
        self.advance()

    def advance(self, *, behind_name: bool = False) -> None:
        """Go on to the next token."""
        match = _TOKEN.match(self.text, self._place)
        if match is None:
            self._advance_to_end()
            return
        kind = match.lastgroup or ""
        self.now = Token(kind, match[kind], match.start(kind))
        self.last, self._place = self.now.at, match.end()
        increment = self.now.text in ("++", "--")
        if increment and not behind_name and not _NAME_FOLLOWS.match(self.text, self._place):
            self._place = self.now.at + 1  # two signs: no name stands beside them
            self.now = Token("op", self.now.text[0], self.now.at)

    def _advance_to_end(self) -> None:
        blanks = _BLANKS.match(self.text, self._place)
        start = blanks.end() if blanks is not None else self._place
        if start < len(self.text):
            self.last = self._place = start
            self.now = Token("wrong", self.text[start], start)
        else:
            self.now = Token("end", "", self.last)

    def take(self, *texts: str) -> str:
        """The operator that comes next if it is one of these, used up; else nothing."""
        token = self.now
        if token.kind == "op" and token.text in texts:
            self.advance()
            return token.text
        return ""

    def subscript(self) -> str | None:
        """What stands in brackets right behind a name that has just been looked at."""
        start = self._place
        if not self.text.startswith("[", start):
            return None
        depth = 0
        for at in range(start, len(self.text)):
            depth += (self.text[at] == "[") - (self.text[at] == "]")
            if not depth:
                self._place = at + 1
                return self.text[start + 1 : at]
        raise self.wrong("bad array subscript")

    def wrong(self, what: str, at: int | None = None) -> ArithmeticProblem:
        """What bash says when something is wrong here, or at ``at``."""
        return problem(self.text, what, self.last if at is None else at)
