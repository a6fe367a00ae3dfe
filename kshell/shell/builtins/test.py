"""test, [ and [[ (bash(1), CONDITIONAL EXPRESSIONS)."""

import operator
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from kshell.shell.glob import pattern_regex
from kshell.uapi.fcntl import S_ISCHR, S_ISDIR, S_ISLNK, S_ISREG

if TYPE_CHECKING:
    from kshell.shell.state import Shell

_UNARY = frozenset(["-e", "-f", "-d", "-r", "-w", "-x", "-s", "-L", "-h", "-c", "-z", "-n", "-t", "-b", "-p", "-v"])
_COMPARE: dict[str, Callable[[int, int], bool]] = {
    "-eq": operator.eq, "-ne": operator.ne, "-lt": operator.lt, "-le": operator.le, "-gt": operator.gt,
    "-ge": operator.ge,
}  # fmt: skip
_BINARY = frozenset(("=", "==", "!=", "<", ">", "=~", *_COMPARE))


class TestProblem(Exception):
    """A malformed condition: what bash says behind ``test: ``."""


def evaluate(shell: "Shell", words: list[str]) -> int:
    """0 true, 1 false, 2 malformed."""
    name, arguments = words[0], words[1:]
    if name in ("[", "[["):
        closing = "]" if name == "[" else "]]"
        if not arguments or arguments[-1] != closing:
            shell.complain(f"{name}: missing `{closing}'")
            return 2
        arguments = arguments[:-1]
    try:
        condition = _Condition(shell, arguments, patterns=name == "[[")
        return int(not condition.whole())
    except TestProblem as problem:
        shell.complain(f"{name}: {problem}")
        return 2


class _Condition:
    def __init__(self, shell: "Shell", words: list[str], *, patterns: bool) -> None:
        self._shell = shell
        self._words = words
        self._at = 0
        self._patterns = patterns

    def whole(self) -> bool:
        if not self._words:
            return False
        value = self._or()
        if self._at < len(self._words):
            raise TestProblem("too many arguments")
        return value

    def _peek(self, ahead: int = 0) -> str | None:
        place = self._at + ahead
        return self._words[place] if place < len(self._words) else None

    def _take(self) -> str:
        word = self._peek()
        if word is None:
            raise TestProblem("argument expected")
        self._at += 1
        return word

    def _or(self) -> bool:
        value = self._and()
        while self._peek() in ("-o", "||"):
            self._at += 1
            other = self._and()
            value = value or other
        return value

    def _and(self) -> bool:
        value = self._not()
        while self._peek() in ("-a", "&&"):
            self._at += 1
            other = self._not()
            value = value and other
        return value

    def _not(self) -> bool:
        if self._peek() == "!" and self._peek(1) is not None:
            self._at += 1
            return not self._not()
        if self._peek() == "(" and self._peek(1) not in _BINARY:
            self._at += 1
            value = self._or()
            if self._take() != ")":
                raise TestProblem("`)' expected")
            return value
        return self._primary()

    def _primary(self) -> bool:
        left = self._take()
        operator = self._peek()
        if operator in _BINARY and self._peek(1) is not None:
            self._at += 1
            return self._compare(left, operator or "", self._take())
        if left in _UNARY and operator is not None and operator not in ("-a", "-o", "&&", "||", ")"):
            return self._unary(left, self._take())
        if len(self._words) == 2 and self._at == 1 and left.startswith("-"):
            raise TestProblem(f"{left}: unary operator expected")
        if len(self._words) == 3 and self._at == 1:
            raise TestProblem(f"{operator}: binary operator expected")
        return bool(left)

    def _compare(self, left: str, name: str, right: str) -> bool:
        if name in _COMPARE:
            return _COMPARE[name](_integer(left), _integer(right))
        if name == "=~":
            return re.search(right, left) is not None
        if name in ("<", ">"):
            return left < right if name == "<" else left > right
        same = bool(pattern_regex(right).match(left)) if self._patterns else left == right
        return same == (name != "!=")

    def _unary(self, operator: str, word: str) -> bool:
        if operator in ("-z", "-n"):
            return (not word) == (operator == "-z")
        if operator == "-v":
            return self._shell.parameter(word) is not None
        if operator == "-t":
            return word.isdigit() and self._shell.sys.isatty(int(word))
        return self._file(operator, word)

    def _file(self, operator: str, path: str) -> bool:
        sys = self._shell.sys
        try:
            if operator in ("-r", "-w", "-x"):
                sys.access(path, {"-r": 4, "-w": 2, "-x": 1}[operator])
                return True
            stat = sys.lstat(path) if operator in ("-L", "-h") else sys.stat(path)
        except OSError:
            return False
        kinds = {"-f": S_ISREG, "-d": S_ISDIR, "-c": S_ISCHR, "-L": S_ISLNK, "-h": S_ISLNK}
        if operator in kinds:
            return kinds[operator](stat.mode)
        return stat.size > 0 if operator == "-s" else operator == "-e"


def _integer(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise TestProblem(f"{text}: integer expression expected") from None
