"""How characters are taken in the places of a word: plain, in quotes, in ``${...}``, in arithmetic."""

import re

from kshell.shell.syntax.word import Part, Text

METACHARACTERS = " \t\n|&;()<>"


class Context:
    """How characters are taken somewhere: where they stop, whether as in double quotes, what must close it."""

    __slots__ = ("_run", "_special", "closing", "escapes", "quoted", "stops")

    def __init__(self, stops: str, closing: str, *, quoted: bool, escapes: str = "", literal: str = "") -> None:
        self.stops = stops
        self.closing = closing
        self.quoted = quoted
        self.escapes = escapes
        marks = "\\$`" + ('"' if quoted else "\"'")
        self._special = "".join(mark for mark in marks if mark not in literal) + stops
        self._run: re.Pattern[str] | None = None

    def run(self, text: str, at: int) -> "re.Match[str] | None":
        """The characters from ``at`` on that mean nothing here."""
        if self._run is None:  # compiled when it is first needed: there are many contexts, and most lines need few
            self._run = re.compile(f"[^{re.escape(self._special)}]+")
        return self._run.match(text, at)


WORD = Context(METACHARACTERS, "", quoted=False)
DOUBLE = Context('"', '"', quoted=True, escapes='$`"\\')
HERE_DOCUMENT = Context("", "", quoted=True, escapes="$`\\", literal='"')
EXPRESSION = Context("", "", quoted=True, escapes='$`"\\')
OPERAND = Context("}", "}", quoted=False)
QUOTED_OPERAND = Context("}", "}", quoted=True, escapes='$`"\\}')
PATTERN = Context("/}", "}", quoted=False)
ARITHMETIC = Context("()", ")", quoted=True, escapes='$`"\\')
OLD_ARITHMETIC = Context("]", "]", quoted=True, escapes='$`"\\')
OFFSET = Context(":}?()", "}", quoted=True, escapes='$`"\\')
SUBSCRIPT = Context("[]", "]", quoted=False)
BRACED_SUBSCRIPT = Context("[]}", "}", quoted=False)
EXTENDED = Context("()", ")", quoted=False)
REGEX = Context(" \t\n()", "", quoted=False)


def add_text(parts: list[Part], text: str) -> None:
    """Put plain characters at the end of a word's parts."""
    last = parts[-1] if parts else None
    if isinstance(last, Text):
        last.text += text
    else:
        parts.append(Text(text))


def extend(parts: list[Part], more: list[Part]) -> None:
    """Put parts at the end of a word's parts, plain characters together."""
    for part in more:
        if isinstance(part, Text):
            add_text(parts, part.text)
        else:
            parts.append(part)
