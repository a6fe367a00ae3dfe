"""Reading ``name=value``, ``name[subscript]=value`` and ``name=(...)`` (bash parse.y, parse_compound_assignment)."""

import re
from typing import TYPE_CHECKING

from kshell.shell.syntax.context import METACHARACTERS
from kshell.shell.syntax.problem import Unfinished
from kshell.shell.syntax.reader import WordReader
from kshell.shell.syntax.word import ArrayElement, Assignment

if TYPE_CHECKING:
    from kshell.shell.syntax.lexer import Lexer

_START = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)(?:(\+?=)|(?=\[))")
_EQUALS = re.compile(r"\+?=")


class UnexpectedInArray(Exception):
    """Something stands in ``name=(...)`` that cannot: ``token``."""

    def __init__(self, token: str) -> None:
        super().__init__(token)
        self.token = token


def assignment(lexer: "Lexer", reader: WordReader) -> Assignment | None:
    """The assignment that begins here, or None; UnexpectedInArray."""
    buffer, start = reader.buffer, reader.buffer.at
    head = _START.match(buffer.text, start)
    if head is None:
        return None
    buffer.at = head.end()
    operator, subscript = head[2], None
    if operator is None:
        subscript = reader.subscript()
        equals = _EQUALS.match(buffer.text, buffer.at)
        if equals is None:
            buffer.at = start
            return None
        operator, buffer.at = equals[0], equals.end()
    made = Assignment("", head[1], subscript, append=operator == "+=")
    if subscript is None and buffer.char() == "(":
        made.elements = _elements(lexer, reader)
    else:
        made.value = reader.word()
    made.text = buffer.text[start : buffer.at].replace("\\\n", "")
    return made


def _elements(lexer: "Lexer", reader: WordReader) -> list[ArrayElement]:
    buffer, line = reader.buffer, reader.buffer.line
    buffer.at += 1
    elements = list[ArrayElement]()
    while (c := lexer.skip_newlines_and_blanks()) != ")":
        if not c:
            raise Unfinished(")", line, status=1)
        if c in METACHARACTERS and not buffer.text.startswith(("<(", ">("), buffer.at):
            raise UnexpectedInArray(lexer.next().text)
        elements.append(_element(reader))
    buffer.at += 1
    return elements


def _element(reader: WordReader) -> ArrayElement:
    buffer, start = reader.buffer, reader.buffer.at
    if buffer.char() == "[":
        subscript = reader.subscript()
        equals = _EQUALS.match(buffer.text, buffer.at)
        if equals is not None:
            buffer.at = equals.end()
            return ArrayElement(subscript, reader.word(), append=equals[0] == "+=")
        buffer.at = start
    return ArrayElement(None, reader.word(), append=False)
