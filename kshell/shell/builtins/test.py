"""test and [ (bash test.c)."""

from kshell.shell.builtins.call import Call
from kshell.shell.conditions import COMPARISONS, FILE_COMPARISONS, UNARY, compare_files, unary

MALFORMED = 2
BINARY = frozenset(("=", "==", "!=", "<", ">", *COMPARISONS, *FILE_COMPARISONS))


class TestProblem(Exception):
    """A malformed condition: ``text`` is what is said of it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def _test(call: Call) -> int:
    words = call.args
    if call.name == "[":
        if not words or words[-1] != "]":
            call.complain("missing `]'")
            return MALFORMED
        words = words[:-1]
    try:
        return int(not Evaluation(call, words).run())
    except TestProblem as problem:
        call.complain(problem.text)
        return MALFORMED


class Evaluation:
    """One condition. With up to four words their number decides what they mean, as POSIX wants it."""

    def __init__(self, call: Call, words: list[str]) -> None:
        self._call = call
        self._words = words
        self._at = 0

    def run(self) -> bool:
        """Whether the condition holds; TestProblem."""
        count = len(self._words)
        if count == 0:
            return False
        if count <= 4:
            found = self._by_number(self._words)
            if found is not None:
                return found
        value = self._or()
        if self._at < count:
            if self._words[self._at].startswith("-") or count > 4:
                raise TestProblem("too many arguments")
            raise TestProblem("too many arguments")
        return value

    def _by_number(self, words: list[str]) -> bool | None:
        """Up to four words; None when they are an expression that must be parsed."""
        if len(words) == 1:
            return words[0] != ""
        if len(words) == 2:
            return self._two(words)
        if len(words) == 3:
            return self._three(words)
        if words[0] == "!":
            return not self._three(words[1:])
        if words[0] == "(" and words[3] == ")":
            return self._two(words[1:3])
        return None

    def _two(self, words: list[str]) -> bool:
        if words[0] == "!":
            return words[1] == ""
        if words[0] in UNARY:
            return self._unary(words[0], words[1])
        raise TestProblem(f"{words[0]}: unary operator expected")

    def _three(self, words: list[str]) -> bool:
        if words[1] in BINARY:
            return self._binary(*words)
        if words[1] == "-a":
            return words[0] != "" and words[2] != ""
        if words[1] == "-o":
            return words[0] != "" or words[2] != ""
        if words[0] == "!":
            return not self._two(words[1:])
        if words[0] == "(" and words[2] == ")":
            return words[1] != ""
        raise TestProblem(f"{words[1]}: binary operator expected")

    # -- longer ones

    def _peek(self) -> str | None:
        return self._words[self._at] if self._at < len(self._words) else None

    def _or(self) -> bool:
        value = self._and()
        while self._peek() == "-o":
            self._at += 1
            value = self._and() or value
        return value

    def _and(self) -> bool:
        value = self._term()
        while self._peek() == "-a":
            self._at += 1
            value = self._term() and value
        return value

    def _next(self) -> str:
        word = self._peek()
        if word is None:
            raise TestProblem("argument expected")
        self._at += 1
        return word

    def _term(self) -> bool:
        word = self._next()
        if word == "!":
            return not self._term()
        left = len(self._words) - self._at
        if word == "(" and left:
            value = self._or()
            if self._peek() is None:
                raise TestProblem("`)' expected")
            if self._peek() != ")":
                raise TestProblem(f"`)' expected, found {self._peek()}")
            self._at += 1
            return value
        if left >= 2 and self._words[self._at] in BINARY:
            operator, right = self._next(), self._next()
            return self._binary(word, operator, right)
        if word in UNARY and left and not (left > 1 and self._words[self._at] in ("-a", "-o") and left == 1):
            return self._unary(word, self._next())
        if word in UNARY and not left:
            return True
        return word != ""

    # -- operators

    def _unary(self, operator: str, word: str) -> bool:
        return unary(self._call.shell, operator, word)

    def _binary(self, left: str, operator: str, right: str) -> bool:
        if operator in ("=", "=="):
            return left == right
        if operator == "!=":
            return left != right
        if operator in ("<", ">"):
            return left < right if operator == "<" else left > right
        if operator in FILE_COMPARISONS:
            return compare_files(self._call.shell.sys, operator, left, right)
        return COMPARISONS[operator](_number(left), _number(right))


def _number(text: str) -> int:
    plain = text.strip(" \t\n")
    digits = plain[1:] if plain[:1] in ("+", "-") else plain
    if not (digits.isdecimal() and digits.isascii()):
        raise TestProblem(f"{text}: integer expression expected")
    return int(plain)


BUILTINS = {"test": _test, "[": _test}
