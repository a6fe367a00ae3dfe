"""Arithmetic: C's expressions on 64 bits (bash expr.c).

An expression is compiled once into functions that call each other, for loops evaluate the same one again and again.
"""

import operator
import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple, Protocol

_TOKEN = re.compile(
    r"[ \t\n]*(?:(?P<number>[0-9][0-9A-Za-z_@#]*)|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<op>\*\*|<<=|>>=|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|[-+*/%&|^!~()<>=?:,]))",
    re.ASCII,
)
_BLANKS = re.compile(r"[ \t\n]*")
_ASSIGNMENTS = frozenset("= += -= *= /= %= &= |= ^= <<= >>=".split())
MAX_DEPTH = 1_024
MAX_RECURSION = 1_024


class ArithmeticProblem(Exception):
    """An expression that cannot be evaluated: ``text`` is what bash says, the expression in front."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class Store(Protocol):
    """The variables that expressions read and write."""

    def number(self, name: str, subscript: str | None, depth: int) -> int:
        """A variable as a number."""

    def assign(self, name: str, subscript: str | None, value: int) -> None:
        """Give a variable a value."""


Code = Callable[[Store, int], int]


class Token(NamedTuple):
    """``kind`` is "number", "name", "op" or "end"; ``at`` is where it begins."""

    kind: str
    text: str
    at: int


def evaluate(text: str, store: Store, depth: int = 0) -> int:
    """The value of an expression, 0 for an empty one; ArithmeticProblem. ``depth``: how many are being evaluated."""
    if text.isdecimal() and text[0] != "0" and len(text) < 19:
        return int(text)
    if depth > MAX_RECURSION:
        raise problem(text, "expression recursion level exceeded", 0)
    return compiled(text)(store, depth)


def problem(text: str, what: str, at: int) -> ArithmeticProblem:
    """What bash says of an expression that is wrong at ``at``."""
    return ArithmeticProblem(f'{text.lstrip()}: {what} (error token is "{text[at:]}")')


@lru_cache(maxsize=1000)
def compiled(text: str) -> Code:
    """The function that evaluates an expression; ArithmeticProblem."""
    return _Compiler(text).compile()


def wrap(value: int) -> int:
    """A number as 64 bits hold it."""
    value &= 0xFFFFFFFFFFFFFFFF
    return value - (value >> 63 << 64)


def divide(a: int, b: int) -> int:
    """C's division: towards zero."""
    quotient = abs(a) // abs(b)
    return quotient if (a < 0) == (b < 0) else -quotient


_BINARY: dict[str, Callable[[int, int], int]] = {
    "|": operator.or_, "^": operator.xor, "&": operator.and_,
    "==": operator.eq, "!=": operator.ne, "<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt,
    "<<": lambda a, b: a << (b & 63), ">>": lambda a, b: a >> (b & 63),
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": divide, "%": lambda a, b: a - divide(a, b) * b,
}  # fmt: skip
_LEVELS = (
    ("|",), ("^",), ("&",), ("==", "!="), ("<=", ">=", "<", ">"), ("<<", ">>"), ("+", "-"), ("*", "/", "%"),
)  # fmt: skip


