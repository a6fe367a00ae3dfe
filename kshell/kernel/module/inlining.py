"""Of which functions a compiler leaves no frame on the stack: traces and /proc/PID/stack do not name them.

gcc puts every function of a file that is called at one place, and never used otherwise, into its caller, unless it is
noinline (-finline-functions-called-once); in Python a decorator keeps a function out. And a call that is the last thing
that a function does becomes a jump (-foptimize-sibling-calls). See the recordings ed-nested and ee-tails.
"""

import ast
from collections.abc import Iterator
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kshell.kernel.module.state import Module


NO_CALLS = ("BUG", "WARN", "kthread_run", "panic", "wait_event")  # macros, and what does not return


def _functions(source: str) -> tuple[ast.Module, dict[str, ast.FunctionDef]]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        tree = ast.Module([], [])
    return tree, {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def tail_calls(source: str) -> set[tuple[str, int]]:
    """The functions and lines where a call is the last thing that the function does."""
    found = set()
    for name, function in _functions(source)[1].items():
        returns = any(isinstance(node, ast.Return) and node.value is not None for node in ast.walk(function))
        for call in _last_calls(function.body, void=not returns):
            if isinstance(call.func, ast.Name) and not call.func.id.startswith(NO_CALLS):
                found |= {(name, line) for line in range(call.lineno, (call.end_lineno or call.lineno) + 1)}
    return found


def _last_calls(body: list[ast.stmt], *, void: bool, last: bool = True) -> Iterator[ast.Call]:
    """The calls behind which only the end of the function comes; ``last``: so it is behind this body."""
    for number, statement in enumerate(body):
        after = body[number + 1 : number + 2]
        ends = last if not after else isinstance(after[0], ast.Return) and after[0].value is None
        if isinstance(statement, ast.If):
            yield from _last_calls(statement.body, void=void, last=ends)
            yield from _last_calls(statement.orelse, void=void, last=ends)
        elif isinstance(statement, ast.For | ast.While):
            yield from _last_calls(statement.body, void=void, last=False)
        else:
            done = isinstance(statement, ast.Return) or (isinstance(statement, ast.Expr) and void and ends)
            value = getattr(statement, "value", None)
            if done and isinstance(value, ast.Call):
                yield value


def callers(source: str) -> dict[str, str]:
    """The functions that are put into another, and which."""
    tree, functions = _functions(source)
    uses: dict[str, int] = dict.fromkeys(functions, 0)
    calls: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in uses:
            uses[node.id] += 1
    for caller, function in functions.items():
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in functions:
                calls[node.func.id] = caller
    return {
        name: calls[name]
        for name, count in uses.items()
        if count == 1 and calls.get(name, name) != name and not functions[name].decorator_list
    }


def host_of(module: "Module", frame: FrameType) -> FrameType:
    """The frame of the function that a frame's code was put into: itself, or a caller's."""
    host = frame
    while (caller := module.inlined.get(host.f_code.co_name)) is not None:
        above = host.f_back
        while above is not None and (above.f_globals is not frame.f_globals or above.f_code.co_name != caller):
            above = above.f_back
        if above is None:
            return host
        host = above
    return host
