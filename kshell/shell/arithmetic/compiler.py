"""From an expression to the function that evaluates it: a recursive descent, as in bash's expr.c."""

import operator
from collections.abc import Callable

from kshell.shell.arithmetic.code import Code, Store, Variable, assign, both, either, plus, sequence, variable_of
from kshell.shell.arithmetic.numbers import divide, number, wrap
from kshell.shell.arithmetic.problem import problem
from kshell.shell.arithmetic.tokens import Token, Tokens

MAX_DEPTH = 1_024
_ASSIGNMENTS = frozenset("= += -= *= /= %= &= |= ^= <<= >>=".split())
_BINARY: dict[str, Callable[[int, int], int]] = {
    "|": operator.or_, "^": operator.xor, "&": operator.and_,
    "==": operator.eq, "!=": operator.ne, "<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt,
    "<<": lambda a, b: a << (b & 63), ">>": lambda a, b: a >> (b & 63),
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": divide, "%": lambda a, b: a - divide(a, b) * b,
}  # fmt: skip
_LEVELS = (
    ("|",), ("^",), ("&",), ("==", "!="), ("<=", ">=", "<", ">"), ("<<", ">>"), ("+", "-"), ("*", "/", "%"),
)  # fmt: skip


class Compiler:
    """Compiles one expression; a method for each level of precedence."""

    def __init__(self, text: str) -> None:
        self._tokens = Tokens(text)
        self._depth = 0

    def compile(self) -> Code:
        """The whole expression; ArithmeticProblem."""
        if self._tokens.now.kind == "end":
            return lambda store, depth: 0
        code = self._comma()
        if self._tokens.now.kind == "wrong":
            raise self._tokens.wrong("syntax error: invalid arithmetic operator")
        if self._tokens.now.kind != "end":
            raise self._tokens.wrong("syntax error in expression")
        return code

    def _comma(self) -> Code:
        code = self._assignment()
        while self._tokens.take(","):
            code = sequence(code, self._assignment())
        return code

    def _assignment(self) -> Code:
        token = self._tokens.now
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._tokens.wrong("expression recursion level exceeded")
        code = self._choice()
        self._depth -= 1
        now = self._tokens.now
        return self._assign(token, code) if now.kind == "op" and now.text in _ASSIGNMENTS else code

    def _assign(self, target: Token, code: Code) -> Code:
        tokens, name = self._tokens, variable_of(code)
        if name is None or target.kind != "name":
            raise tokens.wrong("attempted assignment to non-variable", tokens.now.at)
        how = tokens.take(*_ASSIGNMENTS)
        at = tokens.now.at
        value = self._assignment()
        return assign(name, value if how == "=" else self._binary(how[:-1], code, value, at))

    def _choice(self) -> Code:
        tokens, condition = self._tokens, self._logical_or()
        if not tokens.take("?"):
            return condition
        if tokens.now.kind == "end" or tokens.now.text == ":":
            raise tokens.wrong("expression expected")
        yes = self._comma()
        if not tokens.take(":"):
            raise tokens.wrong("`:' expected for conditional expression")
        if tokens.now.kind == "end":
            raise tokens.wrong("expression expected")
        no = self._choice()
        return lambda store, depth: yes(store, depth) if condition(store, depth) else no(store, depth)

    def _logical_or(self) -> Code:
        code = self._logical_and()
        while self._tokens.take("||"):
            code = either(code, self._logical_and())
        return code

    def _logical_and(self) -> Code:
        code = self._level(0)
        while self._tokens.take("&&"):
            code = both(code, self._level(0))
        return code

    def _level(self, level: int) -> Code:
        if level == len(_LEVELS):
            return self._power()
        code = self._level(level + 1)
        while how := self._tokens.take(*_LEVELS[level]):
            at = self._tokens.now.at
            code = self._binary(how, code, self._level(level + 1), at)
        return code

    def _binary(self, how: str, left: Code, right: Code, at: int) -> Code:
        """Two operands and what stands between them; ``at`` is where the second one begins."""
        function, text = _BINARY[how], self._tokens.text
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
        if not self._tokens.take("**"):
            return base
        exponent, text, last = self._power(), self._tokens.text, self._tokens.last

        def power(store: Store, depth: int) -> int:
            number_, times = base(store, depth), exponent(store, depth)
            if times < 0:
                raise problem(text, "exponent less than 0", last)
            return wrap(pow(number_, times, 1 << 64))

        return power

    def _unary(self) -> Code:
        sign = self._tokens.take("-", "+", "!", "~", "++", "--")
        if not sign:
            return self._primary()
        if sign in ("++", "--"):
            target = self._primary()
            name = variable_of(target)
            if name is None:
                raise self._tokens.wrong("syntax error: operand expected")
            return assign(name, plus(target, 1 if sign == "++" else -1))
        operand = self._unary()
        if sign == "-":
            return lambda store, depth: wrap(-operand(store, depth))
        if sign == "!":
            return lambda store, depth: int(not operand(store, depth))
        if sign == "~":
            return lambda store, depth: ~operand(store, depth)
        return operand

    def _primary(self) -> Code:
        tokens, token = self._tokens, self._tokens.now
        if tokens.take("("):
            inside = self._comma()
            if not tokens.take(")"):
                raise tokens.wrong("missing `)'")
            return inside
        if token.kind == "number":
            tokens.advance()
            value = number(tokens.text, token.text, token.at)
            return lambda store, depth: value
        if token.kind == "name":
            return self._name(token)
        raise tokens.wrong("syntax error: operand expected")

    def _name(self, token: Token) -> Code:
        tokens = self._tokens
        target = (token.text, tokens.subscript())
        tokens.advance(behind_name=True)
        code = Variable(target)
        how = tokens.take("++", "--")
        if not how:
            return code
        step = 1 if how == "++" else -1
        change = assign(target, plus(code, step))
        return lambda store, depth: wrap(change(store, depth) - step)