class _Compiler:
    """A recursive descent over one expression."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        self._last = 0
        self._depth = 0
        self._after_name = False
        self._token = Token("end", "", 0)
        self._read()

    # -- tokens

    def _read(self) -> None:
        text = self._text
        match = _TOKEN.match(text, self._place)
        if match is not None:
            kind = match.lastgroup or ""
            start = match.start(kind)
            self._token = Token(kind, match[kind], start)
            self._last, self._place = start, match.end()
            if kind == "op" and match[kind] in ("++", "--"):
                self._split_increment()
            return
        blanks = _BLANKS.match(text, self._place)
        start = blanks.end() if blanks is not None else self._place
        if start < len(text):
            self._last = start
            self._token = Token("op", text[start], start)
            self._place = start
        else:
            self._token = Token("end", "", self._last)

    def _split_increment(self) -> None:
        """``++`` and ``--`` are two signs unless a name stands beside them."""
        token = self._token
        if self._after_name or re.match(r"[ \t\n]*[A-Za-z_]", self._text[self._place :]):
            return
        self._place = token.at + 1
        self._token = Token("op", token.text[0], token.at)

    def _take(self, *texts: str) -> str:
        token = self._token
        if token.kind == "op" and token.text in texts:
            self._read()
            return token.text
        return ""

    def _wrong(self, what: str, at: int | None = None) -> ArithmeticProblem:
        return problem(self._text, what, self._last if at is None else at)

    # -- levels

    def compile(self) -> Code:
        """The whole expression."""
        if self._token.kind == "end":
            return lambda store, depth: 0
        code = self._comma()
        if self._token.kind != "end":
            known = self._token.kind != "op" or _TOKEN.match(self._text, self._token.at) is not None
            raise self._wrong("syntax error in expression" if known else "syntax error: invalid arithmetic operator")
        return code

    def _comma(self) -> Code:
        code = self._assignment()
        while self._take(","):
            code = _sequence(code, self._assignment())
        return code

    def _assignment(self) -> Code:
        token = self._token
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._wrong("expression recursion level exceeded")
        code = self._choice()
        self._depth -= 1
        if self._token.kind == "op" and self._token.text in _ASSIGNMENTS:
            return self._assign(token, code)
        return code

    def _assign(self, target: Token, code: Code) -> Code:
        name = _variable_of(code)
        operator_at = self._token.at
        if name is None or target.kind != "name":
            raise self._wrong("attempted assignment to non-variable", operator_at)
        how = self._take(*_ASSIGNMENTS)
        at = self._token.at
        value = self._assignment()
        if how != "=":
            value = self._binary(how[:-1], code, value, at)
        return _assign(name, value)

    def _choice(self) -> Code:
        condition = self._logical_or()
        if not self._take("?"):
            return condition
        if self._token.kind == "end" or (self._token.kind == "op" and self._token.text == ":"):
            raise self._wrong("expression expected")
        yes = self._comma()
        if not self._take(":"):
            raise self._wrong("`:' expected for conditional expression")
        if self._token.kind == "end":
            raise self._wrong("expression expected")
        no = self._choice()
        return lambda store, depth: yes(store, depth) if condition(store, depth) else no(store, depth)

    def _logical_or(self) -> Code:
        code = self._logical_and()
        while self._take("||"):
            code = _either(code, self._logical_and())
        return code

    def _logical_and(self) -> Code:
        code = self._level(0)
        while self._take("&&"):
            code = _both(code, self._level(0))
        return code

    def _level(self, level: int) -> Code:
        if level == len(_LEVELS):
            return self._power()
        code = self._level(level + 1)
        while how := self._take(*_LEVELS[level]):
            at = self._token.at
            code = self._binary(how, code, self._level(level + 1), at)
        return code

    def _binary(self, how: str, left: Code, right: Code, at: int) -> Code:
        function, text = _BINARY[how], self._text
        if how not in ("/", "%"):
            return lambda store, depth: wrap(function(left(store, depth), right(store, depth)))

        def division(store: Store, depth: int) -> int:
            dividend, divisor = left(store, depth), right(store, depth)
            if not divisor:
                raise problem(text, "division by 0", at)
            return wrap(function(dividend, divisor))

        return division

    def _power(self) -> Code:
        base = self._unary()
        if not self._take("**"):
            return base
        exponent, text, last = self._power(), self._text, self._last

        def power(store: Store, depth: int) -> int:
            number, times = base(store, depth), exponent(store, depth)
            if times < 0:
                raise problem(text, "exponent less than 0", last)
            return wrap(pow(number, times, 1 << 64))

        return power

    def _unary(self) -> Code:
        sign = self._take("-", "+", "!", "~", "++", "--")
        if not sign:
            return self._primary()
        if sign in ("++", "--"):
            target = self._primary()
            name = _variable_of(target)
            if name is None:
                raise self._wrong("syntax error: operand expected")
            return _assign(name, _plus(target, 1 if sign == "++" else -1))
        operand = self._unary()
        if sign == "-":
            return lambda store, depth: wrap(-operand(store, depth))
        if sign == "!":
            return lambda store, depth: int(not operand(store, depth))
        if sign == "~":
            return lambda store, depth: ~operand(store, depth)
        return operand

    def _primary(self) -> Code:
        token = self._token
        if self._take("("):
            inside = self._comma()
            if not self._take(")"):
                raise self._wrong("missing `)'")
            return inside
        if token.kind == "number":
            self._read()
            value = number(self._text, token.text, token.at)
            return lambda store, depth: value
        if token.kind == "name":
            return self._name(token)
        raise self._wrong("syntax error: operand expected")

    def _name(self, token: Token) -> Code:
        subscript = self._subscript()
        self._after_name = True
        self._read()
        self._after_name = False
        code = _read(token.text, subscript)
        if how := self._take("++", "--"):
            step = 1 if how == "++" else -1
            change = _assign((token.text, subscript), _plus(code, step))
            return lambda store, depth: wrap(change(store, depth) - step)
        return code

    def _subscript(self) -> str | None:
        text, start = self._text, self._place
        if not text.startswith("[", start):
            return None
        depth = 0
        for at in range(start, len(text)):
            depth += (text[at] == "[") - (text[at] == "]")
            if not depth:
                self._place = at + 1
                return text[start + 1 : at]
        raise self._wrong("bad array subscript")


# -- the functions that expressions are made of

Target = tuple[str, str | None]


def _sequence(first: Code, second: Code) -> Code:
    def code(store: Store, depth: int) -> int:
        first(store, depth)
        return second(store, depth)

    return code


def _either(left: Code, right: Code) -> Code:
    return lambda store, depth: int(bool(left(store, depth) or right(store, depth)))


def _both(left: Code, right: Code) -> Code:
    return lambda store, depth: int(bool(left(store, depth) and right(store, depth)))


def _plus(code: Code, step: int) -> Code:
    return lambda store, depth: wrap(code(store, depth) + step)


class _Variable:
    """Reads a variable. A class, so that what is assigned to can be told from what is not."""

    __slots__ = ("target",)

    def __init__(self, target: Target) -> None:
        self.target = target

    def __call__(self, store: Store, depth: int) -> int:
        return store.number(self.target[0], self.target[1], depth)


def _read(name: str, subscript: str | None) -> Code:
    return _Variable((name, subscript))


def _variable_of(code: Code) -> Target | None:
    return code.target if isinstance(code, _Variable) else None


def _assign(target: Target, value: Code) -> Code:
    name, subscript = target

    def code(store: Store, depth: int) -> int:
        result = value(store, depth)
        store.assign(name, subscript, result)
        return result

    return code


def number(text: str, token: str, at: int) -> int:
    """A constant: decimal, 0x, octal, BASE#DIGITS; ArithmeticProblem."""
    if token.isdecimal() and token[0] != "0":
        return wrap(int(token))
    base, digits = 10, token
    if "#" in token:
        head, _, digits = token.partition("#")
        base = int(head) if head.isdecimal() else 0
        if not 2 <= base <= 64:
            raise problem(text, "invalid arithmetic base", at)
        if not digits:
            raise problem(text, "invalid integer constant", at)
    elif token[:2] in ("0x", "0X"):
        base, digits = 16, token[2:]
    elif token[0] == "0":
        base, digits = 8, token[1:]
    value = 0
    for digit in digits:
        worth = _worth(digit, base)
        if worth >= base:
            raise problem(text, "value too great for base", at)
        value = value * base + worth
    return wrap(value)


def _worth(digit: str, base: int) -> int:
    if digit.isdecimal():
        return int(digit)
    if digit in "@_":
        return 62 + (digit == "_")
    if digit.islower():
        return ord(digit) - ord("a") + 10
    return ord(digit) - ord("A") + (10 if base <= 36 else 36) if digit.isupper() else base
