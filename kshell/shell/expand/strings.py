"""Words that become one string: assignments, redirections, patterns, expressions."""

from typing import TYPE_CHECKING

from kshell.shell.arithmetic.evaluate import evaluate
from kshell.shell.arithmetic.problem import ArithmeticProblem
from kshell.shell.expand.fields import Joined
from kshell.shell.expand.parts import expand_quoted_parts, expand_unquoted
from kshell.shell.expand.pattern import quote_pattern
from kshell.shell.variables import AssociativeArray, BadSubscript, ReadOnly, index

if TYPE_CHECKING:
    from kshell.shell.shell import Shell
    from kshell.shell.syntax.word import Word


def expand_string(shell: "Shell", word: "Word", *, assignment: bool = False) -> str:
    """A word as one string: no splitting, no file names."""
    if word.plain is not None:
        return word.plain
    joined = Joined()
    expand_unquoted(shell, word.parts, joined, tilde=True, assignment=assignment)
    return joined.text


def expand_quoted(shell: "Shell", word: "Word") -> str:
    """A word that stands in quotes as a whole: a here-document, an expression."""
    if word.plain is not None:
        return word.plain
    joined = Joined()
    expand_quoted_parts(shell, word.parts, joined)
    return joined.text


def expand_pattern(shell: "Shell", word: "Word") -> str:
    """A word as a pattern: what was quoted is protected."""
    joined = Joined()
    expand_unquoted(shell, word.parts, joined, tilde=True)
    return "".join(quote_pattern(text) if quoted else text for text, quoted in joined.fragments)


def expand_arithmetic(shell: "Shell", word: "Word") -> int:
    """A word as an expression; ArithmeticProblem."""
    return evaluate(expand_quoted(shell, word), shell.store)


def arithmetic_or_fail(shell: "Shell", word: "Word", name: str = "") -> int:
    """A word as an expression, inside another expansion (of ``name``): one that is wrong ends the command."""
    try:
        return expand_arithmetic(shell, word)
    except ArithmeticProblem as problem:
        shell.fail(f"{name}: {problem.text}" if name else problem.text)
    except ReadOnly as problem:
        shell.fail(f"{problem.name}: readonly variable")


def subscript_key(shell: "Shell", name: str, subscript: "Word") -> int | str:
    """The element that a subscript names: a number, or a key if the array is associative; -1 after a message."""
    elements = shell.variables.array(name)
    if isinstance(elements, AssociativeArray):
        return expand_string(shell, subscript)
    try:
        return index(elements, arithmetic_or_fail(shell, subscript))
    except BadSubscript as problem:
        shell.complain(f"{name}: {problem.text}")
        return -1
