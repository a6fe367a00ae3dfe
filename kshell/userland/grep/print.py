"""How grep prints what it has found (GNU grep 3.8, grep.c: print_line_head and its neighbours)."""

from typing import NamedTuple

from kshell.userland.grep.match import Matcher
from kshell.userland.grep.options import Request
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process

NAME, NUMBER, SEPARATOR, MATCH = "35", "32", "36", "01;31"


class Line(NamedTuple):
    """A line without its end: ``number`` from 1, ``offset`` in bytes from the file's begin."""

    text: str
    number: int
    offset: int


class Printer:
    """Prints names, counts and lines; ``named`` says whether lines get the name of their file."""

    def __init__(self, p: Process, request: Request, out: Stdout, matcher: Matcher) -> None:
        self.named = False
        self._request = request
        self._flags = request.flags
        self._out = out
        self._matcher = matcher
        self._end = "\0" if "z" in request.flags else "\n"
        term = p.env.get("TERM", "")
        colorful = p.sys.isatty(1) and term not in ("", "dumb")
        self._color = request.color == "always" or (request.color == "auto" and colorful)
        self._printed = False

    def count(self, name: str, number: int) -> None:
        """How many lines of a file were selected."""
        self._out.write(f"{self._head(name, ':') if self.named else ''}{number}\n")

    def name(self, name: str) -> None:
        """Only the file's name."""
        self._out.write(self._paint(NAME, name) + ("\0" if "Z" in self._flags else "\n"))

    def gap(self) -> None:
        """What stands between lines that are not neighbours, when there is context."""
        if self._request.with_context and self._printed and self._request.separator is not None:
            self._out.write(self._paint(SEPARATOR, self._request.separator) + "\n")

    def line(self, name: str, line: Line, *, selected: bool) -> None:
        """A selected line, or one beside it."""
        self._printed = True
        sign = ":" if selected else "-"
        if "o" in self._flags:
            if selected and "v" not in self._flags:
                self._matches(name, line, sign)
            return
        text = line.text
        if self._color and selected != ("v" in self._flags):
            text = self._painted(text)
        self._out.write(self._where(name, line.number, line.offset, sign) + text + self._end)

    def _matches(self, name: str, line: Line, sign: str) -> None:
        for start, end in self._matcher.spans(line.text):
            offset = line.offset + len(line.text[:start].encode("utf-8", "surrogateescape"))
            text = self._paint(MATCH, line.text[start:end])
            self._out.write(self._where(name, line.number, offset, sign) + text + self._end)

    def _where(self, name: str, number: int, offset: int, sign: str) -> str:
        """What stands before a line."""
        before = self._head(name, sign) if self.named else ""
        if "n" in self._flags:
            before += self._paint(NUMBER, str(number)) + self._paint(SEPARATOR, sign)
        if "b" in self._flags:
            before += self._paint(NUMBER, str(offset)) + self._paint(SEPARATOR, sign)
        return before

    def _head(self, name: str, sign: str) -> str:
        return self._paint(NAME, name) + ("\0" if "Z" in self._flags else self._paint(SEPARATOR, sign))

    def _painted(self, text: str) -> str:
        """A line with its matches in colour."""
        out, at = "", 0
        for start, end in self._matcher.spans(text):
            out += text[at:start] + self._paint(MATCH, text[start:end])
            at = end
        return out + text[at:]

    def _paint(self, color: str, text: str) -> str:
        return f"\x1b[{color}m\x1b[K{text}\x1b[m\x1b[K" if self._color else text
