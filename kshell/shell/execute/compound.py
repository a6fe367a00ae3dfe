"""Loops, choices and function definitions (bash execute_cmd.c)."""

from typing import TYPE_CHECKING

from kshell.shell.arithmetic.problem import ArithmeticProblem
from kshell.shell.control import Break
from kshell.shell.execute.select import select
from kshell.shell.execute.trace import trace
from kshell.shell.expand.pattern import matches
from kshell.shell.expand.strings import expand_arithmetic, expand_pattern, expand_string
from kshell.shell.expand.word import expand_words
from kshell.shell.shell import Function as FunctionDefinition
from kshell.shell.syntax.ast import ArithmeticCommand, ArithmeticFor, Case, For, Function, If, Node, While
from kshell.shell.syntax.word import Word
from kshell.shell.variables import ReadOnly

if TYPE_CHECKING:
    from kshell.shell.execute.executor import Executor


def run_if(executor: "Executor", node: If) -> int:
    """``if``"""
    for condition, body in node.branches:
        if executor.test(condition):
            return executor.run(body)
    return executor.run(node.otherwise) if node.otherwise is not None else 0


def _round(executor: "Executor", body: Node) -> bool:
    """Run a loop's body once; whether there may be another round."""
    shell = executor.shell
    try:
        executor.run(body)
    except Break as jump:
        shell.status = jump.status
        if jump.levels > 1 and shell.loops > 1:
            raise Break(jump.levels - 1, again=jump.again, status=jump.status) from None
        return jump.again
    if shell.break_loops:
        shell.break_loops = shell.loops > 1
        return False
    return True


def _condition_round(executor: "Executor", node: While) -> bool | None:
    """Run a loop's condition: whether it holds; None when it breaks out."""
    try:
        return executor.test(node.condition) == (node.name == "while")
    except Break as jump:
        if jump.levels > 1 and executor.shell.loops > 1:
            raise Break(jump.levels - 1, again=jump.again) from None
        return True if jump.again else None


def run_while(executor: "Executor", node: While) -> int:
    """``while`` and ``until``"""
    shell, status = executor.shell, 0
    shell.loops += 1
    try:
        while _condition_round(executor, node):
            going = _round(executor, node.body)
            status = shell.status
            if not going:
                break
    finally:
        shell.loops -= 1
    return status


def run_for(executor: "Executor", node: For) -> int:
    """``for name in words`` and ``select``"""
    shell = executor.shell
    shell.line = node.line
    if not node.name.isidentifier() or not node.name.isascii():
        shell.complain(f"`{node.name}': not a valid identifier")
        return executor.failed(1)
    words = expand_words(shell, node.words) if node.words is not None else list(shell.arguments)
    shell.loops += 1
    try:
        if node.keyword == "select":
            return select(executor, node, words, _round)
        return _for(executor, node, words)
    finally:
        shell.loops -= 1


def _for(executor: "Executor", node: For, words: list[str]) -> int:
    shell = executor.shell
    shell.status = 0
    shown = " ".join(word.text for word in node.words) if node.words is not None else '"$@"'
    for word in words:
        if shell.options.xtrace:
            trace(shell, f"for {node.name} in {shown}")
        shell.line = node.line
        try:
            shell.variables.set(node.name, word)
        except ReadOnly as problem:
            shell.complain(f"{problem.name}: readonly variable")
            return 1
        if not _round(executor, node.body):
            break
    return shell.status


def run_arithmetic_for(executor: "Executor", node: ArithmeticFor) -> int:
    """``for (( init; test; step ))``"""
    shell = executor.shell
    shell.loops += 1
    shell.status = 0
    try:
        if _expression(executor, node, node.init) is None:
            return 1
        while (value := _expression(executor, node, node.test, 1)) is not None and value:
            if not _round(executor, node.body):
                break
            if _expression(executor, node, node.step) is None:
                return 1
        return shell.status if value is not None else 1
    finally:
        shell.loops -= 1


def _expression(executor: "Executor", node: ArithmeticFor, word: Word, default: int = 0) -> int | None:
    """One of the three expressions; None after a message when it is wrong."""
    executor.shell.line = node.line
    executor.between_commands()
    return _evaluated(executor, word) if word.text.strip() else default


def run_arithmetic(executor: "Executor", node: ArithmeticCommand) -> int:
    """``(( expression ))``"""
    executor.shell.line = node.line
    executor.between_commands()
    value = _evaluated(executor, node.expression)
    return executor.done(1 if value is None else int(not value))


def _evaluated(executor: "Executor", word: Word) -> int | None:
    shell = executor.shell
    if shell.options.xtrace:
        trace(shell, f"(( {word.text} ))")
    try:
        return expand_arithmetic(shell, word)
    except ArithmeticProblem as problem:
        shell.complain(f"((: {problem.text}")
    except ReadOnly as problem:
        shell.complain(f"{problem.name}: readonly variable")
    return None


def run_case(executor: "Executor", node: Case) -> int:
    """``case``"""
    shell = executor.shell
    shell.line = node.line
    if shell.options.xtrace:
        trace(shell, f"case {node.word.text} in")
    word, fold, extended = expand_string(shell, node.word), shell.options.shopt["nocasematch"], _extended(executor)
    status, falling = 0, False
    for clause in node.clauses:
        if not falling and not any(
            matches(expand_pattern(shell, p), word, extended=extended, fold=fold) for p in clause.patterns
        ):
            continue
        shell.status = 0
        status = executor.run(clause.body) if clause.body is not None else 0
        if clause.end == ";;":
            break
        falling = clause.end == ";&"
    return status


def _extended(executor: "Executor") -> bool:
    return executor.shell.options.shopt["extglob"]


def define_function(executor: "Executor", node: Function) -> int:
    """``name () body``"""
    shell = executor.shell
    shell.line = node.line
    name = node.name.text
    if node.name.quoted or "$" in name:
        shell.complain(f"`{name}': not a valid identifier")
        return executor.failed(1)
    old = shell.functions.get(name)
    if old is not None and old.readonly:
        shell.complain(f"{name}: readonly function")
        return executor.failed(1)
    source = shell.source or ("environment" if shell.startup == "command" else "main")
    shell.functions[name] = FunctionDefinition(name, node.body, source)
    return 0
