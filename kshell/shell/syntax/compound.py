"""Compound commands and functions (bash(1), Compound Commands)."""

from typing import TYPE_CHECKING

from kshell.shell.syntax.ast import (
    ArithmeticCommand,
    ArithmeticFor,
    Case,
    Clause,
    ConditionCommand,
    For,
    Function,
    Group,
    If,
    Node,
    Subshell,
    While,
)
from kshell.shell.syntax.condition import condition
from kshell.shell.syntax.problem import SyntaxProblem
from kshell.shell.syntax.word import Word

if TYPE_CHECKING:
    from kshell.shell.syntax.parser import Parser


def parenthesis(parser: "Parser") -> Node:
    """``((`` expression ``))`` or ``(`` list ``)``."""
    token = parser.take()
    expression = _double_parenthesis(parser)
    if expression is not None:
        return ArithmeticCommand(expression, token.line)
    body = parser.body(")")
    parser.take()
    return Subshell(body, token.line)


def _double_parenthesis(parser: "Parser") -> Word | None:
    """The expression, if a second parenthesis follows at once and both are closed together."""
    buffer = parser.buffer
    if not buffer.text.startswith("(", buffer.at):
        return None
    start = buffer.at
    buffer.at += 1
    found = parser.words.arithmetic()
    if found is None:
        buffer.at = start
    return found


def _group(parser: "Parser") -> Node:
    line = parser.take().line
    body = parser.body("}")
    parser.take()
    return Group(body, line)


def _if(parser: "Parser") -> Node:
    node = If(parser.take().line)
    while True:
        test = parser.body("then")
        parser.take()
        node.branches.append((test, parser.body("elif", "else", "fi")))
        if not parser.is_word("elif"):
            break
        parser.take()
    if parser.is_word("else"):
        parser.take()
        node.otherwise = parser.body("fi")
    parser.take()
    return node


def _while(parser: "Parser") -> Node:
    token = parser.take()
    test = parser.body("do")
    return While(token.text, test, _do_group(parser), token.line)


def _do_group(parser: "Parser") -> Node:
    """``do`` list ``done``, or a group in braces."""
    if parser.is_word("{"):
        parser.take()
        body = parser.body("}")
    else:
        parser.expect("do")
        body = parser.body("done")
    parser.take()
    return body


def _for(parser: "Parser") -> Node:
    token = parser.take()
    if token.text == "for" and parser.is_op("("):
        return _arithmetic_for(parser, token.line)
    name, words = parser.take_word().text, None
    parser.skip_newlines()
    if parser.is_word("in"):
        parser.take()
        words = list[Word]()
        while not (parser.is_op(";") or parser.peek().kind == "newline"):
            words.append(parser.take_word())
        parser.take()
    elif parser.is_op(";"):
        parser.take()
    parser.skip_newlines()
    if not parser.is_word("do", "{"):
        raise parser.unexpected()
    return For(token.text, name, words, _do_group(parser), token.line)


def _arithmetic_for(parser: "Parser", line: int) -> Node:
    parser.take()
    expression = _double_parenthesis(parser)
    if expression is None:
        raise parser.unexpected()
    pieces = expression.text.split(";")
    if len(pieces) != 3:
        what = "arithmetic expression required" if len(pieces) < 3 else "`;' unexpected"
        raise SyntaxProblem(f"syntax error: {what}", parser.buffer.line, f"syntax error: `(({expression.text}))'")
    if parser.is_op(";"):
        parser.take()
    parser.skip_newlines()
    words = [parser.words_of(piece.lstrip(), line) for piece in pieces]
    return ArithmeticFor((words[0], words[1], words[2]), _do_group(parser), line)


def _case(parser: "Parser") -> Node:
    line = parser.take().line
    node = Case(parser.take_word(), line)
    parser.skip_newlines()
    parser.expect("in")
    parser.skip_newlines()
    while not parser.is_word("esac"):
        node.clauses.append(_clause(parser))
        parser.skip_newlines()
    parser.take()
    return node


def _clause(parser: "Parser") -> Clause:
    if parser.is_op("("):
        parser.take()
    patterns = [parser.take_word()]
    while parser.is_op("|"):
        parser.take()
        patterns.append(parser.take_word())
    parser.expect(")")
    body = parser.body_or_nothing(";;", ";&", ";;&", "esac")
    return Clause(patterns, body, ";;" if parser.is_word("esac") else parser.take().text)


def _function(parser: "Parser") -> Node:
    line = parser.take().line
    name = parser.take_word()
    if parser.is_op("("):
        return function_named(parser, name, line)
    return _function_body(parser, name, line)


def function_named(parser: "Parser", name: Word, line: int) -> Node:
    """``()`` and the body behind a function's name."""
    parser.take()
    parser.expect(")")
    return _function_body(parser, name, line)


def _function_body(parser: "Parser", name: Word, line: int) -> Node:
    parser.skip_newlines()
    token = parser.peek()
    if token.word is not None and token.word.literal == "function":
        raise parser.unexpected()
    body = parser.compound()
    if body is None:
        raise parser.unexpected()
    parser.redirections(body)
    return Function(name, body, line)


def _condition(parser: "Parser") -> Node:
    line = parser.take().line
    return ConditionCommand(condition(parser), line)


COMPOUND = {
    "{": _group, "if": _if, "while": _while, "until": _while, "for": _for, "select": _for, "case": _case,
    "function": _function, "[[": _condition,
}  # fmt: skip
