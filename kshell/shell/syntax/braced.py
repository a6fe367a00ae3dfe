"""Reading ``${...}`` (bash(1), Parameter Expansion)."""

import re
from typing import TYPE_CHECKING

from kshell.shell.syntax.context import OFFSET, OPERAND, PATTERN, QUOTED_OPERAND, Context, add_text, extend
from kshell.shell.syntax.word import BadSubstitution, Parameter, Part, Text, Word

if TYPE_CHECKING:
    from kshell.shell.syntax.reader import WordReader

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!-]")
_IDENTIFIER = re.compile(r"[A-Za-z_]")
_LENGTH = re.compile(r"#(?=(?:[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!-])[}\[])")
_INDIRECT = re.compile(r"!(?=[A-Za-z_0-9@*#?$!-])")
_OPERATOR = re.compile(r":?[-=?+]|##?|%%?|/[/#%]?|\^\^?|,,?|~~?|@[A-Za-z](?=\})|:")
_NAMES = re.compile(r"[@*](?=\})")


def braced(reader: "WordReader", *, quoted: bool) -> Part:
    """The expansion that begins here with ``${``; one that means nothing is read up to its ``}`` all the same."""
    buffer = reader.buffer
    start = buffer.at
    buffer.at += 2
    part = _parameter(reader, quoted=quoted)
    if part is None or buffer.char() != "}":
        reader.read(OPERAND)
        buffer.at += 1
        return BadSubstitution(buffer.text[start : buffer.at])
    buffer.at += 1
    part.text = buffer.text[start : buffer.at]
    return part


def _parameter(reader: "WordReader", *, quoted: bool) -> Parameter | None:
    buffer = reader.buffer
    prefix = _LENGTH.match(buffer.text, buffer.at) or _INDIRECT.match(buffer.text, buffer.at)
    if prefix:
        buffer.at = prefix.end()
    name = _NAME.match(buffer.text, buffer.at)
    if name is None:
        return None
    buffer.at = name.end()
    subscript = None
    if buffer.char() == "[" and _IDENTIFIER.match(name[0]):
        subscript = reader.subscript_in_braces()
        if subscript is None:
            return None
    part = Parameter("", name[0], subscript)
    part.prefix = prefix[0] if prefix else ""
    if part.prefix == "#":
        return part
    names = _NAMES.match(buffer.text, buffer.at) if part.prefix == "!" and part.subscript is None else None
    operator = names or _OPERATOR.match(buffer.text, buffer.at)
    if operator is not None:
        buffer.at = operator.end()
        part.operator = operator[0]
        if names is None:
            _operands(reader, part, quoted=quoted)
    return part


def _operands(reader: "WordReader", part: Parameter, *, quoted: bool) -> None:
    operator = part.operator
    if operator[-1] in "-=?+":
        part.operand = _word(reader, QUOTED_OPERAND if quoted else OPERAND)
    elif operator[0] == "/":
        part.operand = _pattern(reader, may_begin_with_slash=operator in ("/", "//"))
        if reader.buffer.char() == "/":
            reader.buffer.at += 1
            part.second = _word(reader, OPERAND)
    elif operator == ":":
        part.operand = _expression(reader)
        if reader.buffer.char() == ":":
            reader.buffer.at += 1
            part.second = _expression(reader)
    elif operator[0] != "@":
        part.operand = _word(reader, OPERAND)


def _word(reader: "WordReader", context: Context) -> Word:
    start = reader.buffer.at
    return reader.made(start, reader.read(context))


def _pattern(reader: "WordReader", *, may_begin_with_slash: bool) -> Word:
    """What ``/`` looks for: a slash at its very beginning belongs to it."""
    start, parts = reader.buffer.at, list[Part]()
    if may_begin_with_slash and reader.buffer.char() == "/":
        reader.buffer.at += 1
        parts.append(Text("/"))
    extend(parts, reader.read(PATTERN))
    return reader.made(start, parts)


def _expression(reader: "WordReader") -> Word:
    """An offset or length: it ends at a colon that belongs neither to ``?:`` nor to parentheses."""
    buffer, start, parts, depth, choices = reader.buffer, reader.buffer.at, list[Part](), 0, 0
    while True:
        extend(parts, reader.read(OFFSET))
        c = buffer.text[buffer.at]
        if c == "}" or (c == ":" and not depth and not choices):
            return reader.made(start, parts)
        depth += (c == "(") - (c == ")")
        choices += (c == "?") - (c == ":")
        add_text(parts, c)
        buffer.at += 1
