"""The text that is being read, line by line as it comes."""

from typing import Protocol

from kshell.shell.syntax.problem import TooDeep

MAX_DEPTH = 3_000


class Source(Protocol):
    """Where a shell's commands come from."""

    def read_line(self, *, continued: bool) -> str:
        """The next line with its newline, or nothing at the end; ``continued``: the last one was not a whole command.

        May sleep, and raise what ends the reading of a command (^C).
        """


class Lines:
    """Lines of a text that is there already. The last one counts as whole too, unless the text is ``exact``."""

    def __init__(self, text: str, *, exact: bool = False) -> None:
        self._text = text if exact or not text or text.endswith(("\n", "\\")) else text + "\n"
        self._at = 0

    def read_line(self, *, continued: bool) -> str:
        """The next line."""
        start = self._at
        end = self._text.find("\n", start) + 1
        self._at = end or len(self._text)
        return self._text[start : self._at]

    @property
    def used_up(self) -> bool:
        """Whether only blank lines are left, if any."""
        return not self._text[self._at :].strip()


class Buffer:
    """The lines of the command being read: ``at`` is where reading stands, ``line`` the number of the last line."""

    __slots__ = ("_source", "at", "depth", "ended", "last_line", "line", "text")

    def __init__(self, source: Source, line: int = 0) -> None:
        self._source = source
        self.text = ""
        self.at = 0
        self.line = line
        self.last_line = ""
        self.depth = 0
        self.ended = False

    def more(self) -> bool:
        """Read another line; whether there was one. At a terminal the end is that of one command only."""
        if self.ended:
            return False
        line = self._source.read_line(continued=bool(self.text))
        if not line:
            self.ended = True
            return False
        self.line += 1
        self.last_line = line
        self.text += line
        return True

    def char(self) -> str:
        """The character that comes next, nothing at the end."""
        if self.at >= len(self.text) and not self.more():
            return ""
        return self.text[self.at]

    def forget(self) -> None:
        """Drop what was read: a new command begins."""
        self.text = self.text[self.at :]
        self.at = 0
        self.depth = 0
        self.ended = False

    def discard_line(self) -> None:
        """Drop the rest of the line, after an error."""
        self.at = len(self.text)

    def enter(self) -> None:
        """Reading goes one level deeper; TooDeep."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise TooDeep

    def leave(self) -> None:
        """Reading is back from one level."""
        self.depth -= 1

    def insert(self, start: int, text: str) -> None:
        """Let the text from ``start`` to here be replaced: an alias."""
        self.text = self.text[:start] + text + self.text[self.at :]
        self.at = start
