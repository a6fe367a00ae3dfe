"""``[[ ]]`` (bash parse.y, cond_expr)."""

from typing import TYPE_CHECKING

from kshell.shell.syntax.ast import Condition
from kshell.shell.syntax.problem import ConditionProblem, SyntaxProblem, Unfinished
from kshell.shell.syntax.word import Word

if TYPE_CHECKING:
    from kshell.shell.syntax.parser import Parser

UNARY = frozenset(f"-{letter}" for letter in "abcdefghkLnNoOpGrRsStuvwxz")
BINARY = frozenset("= == != =~ -eq -ne -lt -le -gt -ge -nt -ot -ef".split())
PATTERN_OPERATORS = frozenset(("=", "==", "!="))


def condition(parser: "Parser") -> Condition:
    """The condition up to ``]]``, which is taken; ConditionProblem."""
    found = _or(parser)
    if not parser.is_word("]]"):
        token = parser.peek()
        if token.kind == "end":
            raise SyntaxProblem("unexpected EOF while looking for `]]'", parser.buffer.line)
        near = f": unexpected token `{token.text}'" if token.word is None else ""
        raise ConditionProblem(f"syntax error in conditional expression{near}", parser.buffer.line)
    parser.take()
    return found


def _or(parser: "Parser") -> Condition:
    left = _and(parser)
    if parser.is_op("||"):
        line = parser.take().line
        return Condition("or", line, left, _or(parser))
    return left


def _and(parser: "Parser") -> Condition:
    left = _term(parser)
    if parser.is_op("&&"):
        line = parser.take().line
        return Condition("and", line, left, _and(parser))
    return left


def _term(parser: "Parser") -> Condition:
    parser.skip_newlines()
    token = parser.peek()
    if parser.is_op("("):
        return _parentheses(parser)
    if token.word is None or parser.is_word("]]"):
        if token.kind == "end":
            raise Unfinished("", parser.buffer.line + 1)
        what = "" if token.word is not None else f"unexpected token `{token.text}' in conditional command"
        raise ConditionProblem(what, parser.buffer.line)
    if parser.is_word("!"):
        parser.take()
        return Condition("not", token.line, _term(parser))
    parser.take()
    if token.word.literal in UNARY:
        return _unary(parser, token.word, token.line)
    return _binary(parser, token.word, token.line)


def _parentheses(parser: "Parser") -> Condition:
    line = parser.take().line
    inside = _or(parser)
    if not parser.is_op(")"):
        raise ConditionProblem(f"unexpected token `{parser.peek().text}', expected `)'", parser.buffer.line)
    parser.take()
    parser.skip_newlines()
    return Condition("(", line, inside)


def _unary(parser: "Parser", operator: Word, line: int) -> Condition:
    return Condition(operator.text, line, words=(_operand(parser, "unary"),))


def _operand(parser: "Parser", kind: str) -> Word:
    token = parser.peek()
    if token.word is None or parser.is_word("]]"):
        what = f"unexpected argument `{token.text}' to conditional {kind} operator"
        if token.kind == "end":
            raise SyntaxProblem(f"unexpected argument `newline' to conditional {kind} operator", parser.buffer.line)
        raise ConditionProblem(what, parser.buffer.line)
    word = parser.take_word()
    parser.skip_newlines()
    return word


def _binary(parser: "Parser", left: Word, line: int) -> Condition:
    if parser.is_word("]]") or parser.is_op("&&", "||", ")"):
        return Condition("-n", line, words=(left,))
    token = parser.peek()
    operator = token.text if parser.is_op("<", ">") else token.word.literal if token.word is not None else None
    if operator not in BINARY and operator not in ("<", ">"):
        near = "" if token.word is not None else f"unexpected token `{token.text}', "
        if token.kind == "end":
            raise SyntaxProblem("unexpected token `newline', conditional binary operator expected", parser.buffer.line)
        raise ConditionProblem(f"{near}conditional binary operator expected", parser.buffer.line)
    parser.take()
    if operator == "=~":
        return Condition(operator, line, words=(left, _regex(parser)))
    parser.words.extended_patterns = operator in PATTERN_OPERATORS
    try:
        return Condition(operator, line, words=(left, _operand(parser, "binary")))
    finally:
        parser.words.extended_patterns = False


def _regex(parser: "Parser") -> Word:
    parser.lexer.skip_blanks()
    word = parser.words.regex()
    if not word.parts or word.text == "]]":
        raise ConditionProblem("unexpected argument `]]' to conditional binary operator", parser.buffer.line)
    parser.skip_newlines()
    return word
