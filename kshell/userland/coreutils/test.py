"""test and [: check file types and compare values (coreutils 9.1; the shell's own test answers at the prompt)."""

import operator
from collections.abc import Callable

from kshell.uapi.fcntl import S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFLNK, S_IFMT, S_IFREG, S_IFSOCK
from kshell.uapi.syscalls import Stat
from kshell.userland.process import Process

USAGE = """\
Usage: test EXPRESSION
  or:  test
  or:  [ EXPRESSION ]
  or:  [ ]
  or:  [ OPTION
Exit with the status determined by EXPRESSION.

      --help        display this help and exit
      --version     output version information and exit
"""
EXIT_TROUBLE = 2
COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "-eq": operator.eq,
    "-ne": operator.ne,
    "-lt": operator.lt,
    "-le": operator.le,
    "-gt": operator.gt,
    "-ge": operator.ge,
}
BINARY = ("=", "==", "!=", "-nt", "-ot", "-ef", *COMPARISONS)
KINDS = {"-b": S_IFBLK, "-c": S_IFCHR, "-d": S_IFDIR, "-f": S_IFREG, "-h": S_IFLNK, "-L": S_IFLNK, "-p": S_IFIFO}
KINDS["-S"] = S_IFSOCK
BITS = {"-g": 0o2000, "-k": 0o1000, "-u": 0o4000}
ACCESS = {"-r": 4, "-w": 2, "-x": 1}
UNARY = frozenset([*KINDS, *BITS, *ACCESS, "-e", "-s", "-n", "-z", "-t", "-G", "-O", "-N"])


class Malformed(Exception):
    """The expression is none; the text is the message."""


def main(p: Process) -> int:
    words = p.args
    if p.name == "[":
        if words in (["--help"], ["--version"]):
            p.out(USAGE if words == ["--help"] else "[ (GNU coreutils) 9.1\n")
            return 0
        if words[-1:] != ["]"]:
            p.err(f"{p.argv[0]}: missing ']'\n")
            return EXIT_TROUBLE
        words = words[:-1]
    try:
        return int(not _Expression(p, words).value())
    except Malformed as malformed:
        p.err(f"{p.argv[0]}: {malformed}\n")
        return EXIT_TROUBLE


class _Expression:
    """Evaluates words: by their number when there are at most four, as POSIX wants it (posixtest)."""

    def __init__(self, p: Process, words: list[str]) -> None:
        self._p = p
        self._words = words
        self._at = 0

    def value(self) -> bool:
        if not self._words:
            return False
        value = self._posix(len(self._words))
        if self._at < len(self._words):
            raise Malformed(f"extra argument '{self._words[self._at]}'")
        return value

    def _word(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._words[at] if at < len(self._words) else ""

    def _left(self) -> int:
        return len(self._words) - self._at

    def _advance(self, *, needed: bool = False) -> None:
        self._at += 1
        if needed and self._at >= len(self._words):
            raise Malformed(f"missing argument after '{self._words[-1]}'")

    def _posix(self, count: int) -> bool:
        if count == 1:
            return self._one()
        if count == 2:
            return self._two()
        if count == 3:
            return self._three()
        if count == 4 and self._word() == "!":
            self._advance(needed=True)
            return not self._three()
        if count == 4 and self._word() == "(" and self._word(3) == ")":
            self._advance()
            value = self._two()
            self._advance()
            return value
        return self._or()

    def _one(self) -> bool:
        self._at += 1
        return bool(self._words[self._at - 1])

    def _two(self) -> bool:
        if self._word() == "!":
            self._advance()
            return not self._one()
        word = self._word()
        if len(word) == 2 and word.startswith("-"):
            if word in UNARY:
                return self._unary()
            raise Malformed(f"'{word}': unary operator expected")
        raise Malformed(f"missing argument after '{self._word(1)}'")

    def _three(self) -> bool:
        if self._word(1) in BINARY:
            return self._binary(0)
        if self._word() == "!":
            self._advance(needed=True)
            return not self._two()
        if self._word() == "(" and self._word(2) == ")":
            self._advance()
            value = self._one()
            self._advance()
            return value
        if self._word(1) in ("-a", "-o"):
            return self._or()
        raise Malformed(f"'{self._word(1)}': binary operator expected")

    def _or(self) -> bool:
        value = self._and()
        while self._word() == "-o" and self._left():
            self._advance()
            value = self._and() or value
        return value

    def _and(self) -> bool:
        value = self._term()
        while self._word() == "-a" and self._left():
            self._advance()
            value = self._term() and value
        return value

    def _term(self) -> bool:
        negated = False
        while self._left() and self._word() == "!":
            self._advance(needed=True)
            negated = not negated
        if not self._left():
            raise Malformed(f"missing argument after '{self._words[-1]}'")
        return self._plain_term() != negated

    def _plain_term(self) -> bool:
        if self._word() == "(":
            return self._parenthesized()
        if self._left() >= 4 and self._word() == "-l" and self._word(2) in BINARY:
            return self._binary(1)
        if self._left() >= 3 and self._word(1) in BINARY:
            return self._binary(0)
        word = self._word()
        if len(word) == 2 and word.startswith("-") and self._left() > 1 and word in UNARY:
            return self._unary()
        return self._one()

    def _parenthesized(self) -> bool:
        self._advance(needed=True)
        inside = 1
        while inside < 4 and self._at + inside < len(self._words) and self._word(inside) != ")":
            inside += 1
        value = self._posix(inside) if inside < 4 else self._or()
        if not self._left():
            raise Malformed("')' expected")
        if self._word() != ")":
            raise Malformed(f"')' expected, found {self._word()}")
        self._advance()
        return value

    def _binary(self, length: int) -> bool:
        """Compare two words; with ``length`` the left one is ``-l STRING``."""
        sign = self._word(1 + length)
        left, right = self._word(length), self._word(2 + length)
        self._at += 3 + length
        if sign in COMPARISONS:
            return COMPARISONS[sign](len(left) if length else _integer(left), _integer(right))
        if sign in ("=", "==", "!="):
            return (left == right) == (sign != "!=")
        first, second = self._stat(left), self._stat(right)
        if sign == "-ef":
            return first is not None and second is not None and first.ino == second.ino
        if sign == "-ot":
            first, second = second, first
        return first is not None and (second is None or first.mtime > second.mtime)

    def _stat(self, path: str) -> Stat | None:
        try:
            return self._p.sys.stat(path)
        except OSError:
            return None

    def _unary(self) -> bool:
        sign, word = self._word(), self._word(1)
        self._at += 2
        if sign in ("-n", "-z"):
            return bool(word) == (sign == "-n")
        if sign == "-t":
            return self._p.sys.isatty(_integer(word))
        try:
            if sign in ACCESS:
                self._p.sys.access(word, ACCESS[sign])
                return True
            status = self._p.sys.lstat(word) if sign in ("-h", "-L") else self._p.sys.stat(word)
        except OSError:
            return False
        if sign in KINDS:
            return status.mode & S_IFMT == KINDS[sign]
        if sign in BITS:
            return bool(status.mode & BITS[sign])
        owner = {"-G": status.gid == self._p.sys.getgid(), "-O": status.uid == self._p.sys.getuid()}
        return status.size > 0 if sign == "-s" else owner.get(sign, True)


def _integer(text: str) -> int:
    digits = text.strip()
    if not digits.lstrip("+-").isdigit() or len(digits) > len(digits.lstrip("+-")) + 1:
        raise Malformed(f"invalid integer '{text}'")
    return int(digits)
