"""Simple commands: a builtin, a function or a program (bash execute_cmd.c, execute_simple_command)."""

from typing import TYPE_CHECKING

from kshell.shell import builtins
from kshell.shell.builtins.call import Builtin
from kshell.shell.control import Discard, Return
from kshell.shell.execute.assign import AssignmentProblem, assign, declared_argument
from kshell.shell.execute.pipeline import start, wait_for_job
from kshell.shell.execute.program import become, look_up
from kshell.shell.execute.redirect import Undo, redirect
from kshell.shell.execute.trace import quoted, trace, trace_words
from kshell.shell.expand.word import expand_word
from kshell.shell.shell import Frame, Function
from kshell.shell.syntax.ast import Simple
from kshell.shell.syntax.word import Assignment, Quoted, Word

if TYPE_CHECKING:
    from kshell.shell.execute.executor import Executor
    from kshell.shell.shell import Shell

NOT_FOUND = 127


def run_simple(executor: "Executor", node: Simple, *, last: bool = False) -> int:
    """Run a simple command; its status. ``last``: this process ends with it."""
    shell = executor.shell
    shell.line = node.line
    executor.between_commands()
    shell.substitution_status = None
    if "DEBUG" in shell.traps.actions:
        executor.debug_trap(node)
    before = len(shell.substituted)
    try:
        status = _run(executor, node, last=last)
        return executor.failed(status)
    finally:
        if len(shell.substituted) > before:
            executor.close_substituted(before)


def _run(executor: "Executor", node: Simple, *, last: bool) -> int:
    shell = executor.shell
    words = _arguments(shell, node)
    if not words:
        shell.pipe_status = [_assign_only(shell, node)]
        return shell.pipe_status[0]
    name = words[0]
    if name[:1] == "%" and shell.jobs.control:
        words, name = ["fg", *words], "fg"
    function = shell.functions.get(name)
    builtin = builtins.find(name) if function is None and name not in shell.disabled else None
    if function is None and builtin is None:
        shell.variables.set("_", words[-1])
        return _program(executor, node, words, last=last)
    status = _with_redirections(executor, node, words, function, builtin)
    shell.pipe_status = [status]
    shell.variables.set("_", words[-1])
    return status


def _arguments(shell: "Shell", node: Simple) -> list[str]:
    """The name and the arguments, expanded."""
    out = list[str]()
    for word in node.words:
        if isinstance(word, Word):
            if word.plain is not None:
                out.append(word.plain)
            else:
                expand_word(shell, word, out)
        else:
            out.append(declared_argument(shell, word))
    return out


# -- assignments alone


def _assign_only(shell: "Shell", node: Simple) -> int:
    for assignment in node.assignments:
        _assign(shell, assignment, fatal=True)
    if node.redirects:
        undo = Undo(shell)
        try:
            if not redirect(shell, node.redirects, undo):
                return 1
        finally:
            undo.restore()
    return shell.substitution_status or 0


def _assign(shell: "Shell", assignment: Assignment, *, fatal: bool) -> None:
    try:
        value = assign(shell, assignment)
    except AssignmentProblem as problem:
        if fatal:
            shell.fail(problem.text)
        shell.complain(problem.text)
        return
    if shell.options.set_o["allexport"]:
        shell.variables.table[assignment.name].exported = True
    if shell.options.xtrace:
        subscript = f"[{assignment.subscript.text}]" if assignment.subscript is not None else ""
        shown = value if assignment.elements is not None else quoted(value) if value else ""
        trace(shell, f"{assignment.name}{subscript}{'+' if assignment.append else ''}={shown}")


# -- builtins and functions


def _with_redirections(
    executor: "Executor", node: Simple, words: list[str], function: Function | None, builtin: Builtin | None
) -> int:
    """Run a builtin or function in this process; its redirections and assignments are undone afterwards."""
    shell = executor.shell
    if not node.redirects and not node.assignments:
        return _in_place(executor, words, function, builtin)
    keeps = builtin is not None and words == ["exec"]
    undo = None if keeps else Undo(shell)
    if node.assignments:
        shell.variables.push()
    try:
        if not redirect(shell, node.redirects, undo):
            return 1
        for assignment in node.assignments:
            _assign_in_scope(shell, assignment)
        return _in_place(executor, words, function, builtin)
    finally:
        if undo is not None:
            undo.restore()
        if node.assignments:
            shell.variables.pop()


