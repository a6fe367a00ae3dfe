"""Assignments (bash arrayfunc.c, variables.c)."""

from typing import TYPE_CHECKING

from kshell.shell.arithmetic.problem import ArithmeticProblem
from kshell.shell.expand.strings import expand_string
from kshell.shell.expand.word import expand_word
from kshell.shell.syntax.word import Assignment, Word
from kshell.shell.variables import AssociativeArray, BadSubscript, IndexedArray, ReadOnly, Variable

if TYPE_CHECKING:
    from kshell.shell.shell import Shell


class AssignmentProblem(Exception):
    """An assignment that fails: ``text`` is what bash says."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def assign(shell: "Shell", assignment: Assignment) -> str:
    """Carry out one assignment; the value, for traces. AssignmentProblem."""
    try:
        return _assign(shell, assignment)
    except ReadOnly as problem:
        raise AssignmentProblem(f"{problem.name}: readonly variable") from None
    except ArithmeticProblem as problem:
        raise AssignmentProblem(problem.text) from None


def _assign(shell: "Shell", assignment: Assignment) -> str:
    variables, name = shell.variables, assignment.name
    if assignment.elements is not None:
        assign_array(shell, assignment, variables.writable(name))
        return assignment.text.partition("=")[2]
    value = expand_string(shell, assignment.value, assignment=True)
    if assignment.subscript is None:
        variables.set(name, value, append=assignment.append)
    else:
        variables.writable(name)
        try:
            key = _key(shell, variables.find(name), name, assignment.subscript)
            variables.set_element(name, key, value, append=assignment.append)
        except BadSubscript as problem:
            raise AssignmentProblem(f"{name}[{assignment.subscript.text}]: {problem.text}") from None
    return value


def _key(shell: "Shell", variable: Variable | None, name: str, subscript: Word) -> int | str:
    text = expand_string(shell, subscript)
    elements = variable.value if variable is not None else None
    if isinstance(elements, AssociativeArray):
        if not text:
            raise BadSubscript("bad array subscript")
        return text
    if text in ("", "@", "*"):
        raise BadSubscript("bad array subscript")
    indexed = elements if isinstance(elements, IndexedArray) else IndexedArray()
    return shell.store.raw_subscript(indexed, text)


def assign_array(shell: "Shell", assignment: Assignment, variable: Variable) -> None:
    """``name=(...)`` and ``name+=(...)``; ReadOnly, ArithmeticProblem."""
    old = variable.value
    if isinstance(old, AssociativeArray):
        _fill_associative(shell, assignment, variable, old)
        return
    elements = IndexedArray()
    if assignment.append:
        elements = old if isinstance(old, IndexedArray) else IndexedArray({0: old} if old is not None else {})
    added = list[tuple[int | None, str, bool]]()
    for element in assignment.elements or []:
        if element.subscript is None:
            values = list[str]()
            expand_word(shell, element.value, values)
            added += [(None, value, False) for value in values]
        else:
            key = shell.store.raw_subscript(elements, expand_string(shell, element.subscript))
            added.append((key, expand_string(shell, element.value, assignment=True), element.append))
    at = max(elements, default=-1) + 1
    variable.value = elements
    for number, value, append in added:
        at = number if number is not None else at
        shell.variables.set_element(assignment.name, at, value, append=append)
        at += 1


def _fill_associative(shell: "Shell", assignment: Assignment, variable: Variable, old: AssociativeArray) -> None:
    elements = old if assignment.append else AssociativeArray()
    pairs, loose = list[tuple[str, str, bool]](), list[str]()
    for element in assignment.elements or []:
        if element.subscript is None:
            expand_word(shell, element.value, loose)
        else:
            key = expand_string(shell, element.subscript)
            pairs.append((key, expand_string(shell, element.value, assignment=True), element.append))
    pairs += [(loose[at], loose[at + 1] if at + 1 < len(loose) else "", False) for at in range(0, len(loose), 2)]
    variable.value = elements
    for key, value, append in pairs:
        shell.variables.set_element(assignment.name, key, value, append=append)


class Declared(str):
    """An argument of ``declare`` and its like that assigns an array: its text, and the assignment."""

    __slots__ = ("assignment",)

    assignment: Assignment


def declared_argument(shell: "Shell", assignment: Assignment) -> str:
    """An assignment as an argument: not split, and with its value expanded unless it is an array's."""
    if assignment.elements is not None:
        argument = Declared(assignment.text)
        argument.assignment = assignment
        return argument
    subscript = f"[{expand_string(shell, assignment.subscript)}]" if assignment.subscript is not None else ""
    operator = "+=" if assignment.append else "="
    return f"{assignment.name}{subscript}{operator}{expand_string(shell, assignment.value, assignment=True)}"
