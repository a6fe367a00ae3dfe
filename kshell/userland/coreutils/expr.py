"""expr: evaluate an expression (coreutils 9.1)."""

import operator
from collections.abc import Callable

from kshell.userland import coreutils
from kshell.userland.libc.posix_regex import BadRegex, Regex, translate
from kshell.userland.process import Process

USAGE = """\
Usage: {name} EXPRESSION
  or:  {name} OPTION

      --help        display this help and exit
      --version     output version information and exit

Print the value of EXPRESSION to standard output.  A blank line below
separates increasing precedence groups.  EXPRESSION may be:

  ARG1 | ARG2       ARG1 if it is neither null nor 0, otherwise ARG2

  ARG1 & ARG2       ARG1 if neither argument is null or 0, otherwise 0

  ARG1 < ARG2       ARG1 is less than ARG2
  ARG1 <= ARG2      ARG1 is less than or equal to ARG2
  ARG1 = ARG2       ARG1 is equal to ARG2
  ARG1 != ARG2      ARG1 is unequal to ARG2
  ARG1 >= ARG2      ARG1 is greater than or equal to ARG2
  ARG1 > ARG2       ARG1 is greater than ARG2

  ARG1 + ARG2       arithmetic sum of ARG1 and ARG2
  ARG1 - ARG2       arithmetic difference of ARG1 and ARG2

  ARG1 * ARG2       arithmetic product of ARG1 and ARG2
  ARG1 / ARG2       arithmetic quotient of ARG1 divided by ARG2
  ARG1 % ARG2       arithmetic remainder of ARG1 divided by ARG2

  STRING : REGEXP   anchored pattern match of REGEXP in STRING

  match STRING REGEXP        same as STRING : REGEXP
  substr STRING POS LENGTH   substring of STRING, POS counted from 1
  index STRING CHARS         index in STRING where any CHARS is found, or 0
  length STRING              length of STRING
  + TOKEN                    interpret TOKEN as a string, even if it is a
                               keyword like 'match' or an operator like '/'

  ( EXPRESSION )             value of EXPRESSION
"""
EXIT_INVALID = 2
COMPARISONS: dict[str, Callable[[int | str, int | str], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}


class Wrong(Exception):
    """The expression is none or has no value; the text is the message."""


def main(p: Process) -> int:
    if p.args in (["--help"], ["--version"]):
        parsed = coreutils.parse(p, "", (), USAGE)
        return parsed if isinstance(parsed, int) else 0
    words = p.args[1:] if p.args[:1] == ["--"] else p.args
    if not words:
        return coreutils.refuse(p, "missing operand", EXIT_INVALID)
    try:
        expression = _Expression(words)
        value = expression.value()
    except Wrong as wrong:
        p.err(f"{p.argv[0]}: {wrong}\n")
        return EXIT_INVALID
    p.out(f"{value}\n")
    return int(_is_null(value))


def _is_null(value: str) -> bool:
    return not value or (value.lstrip("-").strip("0") == "" and _number(value) == 0)


def _number(value: str) -> int | None:
    digits = value[1:] if value.startswith("-") else value
    return int(value) if digits.isascii() and digits.isdigit() else None


class _Expression:
    """Goes through the words by falling precedence; values are strings."""

    def __init__(self, words: list[str]) -> None:
        self._words = words
        self._at = 0

    def value(self) -> str:
        value = self._or()
        if self._at < len(self._words):
            raise Wrong(f"syntax error: unexpected argument '{self._words[self._at]}'")
        return value

    def _takes(self, *signs: str) -> str:
        """The next word if it is one of these."""
        word = self._words[self._at] if self._at < len(self._words) else ""
        if word not in signs or not word:
            return ""
        self._at += 1
        return word

    def _or(self) -> str:
        value = self._and()
        while self._takes("|"):
            other = self._and()
            if _is_null(value):
                value = "0" if _is_null(other) else other
        return value

    def _and(self) -> str:
        value = self._comparison()
        while self._takes("&"):
            other = self._comparison()
            if _is_null(value) or _is_null(other):
                value = "0"
        return value

    def _comparison(self) -> str:
        value = self._sum()
        while sign := self._takes(*COMPARISONS):
            other = self._sum()
            left, right = _number(value), _number(other)
            if left is not None and right is not None:
                value = str(int(COMPARISONS[sign](left, right)))
            else:
                value = str(int(COMPARISONS[sign](value, other)))
        return value

    def _sum(self) -> str:
        value = self._product()
        while sign := self._takes("+", "-"):
            left, right = _integers(value, self._product())
            value = str(left + right if sign == "+" else left - right)
        return value

    def _product(self) -> str:
        value = self._match()
        while sign := self._takes("*", "/", "%"):
            left, right = _integers(value, self._match())
            if sign == "*":
                value = str(left * right)
                continue
            if not right:
                raise Wrong("division by zero")
            quotient = abs(left) // abs(right) * (1 if (left < 0) == (right < 0) else -1)
            value = str(quotient if sign == "/" else left - quotient * right)
        return value

    def _match(self) -> str:
        value = self._keyword()
        while self._takes(":"):
            value = _matched(value, self._keyword())
        return value

    def _keyword(self) -> str:
        if self._takes("+"):
            return self._word()
        keyword = self._takes("length", "match", "index", "substr")
        if keyword == "length":
            return str(len(self._keyword()))
        if keyword == "match":
            return _matched(self._keyword(), self._keyword())
        if keyword == "index":
            text, chars = self._keyword(), self._keyword()
            return str(next((at for at, char in enumerate(text, 1) if char in chars), 0))
        if keyword == "substr":
            text, start, length = self._keyword(), _number(self._keyword()), _number(self._keyword())
            return text[start - 1 : start - 1 + length] if start and length and min(start, length) > 0 else ""
        return self._primary()

    def _word(self) -> str:
        if self._at >= len(self._words):
            raise Wrong(f"syntax error: missing argument after '{self._words[self._at - 1]}'")
        self._at += 1
        return self._words[self._at - 1]

    def _primary(self) -> str:
        if self._takes("("):
            value = self._or()
            if self._at >= len(self._words):
                raise Wrong(f"syntax error: expecting ')' after '{self._words[-1]}'")
            if not self._takes(")"):
                raise Wrong(f"syntax error: expecting ')' instead of '{self._words[self._at]}'")
            return value
        if self._takes(")"):
            raise Wrong("syntax error: unexpected ')'")
        return self._word()


def _integers(left: str, right: str) -> tuple[int, int]:
    first, second = _number(left), _number(right)
    if first is None or second is None:
        raise Wrong("non-integer argument")
    return first, second


def _matched(text: str, pattern: str) -> str:
    """The first group of a match at the begin of the text, or its length."""
    try:
        regex = Regex(rf"\A(?:{translate(pattern, extended=False)})")
    except BadRegex as bad:
        raise Wrong(str(bad)) from None
    found = regex.search(text)
    if regex.groups:
        return (found[1] or "") if found is not None else ""
    return str(len(found[0])) if found is not None else "0"
