"""Builtins that give variables values and attributes (bash builtins/declare.def, setattr.def)."""

import re

from kshell.shell.arithmetic.problem import ArithmeticProblem
from kshell.shell.builtins.call import Call
from kshell.shell.execute.assign import Declared, assign_array
from kshell.shell.expand.attributes import declaration, elements_text
from kshell.shell.expand.quote import reusable
from kshell.shell.syntax.parser import assignment_of
from kshell.shell.syntax.text import function_text
from kshell.shell.variables import AssociativeArray, BadSubscript, IndexedArray, ReadOnly, Variable

ARGUMENT = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)(?:\[(.*?)\])?(?:(\+?=)(.*))?", re.DOTALL)
_FUNCTION_NAME = re.compile(r"[^\s/$&|;<>()]+")


def valid_name(name: str) -> bool:
    """Whether a text can name a variable."""
    return name.isidentifier() and name.isascii()


class Declaration:
    """What one call of declare and its kin asks for: attributes to set and to take away."""

    def __init__(self, call: Call, on: str, off: str) -> None:
        self.call = call
        self.on = on
        self.off = off
        self.status = 0

    def run(self, *, local: bool) -> int:
        """Declare each argument; the status."""
        for argument in self.call.args:
            match = ARGUMENT.fullmatch(argument)
            if match is None:
                self.call.complain(f"`{argument}': not a valid identifier")
                self.status = 1
                continue
            try:
                self._one(argument, match, local=local)
            except ReadOnly as problem:
                self.status = 1
                say = self.call.shell.complain if self.call.name in ("export", "readonly") else self.call.complain
                say(f"{problem.name}: readonly variable")
            except ArithmeticProblem as problem:
                self.status = 1
                self.call.complain(problem.text)
            except BadSubscript as problem:
                self.status = 1
                self.call.shell.complain(f"{argument.partition('=')[0]}: {problem.text}")
        return self.status

    def _one(self, argument: str, match: "re.Match[str]", *, local: bool) -> None:
        shell, name, (subscript, operator, value) = self.call.shell, match[1], match.groups()[1:]
        variable = shell.variables.make_local(name) if local else self._global(name)
        if variable.readonly and (operator or "r" in self.off):
            raise ReadOnly(name)
        if not self._make_array(name, variable, subscript):
            return
        self._attributes(variable)
        if isinstance(argument, Declared):
            assign_array(shell, argument.assignment, variable)
        elif operator and value.startswith("(") and value.endswith(")") and self._is_array(variable):
            assign_array(shell, assignment_of(argument), variable)
        elif operator:
            self._store(name, variable, subscript, value, append=operator == "+=")
        if "r" in self.on:
            variable.readonly = True

    def _global(self, name: str) -> Variable:
        shell = self.call.shell
        hidden = shell.variables.outermost(name) if "g" in self.on else None
        if hidden is not None:
            return hidden
        name = name if "n" in self.on + self.off else shell.variables.resolve(name)
        return shell.variables.table.setdefault(name, Variable())

    def _is_array(self, variable: Variable) -> bool:
        return isinstance(variable.value, IndexedArray | AssociativeArray)

    def _make_array(self, name: str, variable: Variable, subscript: str | None) -> bool:
        value = variable.value
        if "A" in self.on and not isinstance(value, AssociativeArray):
            if isinstance(value, IndexedArray):
                self.call.complain(f"{name}: cannot convert indexed to associative array")
                self.status = 1
                return False
            variable.value = AssociativeArray({"0": value} if value is not None else {})
        elif "a" in self.on and isinstance(value, AssociativeArray):
            self.call.complain(f"{name}: cannot convert associative to indexed array")
            self.status = 1
            return False
        elif ("a" in self.on or subscript is not None) and (value is None or isinstance(value, str)):
            variable.value = IndexedArray({0: value} if value is not None else {})
        return True

    def _attributes(self, variable: Variable) -> None:
        if "x" in self.on + self.off:
            variable.exported = "x" in self.on
        if "i" in self.on + self.off:
            variable.integer = "i" in self.on
        if "n" in self.on + self.off:
            variable.nameref = "n" in self.on
        for letter in "luc":
            if letter in self.on:
                variable.case = letter
            elif letter in self.off and variable.case == letter:
                variable.case = ""

    def _store(self, name: str, variable: Variable, subscript: str | None, value: str, *, append: bool) -> None:
        shell = self.call.shell
        if variable.nameref:
            variable.value = value
            return
        if subscript is not None:
            key = subscript if isinstance(variable.value, AssociativeArray) else shell.store.raw_subscript(
                variable.value if isinstance(variable.value, IndexedArray) else IndexedArray(), subscript
            )  # fmt: skip
            shell.variables.set_element(name, key, value, append=append)
        else:
            shell.variables.put(variable, value, append=append)


