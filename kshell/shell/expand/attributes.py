"""A variable's attributes, as letters and as the command that would declare it (bash builtins/declare.def)."""

from kshell.shell.expand.quote import always_quoted, declared
from kshell.shell.variables import AssociativeArray, IndexedArray, Variable


def attribute_letters(variable: Variable | None) -> str:
    """``aAilnrux``, as far as they hold."""
    if variable is None:
        return ""
    flags = {
        "a": isinstance(variable.value, IndexedArray), "A": isinstance(variable.value, AssociativeArray),
        "i": variable.integer, "n": variable.nameref, "r": variable.readonly, "x": variable.exported,
        "c": variable.case == "c", "l": variable.case == "l", "u": variable.case == "u",
    }  # fmt: skip
    return "".join(letter for letter, holds in flags.items() if holds)


def elements_text(value: IndexedArray | AssociativeArray) -> str:
    """``([0]="x" [1]="y")``"""
    if isinstance(value, IndexedArray):
        return "(" + " ".join(f"[{key}]={declared(text)}" for key, text in value.in_order()) + ")"
    return "(" + "".join(f"[{key}]={declared(text)} " for key, text in value.in_order()) + ")"


def declaration(name: str, variable: Variable) -> str:
    """The line of ``declare -p``."""
    letters = attribute_letters(variable)
    front = f"declare -{letters or '-'} {name}"
    value = variable.value if not isinstance(variable.value, str) else None
    if value is not None:
        return f"{front}={elements_text(value)}"
    text = variable.text()
    return front if text is None else f"{front}={declared(text)}"


def assignment_text(name: str, variable: Variable | None) -> str:
    """What ``${x@A}`` gives."""
    if variable is None:
        return ""
    letters, value = attribute_letters(variable), variable.value
    front = f"declare -{letters} " if letters else ""
    if isinstance(value, IndexedArray | AssociativeArray):
        return f"{front}{name}={elements_text(value)}"
    text = variable.text()
    if text is None:
        return f"{front}{name}" if front else ""
    return f"{front}{name}={always_quoted(text)}"
