"""What awk's operators do: functions that make one expression of others."""

import math
from collections.abc import Callable
from typing import NamedTuple

from kshell.userland.awk.state import Array, Expression, State
from kshell.userland.awk.values import UNSET, Value, number, truth

Setter = Callable[[State, Value], None]


class Lvalue(NamedTuple):
    """Something that can be assigned to."""

    get: Expression
    put: Setter


def either(left: Expression, right: Expression) -> Expression:
    return lambda s: float(truth(left(s)) or truth(right(s)))


def both(left: Expression, right: Expression) -> Expression:
    return lambda s: float(truth(left(s)) and truth(right(s)))


def joined(left: Expression, right: Expression) -> Expression:
    def run(state: State) -> Value:
        first = state.string(left(state))
        return first + state.string(right(state))

    return run


def subscript(keys: list[Expression]) -> Expression:
    if len(keys) == 1:
        return keys[0]
    return lambda s: s.text("SUBSEP").join(s.string(key(s)) for key in keys)


def element(array: Callable[[State], Array], key: Expression) -> Lvalue:
    return Lvalue(
        lambda s: array(s).setdefault(s.string(key(s)), UNSET),
        lambda s, v: array(s).__setitem__(s.string(key(s)), v),
    )


def calculate(left: float, sign: str, right: float) -> float:
    """The result of an operation, as the machine's floating point gives it."""
    try:
        if sign == "+":
            return left + right
        if sign == "-":
            return left - right
        if sign == "*":
            return left * right
        if sign == "^":
            return float(left**right) if left >= 0 or right == int(right) else -math.nan
        if not right:
            return math.nan if sign == "%" or not left or left != left else math.copysign(math.inf, left)
        return left / right if sign == "/" else math.fmod(left, right)
    except OverflowError:
        return math.inf


def calculated(left: Expression, sign: str, right: Expression) -> Expression:
    def run(state: State) -> Value:
        first = number(left(state))
        return calculate(first, sign, number(right(state)))

    return run


def assigned(target: Lvalue, sign: str, value: Expression) -> Expression:
    def run(state: State) -> Value:
        result = value(state)
        if sign != "=":
            result = calculate(number(target.get(state)), sign[0], number(result))
        target.put(state, result)
        return result

    return run


def stepped(target: Lvalue, step: float, *, first: bool) -> Expression:
    def run(state: State) -> Value:
        before = number(target.get(state))
        target.put(state, before + step)
        return before + step if first else before

    return run


def constant(value: Value) -> Expression:
    """An expression that has always this value."""
    return lambda _: value