def _attribute_letters(call: Call, letters: str) -> tuple[str, str]:
    """The letters of the options that switch on, and off."""
    options = call.options(letters, plus=True)
    on = "".join(letter for letter, _ in options if letter[0] != "+")
    return on, "".join(letter[1] for letter, _ in options if letter[0] == "+")


def _declare(call: Call) -> int:
    on, off = _attribute_letters(call, "aAcfFgiIlnprtux")
    shell = call.shell
    if "f" in on or "F" in on:
        return _functions(call, names_only="F" in on, on=on)
    if "p" in on:
        return _print(call, on)
    if not call.args:
        return _list(call, on.replace("g", ""))
    return Declaration(call, on, off).run(local=shell.in_function and "g" not in on)


def _local(call: Call) -> int:
    on, off = _attribute_letters(call, "aAcfFgiIlnprtux")
    shell = call.shell
    if not shell.in_function:
        call.complain("can only be used in a function")
        return 1
    if not call.args:
        for name in sorted(shell.variables.scopes[-1]):
            variable = shell.variables.table.get(name)
            if variable is not None:
                call.out(declaration(name, variable) + "\n")
        return 0
    return Declaration(call, on, off).run(local=True)


def _list(call: Call, on: str) -> int:
    """All variables, or those with certain attributes."""
    shell = call.shell
    for name in sorted(shell.variables.table):
        variable = shell.variables.table[name]
        if not on:
            list_variable(call, name, variable)
        elif has_attribute(variable, on):
            call.out(declaration(name, variable) + "\n")
    if not on:
        for name in sorted(shell.functions):
            call.out(function_text(name, shell.functions[name].body) + "\n")
    return 0


def list_variable(call: Call, name: str, variable: Variable) -> None:
    """A variable's line in what ``set`` shows."""
    value = variable.value
    if isinstance(value, IndexedArray | AssociativeArray):
        call.out(f"{name}={elements_text(value)}\n")
    elif (text := variable.text()) is not None:
        call.out(f"{name}={reusable(text)}\n")


def has_attribute(variable: Variable, letters: str) -> bool:
    held = {
        "r": variable.readonly, "x": variable.exported, "i": variable.integer, "n": variable.nameref,
        "a": isinstance(variable.value, IndexedArray), "A": isinstance(variable.value, AssociativeArray),
        "l": variable.case == "l", "u": variable.case == "u", "c": variable.case == "c",
    }  # fmt: skip
    return any(held.get(letter, False) for letter in letters)


def _print(call: Call, on: str) -> int:
    """declare -p"""
    shell, status = call.shell, 0
    if not call.args:
        letters = on.replace("p", "").replace("g", "")
        for name in sorted(shell.variables.table):
            variable = shell.variables.table[name]
            if not letters or has_attribute(variable, letters):
                call.out(declaration(name, variable) + "\n")
        return 0
    for name in call.args:
        found = shell.variables.table.get(name)
        if found is None:
            call.complain(f"{name}: not found")
            status = 1
        else:
            call.out(declaration(name, found) + "\n")
    return status


def _functions(call: Call, *, names_only: bool, on: str) -> int:
    """declare -f and -F"""
    shell, status = call.shell, 0
    if not call.args:
        for name in sorted(shell.functions):
            if names_only:
                call.out(f"declare -f {name}\n")
            else:
                call.out(function_text(name, shell.functions[name].body) + "\n")
        return 0
    for name in call.args:
        function = shell.functions.get(name)
        if function is None:
            status = 1
        elif "x" in on or "r" in on:
            function.exported = function.exported or "x" in on
            function.readonly = function.readonly or "r" in on
        else:
            call.out(f"{name}\n" if names_only else function_text(name, function.body) + "\n")
            letters = "r" * function.readonly + "x" * function.exported
            if "p" in on and letters:
                call.out(f"declare -f{letters} {name}\n")
    return status


BUILTINS = {"declare": _declare, "typeset": _declare, "local": _local}
