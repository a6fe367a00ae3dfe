"""A shell's variables as arithmetic sees them."""

from typing import TYPE_CHECKING

from kshell.shell.arithmetic.evaluate import evaluate
from kshell.shell.arithmetic.problem import ArithmeticProblem
from kshell.shell.variables import AssociativeArray, BadSubscript, IndexedArray, index

if TYPE_CHECKING:
    from kshell.shell.shell import Shell


class ShellStore:
    """Reads and writes the variables of one shell."""

    def __init__(self, shell: "Shell") -> None:
        self._shell = shell

    def number(self, name: str, subscript: str | None, depth: int) -> int:
        """A variable as a number: its value is an expression in its turn."""
        shell = self._shell
        text = shell.variables.get(name) if subscript is None else self._element(name, subscript, depth)
        if not text:
            if text is None and shell.options.nounset:
                shell.leave(f"{name}: unbound variable")
            return 0
        return evaluate(text, self, depth + 1)

    def _element(self, name: str, subscript: str, depth: int) -> str | None:
        elements = self._shell.variables.array(name)
        if isinstance(elements, AssociativeArray):
            return elements.get(subscript)
        return elements.get(self.subscript(name, elements, subscript, depth))

    def subscript(self, name: str, elements: IndexedArray, subscript: str, depth: int = 0) -> int:
        """The number that a subscript stands for; ArithmeticProblem."""
        try:
            return index(elements, evaluate(subscript, self, depth + 1))
        except BadSubscript as problem:
            raise ArithmeticProblem(f"{name}: {problem.text}") from None

    def raw_subscript(self, elements: IndexedArray, subscript: str) -> int:
        """The same for an assignment; ArithmeticProblem, BadSubscript."""
        return index(elements, evaluate(subscript, self, 1))

    def assign(self, name: str, subscript: str | None, value: int) -> None:
        """Give a variable or element a value; ReadOnly."""
        variables = self._shell.variables
        if subscript is None:
            variables.set(name, str(value))
            return
        elements = variables.array(name)
        key = subscript if isinstance(elements, AssociativeArray) else self.subscript(name, elements, subscript)
        variables.set_element(name, key, str(value))
