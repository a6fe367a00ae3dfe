"""Functions that come in through the environment (bash variables.c, BASH_FUNC_name%%)."""

from typing import TYPE_CHECKING

from kshell.shell.shell import Function
from kshell.shell.syntax.ast import Function as Definition
from kshell.shell.syntax.buffer import Lines
from kshell.shell.syntax.parser import Parser
from kshell.shell.syntax.problem import SyntaxProblem, TooDeep, Unfinished

if TYPE_CHECKING:
    from kshell.shell.shell import Shell

PREFIX, SUFFIX = "BASH_FUNC_", "%%"


def import_functions(shell: "Shell") -> None:
    """Define the functions that a shell outside has exported."""
    for variable in [name for name in shell.variables.table if name.startswith(PREFIX) and name.endswith(SUFFIX)]:
        name = variable[len(PREFIX) : -len(SUFFIX)]
        body = shell.variables.get(variable)
        del shell.variables.table[variable]
        try:
            node = Parser(Lines(f"{name} {body}")).next_command()
        except (SyntaxProblem, Unfinished, TooDeep):
            continue
        if isinstance(node, Definition):
            function = Function(name, node.body, "environment")
            function.exported = True
            shell.functions[name] = function
