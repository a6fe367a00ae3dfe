"""``[[ ]]`` (bash execute_cmd.c, execute_cond_node)."""

import re
from typing import TYPE_CHECKING

from kshell.shell.arithmetic.evaluate import evaluate
from kshell.shell.arithmetic.problem import ArithmeticProblem
from kshell.shell.conditions import COMPARISONS, compare_files, unary
from kshell.shell.execute.trace import trace
from kshell.shell.expand.fields import Joined
from kshell.shell.expand.parts import expand_unquoted
from kshell.shell.expand.pattern import matches
from kshell.shell.expand.strings import expand_pattern, expand_string
from kshell.shell.syntax.ast import Condition, ConditionCommand
from kshell.shell.syntax.word import Word
from kshell.shell.variables import IndexedArray, ReadOnly, Variable

if TYPE_CHECKING:
    from kshell.shell.execute.executor import Executor
    from kshell.shell.shell import Shell

_CLASS = re.compile(r"\[:(\w+):\]")
_POSIX = {
    "alnum": "0-9A-Za-z", "alpha": "A-Za-z", "blank": r" \t", "digit": "0-9", "lower": "a-z", "upper": "A-Z",
    "punct": r"!-/:-@\[-`{-~", "space": r"\s", "xdigit": "0-9A-Fa-f", "cntrl": r"\x00-\x1f\x7f", "print": " -~",
    "graph": "!-~",
}  # fmt: skip


class ConditionError(Exception):
    """A condition that cannot be evaluated: ``text`` is what bash says."""

    def __init__(self, text: str, status: int = 1) -> None:
        super().__init__(text)
        self.text = text
        self.status = status


def run_condition(executor: "Executor", node: ConditionCommand) -> int:
    """``[[ condition ]]``"""
    shell = executor.shell
    shell.line = node.line
    executor.between_commands()
    try:
        return executor.done(int(not _holds(shell, node.condition)))
    except ConditionError as problem:
        if problem.text:
            shell.complain(f"[[: {problem.text}")
        return executor.done(problem.status)


def _holds(shell: "Shell", node: Condition) -> bool:
    if node.left is not None:
        if node.op == "and":
            return _holds(shell, node.left) and node.right is not None and _holds(shell, node.right)
        if node.op == "or":
            return _holds(shell, node.left) or (node.right is not None and _holds(shell, node.right))
        return not _holds(shell, node.left) if node.op == "not" else _holds(shell, node.left)
    if len(node.words) == 1:
        return _unary(shell, node)
    return _binary(shell, node.op, node.words[0], node.words[1])


def _unary(shell: "Shell", node: Condition) -> bool:
    text = expand_string(shell, node.words[0])
    if shell.options.xtrace:
        trace(shell, f"[[ {node.op} {text or chr(39) * 2} ]]")
    return unary(shell, node.op, text)


def _binary(shell: "Shell", op: str, left_word: Word, right_word: Word) -> bool:
    left = expand_string(shell, left_word)
    if op == "=~":
        return _regex(shell, left, right_word)
    if op in ("=", "==", "!="):
        return _pattern(shell, op, left, right_word)
    right = expand_string(shell, right_word)
    if shell.options.xtrace:
        trace(shell, f"[[ {left or chr(39) * 2} {op} {right or chr(39) * 2} ]]")
    if op in COMPARISONS:
        return COMPARISONS[op](_number(shell, left), _number(shell, right))
    if op in ("<", ">"):
        return left < right if op == "<" else left > right
    return compare_files(shell.sys, op, left, right)


def _number(shell: "Shell", text: str) -> int:
    try:
        return evaluate(text, shell.store)
    except ArithmeticProblem as problem:
        raise ConditionError(problem.text) from None


def _pattern(shell: "Shell", op: str, left: str, right_word: Word) -> bool:
    pattern = expand_pattern(shell, right_word)
    if shell.options.xtrace:
        trace(shell, f"[[ {left or chr(39) * 2} {op} {pattern or chr(39) * 2} ]]")
    return matches(pattern, left, extended=True, fold=shell.options.shopt["nocasematch"]) == (op != "!=")


def _regex(shell: "Shell", left: str, word: Word) -> bool:
    """``=~``: an extended regular expression; BASH_REMATCH gets what it matched."""
    joined = Joined()
    expand_unquoted(shell, word.parts, joined)
    source = "".join(re.escape(text) if quoted else text for text, quoted in joined.fragments)
    if shell.options.xtrace:
        trace(shell, f"[[ {left or chr(39) * 2} =~ {source} ]]")
    try:
        flags = re.IGNORECASE if shell.options.shopt["nocasematch"] else 0
        match = re.compile(_python_regex(source), flags | re.DOTALL).search(left)
    except re.error:
        raise ConditionError("", 2) from None
    groups = [match[0], *(group or "" for group in match.groups())] if match else []
    try:
        shell.variables.writable("BASH_REMATCH").value = IndexedArray(enumerate(groups))
    except ReadOnly:
        shell.variables.table["BASH_REMATCH"] = Variable(IndexedArray(enumerate(groups)))
    return match is not None


def _python_regex(source: str) -> str:
    """A POSIX extended regular expression as Python writes it."""
    return _CLASS.sub(lambda match: _POSIX.get(match[1], ""), source)
