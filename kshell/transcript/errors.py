"""What is wrong with a transcript, where, and how to mend it."""

from kshell.transcript.escape import escape, is_plain

MARGIN = "    "
BEFORE, BEHIND = 60, 100


class Malformed(ValueError):
    """A piece of a transcript that cannot be read: ``at`` is the piece, the text says how to mend it."""

    def __init__(self, what: str, at: str = "") -> None:
        super().__init__(what)
        self.at = at


class TranscriptError(ValueError):
    """A transcript that cannot be run, found before anything of it has run. Shown as ``FILE:LINE: what``.

    ``at`` is the piece of the line that is wrong (or nothing); ``source`` the line itself.
    """

    def __init__(self, line: int, what: str, at: str = "", file: str = "transcript", source: str = "") -> None:
        super().__init__(what)
        self.file = file
        self.line = line
        self.what = what
        self.at = at
        self.source = source

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"

    def with_caret(self) -> list[str]:
        """The error, the line that it is about, and a caret under the piece that is wrong."""
        if not self.source.strip():
            return [str(self)]
        column = max(0, self.source.find(self.at)) if self.at else len(self.source) - len(self.source.lstrip())
        start = max(0, column - BEFORE)
        before = _visible(self.source[start:column])
        rest = _visible(self.source[column : column + BEHIND])
        blanks = "".join(c if c == "\t" else " " for c in before)
        tildes = "~" * (len(_visible(self.at[:BEHIND])) - 1)
        return [str(self), f"{MARGIN}{before}{rest}", f"{MARGIN}{blanks}^{tildes}"]


def _visible(text: str) -> str:
    return text if is_plain(text) else escape(text)
