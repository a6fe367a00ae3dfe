"""export, readonly and unset (bash builtins/setattr.def, set.def)."""

import re

from kshell.shell.arithmetic.problem import ArithmeticProblem
from kshell.shell.builtins.call import Call
from kshell.shell.builtins.declare import ARGUMENT, Declaration, has_attribute
from kshell.shell.expand.attributes import declaration
from kshell.shell.syntax.text import function_text
from kshell.shell.variables import AssociativeArray, BadSubscript, IndexedArray, ReadOnly

_FUNCTION_NAME = re.compile(r"[^\s/$&|;<>()]+")


def _export(call: Call) -> int:
    options = call.flags("fnp")
    if "f" in options:
        return _mark_functions(call, off="n" in options)
    if not call.args:
        return _show(call, "x")
    return Declaration(call, "" if "n" in options else "x", "x" if "n" in options else "").run(local=False)


def _mark_functions(call: Call, *, off: bool) -> int:
    shell, status = call.shell, 0
    if not call.args:
        for name, function in sorted(shell.functions.items()):
            if function.exported:
                call.out(f"{function_text(name, function.body)}\ndeclare -fx {name}\n")
    for name in call.args:
        found = shell.functions.get(name)
        if found is None:
            call.complain(f"{name}: not a function")
            status = 1
        else:
            found.exported = not off
    return status


def _show(call: Call, letter: str) -> int:
    for name in sorted(call.shell.variables.table):
        variable = call.shell.variables.table[name]
        if has_attribute(variable, letter):
            call.out(declaration(name, variable) + "\n")
    return 0


def _readonly(call: Call) -> int:
    options = call.flags("aAfp")
    if "f" in options:
        for name in call.args:
            function = call.shell.functions.get(name)
            if function is not None:
                function.readonly = True
        return 0
    if not call.args:
        return _show(call, "r")
    kind = "".join(letter for letter in options if letter in "aA")
    return Declaration(call, "r" + kind, "").run(local=False)


def _unset(call: Call) -> int:
    options, shell, status = call.flags("fvn"), call.shell, 0
    if "f" in options and "v" in options:
        call.complain("cannot simultaneously unset a function and a variable")
        return 1
    for name in call.args:
        if "f" in options:
            status |= _unset_function(call, name)
            continue
        match = ARGUMENT.fullmatch(name)
        if match is None or match[3]:
            if _FUNCTION_NAME.fullmatch(name) and name in shell.functions and "v" not in options:
                status |= _unset_function(call, name)
        else:
            status |= _unset_variable(call, match[1], match[2], options)
    return status


def _unset_function(call: Call, name: str) -> int:
    function = call.shell.functions.get(name)
    if function is not None and function.readonly:
        call.complain(f"{name}: cannot unset: readonly function")
        return 1
    call.shell.functions.pop(name, None)
    return 0


def _unset_variable(call: Call, name: str, subscript: str | None, options: str) -> int:
    shell = call.shell
    target = name if "n" in options else shell.variables.resolve(name)
    if subscript is None:
        if target not in shell.variables.table and "v" not in options and name in shell.functions:
            return _unset_function(call, name)
        try:
            shell.variables.unset(target)
        except ReadOnly as problem:
            call.complain(f"{problem.name}: cannot unset: readonly variable")
            return 1
        return 0
    variable = shell.variables.find(name)
    elements = variable.value if variable is not None else None
    if subscript in ("@", "*") and not isinstance(elements, AssociativeArray):
        shell.variables.unset(target)
    elif isinstance(elements, AssociativeArray):
        elements.pop(subscript, None)
    elif isinstance(elements, IndexedArray):
        try:
            elements.pop(shell.store.raw_subscript(elements, subscript), None)
        except BadSubscript as problem:
            call.complain(f"[{subscript}]: {problem.text}")
            return 1
        except ArithmeticProblem as problem:
            shell.complain(problem.text)
            return 1
    elif elements is not None:
        call.complain(f"{name}: not an array variable")
        return 1
    return 0


BUILTINS = {"export": _export, "readonly": _readonly, "unset": _unset}
