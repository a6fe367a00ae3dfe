"""What a word is made of. Nothing in it is expanded yet; quotes are worked out already."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kshell.shell.syntax.ast import Node

_SPECIAL = re.compile(r"[*?~]|\[.*\]|\{.*[,.].*\}", re.DOTALL)
_SPECIAL_BESIDE = re.compile(r"[*?~\[{]")


class Part:
    """Base of the pieces of a word."""

    __slots__ = ()


class Text(Part):
    """Characters that stand for themselves; outside quotes they may be a pattern."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


class Quoted(Part):
    """Characters that quotes or a backslash protect."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


class Double(Part):
    """What stands in double quotes: Text and expansions."""

    __slots__ = ("parts",)

    def __init__(self, parts: list[Part]) -> None:
        self.parts = parts


class Parameter(Part):
    """``$name``, or ``${...}`` with all that can stand in it.

    ``prefix`` is ``#`` (length), ``!`` (indirect) or empty. ``operand`` and ``second`` are the words behind the
    operator: ``${x/operand/second}``, ``${x:operand:second}``. ``text`` is the source. ``every`` is ``@`` or ``*`` if
    all arguments or elements are meant.
    """

    __slots__ = ("every", "name", "operand", "operator", "prefix", "second", "subscript", "text")

    def __init__(self, text: str, name: str, subscript: "Word | None" = None) -> None:
        self.text = text
        self.name = name
        self.subscript = subscript
        which = name if subscript is None else subscript.text
        self.every = which if which in ("@", "*") else ""
        self.prefix = ""
        self.operator = ""
        self.operand: Word | None = None
        self.second: Word | None = None


class BadSubstitution(Part):
    """A ``${...}`` that means nothing: an error when it is expanded."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


class CommandSubstitution(Part):
    """``$(...)``, parsed; or the text of one in backquotes, which is parsed when it runs."""

    __slots__ = ("body", "line", "source")

    def __init__(self, body: "Node | None", source: str | None, line: int) -> None:
        self.body = body
        self.source = source
        self.line = line


class Arithmetic(Part):
    """``$((...))``: the expression, itself still to be expanded."""

    __slots__ = ("expression",)

    def __init__(self, expression: "Word") -> None:
        self.expression = expression


class ProcessSubstitution(Part):
    """``<(...)`` or ``>(...)``: ``mark`` is the first character."""

    __slots__ = ("body", "mark")

    def __init__(self, mark: str, body: "Node | None") -> None:
        self.mark = mark
        self.body = body


class Word:
    """A word; ``text`` is how it was written.

    ``plain`` is what it becomes when nothing in it is special, else None: most words are like that. ``braces`` keeps
    the words that brace expansion makes of it, once that has been asked for.
    """

    __slots__ = ("braces", "parts", "plain", "text")

    def __init__(self, text: str, parts: list[Part]) -> None:
        self.text = text
        self.parts = parts
        self.plain = _plain(parts)
        self.braces: list[Word] | None = None

    @property
    def quoted(self) -> bool:
        """Whether any of it is quoted."""
        return any(isinstance(part, Quoted | Double) for part in self.parts)

    @property
    def literal(self) -> str | None:
        """Its text if it is made of unquoted plain characters: only then can it be a reserved word or an alias."""
        return self.text if len(self.parts) == 1 and isinstance(self.parts[0], Text) else None


class ArrayElement:
    """One element of ``name=(...)``; ``subscript`` is None where the next one is meant."""

    __slots__ = ("append", "subscript", "value")

    def __init__(self, subscript: Word | None, value: Word, *, append: bool) -> None:
        self.subscript = subscript
        self.value = value
        self.append = append


class Assignment:
    """``name=value``, ``name[subscript]+=value``, ``name=(elements)``."""

    __slots__ = ("append", "elements", "name", "subscript", "text", "value")

    def __init__(self, text: str, name: str, subscript: Word | None, *, append: bool) -> None:
        self.text = text
        self.name = name
        self.subscript = subscript
        self.append = append
        self.value = Word("", [])
        self.elements: list[ArrayElement] | None = None


def _plain(parts: list[Part]) -> str | None:
    out = ""
    for part in parts:
        if isinstance(part, Quoted):
            out += part.text
        elif isinstance(part, Text):
            special = _SPECIAL if len(parts) == 1 else _SPECIAL_BESIDE
            if special.search(part.text):
                return None
            out += part.text
        elif isinstance(part, Double) and all(isinstance(inner, Text) for inner in part.parts):
            out += "".join(inner.text for inner in part.parts if isinstance(inner, Text))
        else:
            return None
    return out