def _assign_in_scope(shell: "Shell", assignment: Assignment) -> None:
    old = shell.variables.table.get(assignment.name)
    if old is None or not old.readonly:
        made = shell.variables.make_local(assignment.name)
        made.exported = True
        if assignment.append and old is not None:
            made.value = old.text()
    _assign(shell, assignment, fatal=False)


def _in_place(executor: "Executor", words: list[str], function: Function | None, builtin: Builtin | None) -> int:
    shell = executor.shell
    if shell.options.xtrace:
        trace_words(shell, words)
    if function is not None:
        return call_function(executor, function, words)
    return run_builtin(shell, builtin, words) if builtin is not None else 0


def run_builtin(shell: "Shell", builtin: Builtin, words: list[str]) -> int:
    """Run a builtin by its words; its status."""
    status = builtin.run(shell, words[1:])
    shell.last_builtin = words[0]
    return status


def run_builtin_named(shell: "Shell", words: list[str]) -> int:
    """The same by its name alone."""
    builtin = builtins.find(words[0])
    return run_builtin(shell, builtin, words) if builtin is not None else NOT_FOUND


def call_function(executor: "Executor", function: Function, words: list[str]) -> int:
    """Call a function; its status."""
    shell = executor.shell
    _count_nesting(shell, function)
    executor.enter()
    outer, shell.arguments = shell.arguments, words[1:]
    loops, shell.loops = shell.loops, 0
    on_return = shell.traps.actions.get("RETURN")
    shell.frames.append(Frame(function.name, function.source, shell.line))
    shell.variables.push()
    try:
        return executor.run(function.body)
    except Return as returned:
        return returned.status
    finally:
        shell.variables.pop()
        line = shell.frames.pop().line
        shell.line, shell.loops, shell.arguments = line, loops, outer
        shell.depth -= 1
        if shell.options.set_o["functrace"] or shell.traps.actions.get("RETURN") != on_return:
            executor.run_trap("RETURN")


def _count_nesting(shell: "Shell", function: Function) -> None:
    """$FUNCNEST is how many functions may be in each other."""
    limit = shell.variables.get("FUNCNEST") or ""
    if not limit.isdecimal() or not int(limit):
        return
    if sum(frame.name not in ("main", "source") for frame in shell.frames) >= int(limit):
        where = function.source or "environment"
        shell.p.err(f"{where}: line {shell.line}: {function.name}: maximum function nesting level exceeded ({limit})\n")
        raise Discard


# -- programs


def _program(executor: "Executor", node: Simple, words: list[str], *, last: bool) -> int:
    """Run a program in a process of its own, or in this one if it has nothing else to do."""
    shell = executor.shell
    path = look_up(shell, words[0])
    shell.last_builtin = ""
    if last:
        return _become(shell, node, words, path, forked=False)
    pid = start(shell, lambda copy: _become(copy, node, words, path, forked=True), background=False)
    return wait_for_job(shell, [pid], [node])


def run_words(shell: "Shell", words: list[str], path: str | None) -> int:
    """Run a program in a process of its own, without redirections; its status."""
    node = Simple(shell.line)
    node.words = [Word(word, [Quoted(word)]) for word in words]
    pid = start(shell, lambda copy: become(copy, words, path), background=False)
    return wait_for_job(shell, [pid], [node])


def _become(shell: "Shell", node: Simple, words: list[str], path: str | None, *, forked: bool) -> int:
    """Turn this process into a program; the status when that fails."""
    if not redirect(shell, node.redirects, None):
        return 1
    for assignment in node.assignments:
        _assign(shell, assignment, fatal=False)
        variable = shell.variables.table.get(assignment.name)
        if variable is not None:
            variable.exported = True
    if shell.options.xtrace:
        trace_words(shell, words)
    if not forked and (level := shell.variables.get("SHLVL") or "").isdecimal():
        shell.variables.set("SHLVL", str(int(level) - 1))
    return become(shell, words, path)
