"""awk's expressions: tokens become functions of the state (POSIX, awk: Grammar)."""

import operator
from collections.abc import Callable

from kshell.userland.awk.calls import Calls, Match
from kshell.userland.awk.operators import assigned, both, calculated, constant, either, joined, stepped, subscript
from kshell.userland.awk.state import Expression
from kshell.userland.awk.values import compare, number, truth

COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
}
STEPS = {"++": 1.0, "--": -1.0}
ASSIGNMENTS = ("=", "+=", "-=", "*=", "/=", "%=", "^=")
STARTS = frozenset(("number", "string", "regex", "name", "function", "builtin", "$", "!", "(", "-", "+", "++", "--"))


class ExpressionParser(Calls):
    """Parses expressions, from the weakest operator to the strongest."""

    def expression(self, *, printing: bool = False, listed: bool = False) -> Expression:
        """An expression. ``printing`` leaves ``>`` to print, ``listed`` leaves ``in`` to for."""
        start = self.at
        left = self._conditional(printing, listed)
        token = self.take(*ASSIGNMENTS)
        if token is None:
            return left
        end, self.at = self.at, start
        target = self.lvalue()
        if target is None or self.at != end - 1:
            self.at = end - 1
            raise self.problem()
        self.at = end
        self.newlines()
        return assigned(target, token.kind, self.expression(printing=printing, listed=listed))

    def _conditional(self, printing: bool, listed: bool) -> Expression:
        condition = self._or(printing, listed)
        if not self.take("?"):
            return condition
        self.newlines()
        yes = self.expression(printing=printing, listed=listed)
        self.newlines()
        self.need(":")
        self.newlines()
        no = self.expression(printing=printing, listed=listed)
        return lambda s: yes(s) if truth(condition(s)) else no(s)

    def _or(self, printing: bool, listed: bool) -> Expression:
        left = self._and(printing, listed)
        while self.take("||"):
            self.newlines()
            left = either(left, self._and(printing, listed))
        return left

    def _and(self, printing: bool, listed: bool) -> Expression:
        left = self._in(printing, listed)
        while self.take("&&"):
            self.newlines()
            left = both(left, self._in(printing, listed))
        return left

    def _in(self, printing: bool, listed: bool) -> Expression:
        left = self._match(printing)
        while not listed and self.take("in"):
            left = self._member(left)
        return left

    def _member(self, key: Expression) -> Expression:
        array = self.array(self.need("name").text)
        return lambda s: float(s.string(key(s)) in array(s))

    def _match(self, printing: bool) -> Expression:
        left = self._comparison(printing)
        while token := self.take("~", "!~"):
            left = self._matches(left, self._comparison(printing), negated=token.kind == "!~")
        return left

    def _matches(self, text: Expression, pattern: Expression, *, negated: bool) -> Expression:
        spelled = pattern.pattern if isinstance(pattern, Match) else None
        if spelled is not None:
            return lambda s: float(s.regex(spelled).matches(s.string(text(s))) != negated)
        return lambda s: float(s.regex(s.string(pattern(s))).matches(s.string(text(s))) != negated)

    def _comparison(self, printing: bool) -> Expression:
        left = self._concatenation()
        while self.kind == "|" and self.tokens[self.at + 1].kind == "getline":
            self.at += 2
            left = self.getline("|", left)
        token = self.take("<", "<=", "==", "!=", ">=") or (None if printing else self.take(">"))
        if token is None:
            return left
        right, holds = self._concatenation(), COMPARISONS[token.kind]
        return lambda s: float(holds(compare(left(s), right(s)), 0))

    def _concatenation(self) -> Expression:
        left = self._sum()
        while self.kind in STARTS and self.kind not in ("+", "-"):
            left = joined(left, self._sum())
        return left

    def _sum(self) -> Expression:
        left = self._product()
        while token := self.take("+", "-"):
            left = calculated(left, token.kind, self._product())
        return left

    def _product(self) -> Expression:
        left = self._unary()
        while token := self.take("*", "/", "%"):
            left = calculated(left, token.kind, self._unary())
        return left

    def _unary(self) -> Expression:
        token = self.take("!", "-", "+")
        if token is None:
            return self._power()
        operand = self._unary()
        if token.kind == "!":
            return lambda s: float(not truth(operand(s)))
        return (lambda s: -number(operand(s))) if token.kind == "-" else (lambda s: number(operand(s)))

    def _power(self) -> Expression:
        base = self._changed()
        if not self.take("^"):
            return base
        exponent = self._unary()
        return calculated(base, "^", exponent)

    def _changed(self) -> Expression:
        """A primary with ``++`` or ``--`` before it or behind."""
        token = self.take("++", "--")
        target = self.lvalue()
        if token is not None:
            if target is None:
                raise self.problem()
            return stepped(target, STEPS[token.kind], first=True)
        if target is None:
            return self.primary()
        token = self.take("++", "--")
        return stepped(target, STEPS[token.kind], first=False) if token is not None else target.get

    # -- primaries

    def primary(self) -> Expression:
        token = self.tokens[self.at]
        if token.kind in ("name", "$"):
            target = self.lvalue()
            if target is not None:
                return target.get
        if self.take("number"):
            return constant(float(token.text))
        if self.take("string"):
            return constant(token.text)
        if self.take("regex"):
            return Match(token.text)
        if self.take("("):
            return self._grouped()
        if self.take("getline"):
            return self.getline("", None)
        if self.take("builtin"):
            return self.builtin(token.text)
        if self.take("function"):
            return self.call(token)
        raise self.problem()

    def _grouped(self) -> Expression:
        inner = self.expression()
        keys = [inner]
        while self.take(","):
            self.newlines()
            keys.append(self.expression())
        self.need(")")
        if len(keys) == 1:
            return lambda s: inner(s)  # no target of an assignment any more
        self.need("in")
        return self._member(subscript(keys))
