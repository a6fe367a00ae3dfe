"""Reading words: quotes and expansions are told apart as they are read (bash parse.y, read_token_word)."""

import re
from collections.abc import Callable

from kshell.shell.syntax.ansi_c import ansi_c
from kshell.shell.syntax.ast import Node
from kshell.shell.syntax.braced import braced
from kshell.shell.syntax.buffer import Buffer
from kshell.shell.syntax.context import (
    ARITHMETIC,
    BRACED_SUBSCRIPT,
    DOUBLE,
    EXTENDED,
    OLD_ARITHMETIC,
    REGEX,
    SUBSCRIPT,
    WORD,
    Context,
    add_text,
    extend,
)
from kshell.shell.syntax.problem import Unfinished
from kshell.shell.syntax.word import (
    Arithmetic,
    CommandSubstitution,
    Double,
    Parameter,
    Part,
    ProcessSubstitution,
    Quoted,
    Text,
    Word,
)

SHORT_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-]")
EXTENDED_MARKS = "?*+@!"


class WordReader:
    """Reads words from a buffer. ``nested`` parses a command up to its ``)``, for substitutions."""

    def __init__(self, buffer: Buffer, nested: Callable[[], Node | None]) -> None:
        self.buffer = buffer
        self.extended_patterns = False
        self._nested = nested

    # -- words

    def word(self) -> Word:
        """The word that begins here; empty when none does."""
        buffer, start = self.buffer, self.buffer.at
        parts = self.read(WORD)
        while buffer.at < len(buffer.text):
            c = buffer.text[buffer.at]
            if c in "<>" and buffer.text.startswith("(", buffer.at + 1):
                buffer.at += 2
                parts.append(ProcessSubstitution(c, self._nested()))
            elif c == "(" and self._extends(parts):
                self._balanced(parts, EXTENDED, "(", ")")
            else:
                break
            extend(parts, self.read(WORD))
        return self.made(start, parts)

    def _extends(self, parts: list[Part]) -> bool:
        last = parts[-1] if parts and self.extended_patterns else None
        return isinstance(last, Text) and last.text[-1] in EXTENDED_MARKS

    def regex(self) -> Word:
        """The right side of ``=~``: it ends at a blank outside parentheses."""
        buffer, start = self.buffer, self.buffer.at
        parts = self.read(REGEX)
        while buffer.at < len(buffer.text) and buffer.text[buffer.at] == "(":
            self._balanced(parts, EXTENDED, "(", ")")
            extend(parts, self.read(REGEX))
        return self.made(start, parts)

    def made(self, start: int, parts: list[Part]) -> Word:
        """A word of what was read from ``start`` to here."""
        return Word(self.buffer.text[start : self.buffer.at].replace("\\\n", ""), parts)

    def read(self, context: Context) -> list[Part]:
        """Parts up to a character where the context stops, which is left."""
        buffer, parts, line = self.buffer, list[Part](), self.buffer.line
        buffer.enter()
        while (c := buffer.char()) and c not in context.stops:
            run = context.run(buffer.text, buffer.at)
            if run:
                buffer.at = run.end()
                add_text(parts, run[0])
            else:
                self._special(c, context, parts)
        buffer.leave()
        if not c and context.closing:
            raise Unfinished(context.closing, line)
        return parts

    def _balanced(self, parts: list[Part], context: Context, opening: str, closing: str) -> None:
        """Take ``opening`` with all that stands up to its ``closing`` as text and expansions of a word."""
        depth = 0
        while True:
            c = self.buffer.char()
            self.buffer.at += 1
            add_text(parts, c)
            depth += (c == opening) - (c == closing)
            if not depth:
                return
            extend(parts, self.read(context))

    # -- what is special

    def _special(self, c: str, context: Context, parts: list[Part]) -> None:
        if c == "\\":
            self._backslash(context, parts)
        elif c == "'":
            parts.append(self._single())
        elif c == '"':
            self.buffer.at += 1
            parts.append(self._double())
        elif c == "`":
            parts.append(self._backquotes(quoted=context.quoted))
        else:
            extend(parts, [self._dollar(quoted=context.quoted)])

    def _backslash(self, context: Context, parts: list[Part]) -> None:
        buffer = self.buffer
        after = buffer.text[buffer.at + 1 : buffer.at + 2]
        buffer.at += 2 if after and (not context.quoted or after in context.escapes or after == "\n") else 1
        if after == "\n":
            return
        if not context.quoted:
            parts.append(Quoted(after or "\\"))
        else:
            add_text(parts, after if after and after in context.escapes else "\\")

    def _single(self) -> Quoted:
        buffer = self.buffer
        start, line = buffer.at + 1, buffer.line
        while (end := buffer.text.find("'", start)) < 0:
            if not buffer.more():
                raise Unfinished("'", line)
        buffer.at = end + 1
        return Quoted(buffer.text[start:end])

    def _double(self) -> Double:
        parts = self.read(DOUBLE)
        self.buffer.at += 1
        return Double(parts)

    def _ansi_c(self) -> Quoted:
        buffer = self.buffer
        start, line = buffer.at + 2, buffer.line
        at = start
        while True:
            if at >= len(buffer.text) and not buffer.more():
                raise Unfinished("'", line)
            if buffer.text[at] == "'":
                break
            at += 2 if buffer.text[at] == "\\" else 1
        buffer.at = at + 1
        return Quoted(ansi_c(buffer.text[start:at]))

    def _backquotes(self, *, quoted: bool) -> CommandSubstitution:
        buffer = self.buffer
        start, line = buffer.at + 1, buffer.line
        at = start
        while True:
            if at >= len(buffer.text) and not buffer.more():
                raise Unfinished("`", line)
            if buffer.text[at] == "`":
                break
            at += 2 if buffer.text[at] == "\\" else 1
        buffer.at = at + 1
        inner = re.sub(r'\\([`\\$"])' if quoted else r"\\([`\\$])", r"\1", buffer.text[start:at])
        return CommandSubstitution(None, inner, line)

    def _dollar(self, *, quoted: bool) -> Part:
        buffer = self.buffer
        text, at = buffer.text, buffer.at
        after = text[at + 1 : at + 2]
        if after == "(":
            return self._arithmetic() if text.startswith("((", at + 1) else self._command()
        if after == "{":
            return braced(self, quoted=quoted)
        if after == "[":
            return self._old_arithmetic()
        if not quoted and after == "'":
            return self._ansi_c()
        if not quoted and after == '"':
            buffer.at += 2
            return self._double()
        name = SHORT_NAME.match(text, at + 1)
        if name is None:
            buffer.at += 1
            return Text("$")
        buffer.at = name.end()
        return Parameter(text[at : buffer.at], name[0])

    def _command(self) -> CommandSubstitution:
        buffer = self.buffer
        line = buffer.line
        buffer.at += 2
        return CommandSubstitution(self._nested(), None, line)

    def _arithmetic(self) -> Part:
        """``$((...))``; or ``$(`` with a subshell in it, when the two closing parentheses do not stand together."""
        buffer, start = self.buffer, self.buffer.at
        buffer.at += 3
        inner = self.arithmetic()
        if inner is None:
            buffer.at = start
            return self._command()
        return Arithmetic(inner)

    def arithmetic(self) -> Word | None:
        """An expression up to ``))``, which is taken; None when something else closes the first parenthesis."""
        buffer, parts, depth, start = self.buffer, list[Part](), 0, self.buffer.at
        while True:
            extend(parts, self.read(ARITHMETIC))
            c = buffer.text[buffer.at]
            if c == ")" and not depth:
                if not buffer.text.startswith("))", buffer.at):
                    return None
                word = self.made(start, parts)
                buffer.at += 2
                return word
            depth += 1 if c == "(" else -1
            add_text(parts, c)
            buffer.at += 1

    def _old_arithmetic(self) -> Arithmetic:
        start = self.buffer.at + 2
        self.buffer.at = start
        word = self.made(start, self.read(OLD_ARITHMETIC))
        self.buffer.at += 1
        return Arithmetic(word)

    def subscript(self) -> Word:
        """``[...]``: the word between the brackets."""
        parts = list[Part]()
        self._balanced(parts, SUBSCRIPT, "[", "]")
        return strip_brackets(parts)

    def subscript_in_braces(self) -> Word | None:
        """The same inside ``${...}``: None if the brace comes first."""
        buffer, parts, depth = self.buffer, list[Part](), 0
        while True:
            c = buffer.char()
            if c == "}":
                return None
            buffer.at += 1
            add_text(parts, c)
            depth += (c == "[") - (c == "]")
            if not depth:
                return strip_brackets(parts)
            extend(parts, self.read(BRACED_SUBSCRIPT))


def strip_brackets(parts: list[Part]) -> Word:
    """A word without its first and last character, which are brackets."""
    first, last = parts[0], parts[-1]
    if isinstance(first, Text):
        first.text = first.text[1:]
    if isinstance(last, Text):
        last.text = last.text[:-1]
    rest = [part for part in parts if not isinstance(part, Text) or part.text]
    return Word("".join(part.text for part in rest if isinstance(part, Text | Quoted | Parameter)), rest)
