"""The functions that expressions are made of: each takes the variables, and how many expressions are under way."""

from collections.abc import Callable
from typing import Protocol

from kshell.shell.arithmetic.numbers import wrap


class Store(Protocol):
    """The variables that expressions read and write."""

    def number(self, name: str, subscript: str | None, depth: int) -> int:
        """A variable as a number."""

    def assign(self, name: str, subscript: str | None, value: int) -> None:
        """Give a variable a value."""


Code = Callable[[Store, int], int]
Target = tuple[str, str | None]


def sequence(first: Code, second: Code) -> Code:
    """Both, one after the other; the value of the second."""

    def code(store: Store, depth: int) -> int:
        first(store, depth)
        return second(store, depth)

    return code


def either(left: Code, right: Code) -> Code:
    """``||``"""
    return lambda store, depth: int(bool(left(store, depth) or right(store, depth)))


def both(left: Code, right: Code) -> Code:
    """``&&``"""
    return lambda store, depth: int(bool(left(store, depth) and right(store, depth)))


def plus(code: Code, step: int) -> Code:
    """A value and a bit more."""
    return lambda store, depth: wrap(code(store, depth) + step)


class Variable:
    """Reads a variable. A class, so that what is assigned to can be told from what is not."""

    __slots__ = ("target",)

    def __init__(self, target: Target) -> None:
        self.target = target

    def __call__(self, store: Store, depth: int) -> int:
        return store.number(self.target[0], self.target[1], depth)


def variable_of(code: Code) -> Target | None:
    """The variable that is read; None if it is something else."""
    return code.target if isinstance(code, Variable) else None


def assign(target: Target, value: Code) -> Code:
    """``=``; the value that was assigned."""
    name, subscript = target

    def code(store: Store, depth: int) -> int:
        result = value(store, depth)
        store.assign(name, subscript, result)
        return result

    return code
