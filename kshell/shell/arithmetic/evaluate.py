"""The value of an expression."""

from functools import lru_cache

from kshell.shell.arithmetic.code import Code, Store
from kshell.shell.arithmetic.compiler import Compiler
from kshell.shell.arithmetic.problem import problem

MAX_RECURSION = 1_024


def evaluate(text: str, store: Store, depth: int = 0) -> int:
    """The value of an expression, 0 for an empty one; ArithmeticProblem. ``depth``: how many are being evaluated."""
    if text.isdecimal() and text[0] != "0" and len(text) < 19:
        return int(text)
    if depth > MAX_RECURSION:
        raise problem(text, "expression recursion level exceeded", 0)
    return compiled(text)(store, depth)


@lru_cache(maxsize=1000)
def compiled(text: str) -> Code:
    """The function that evaluates an expression; ArithmeticProblem."""
    return Compiler(text).compile()
