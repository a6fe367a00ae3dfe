"""Collecting what a word becomes: stretches of text, quoted or not, cut into fields (bash subst.c, list_string)."""

import re
from functools import lru_cache

BLANKS = " \t\n"
DEFAULT_IFS = " \t\n"


@lru_cache(maxsize=50)
def _separators(ifs: str) -> "re.Pattern[str]":
    """Matches what ends a field: white space of IFS, with at most one other character of it."""
    blank = "".join(c for c in ifs if c in BLANKS)
    other = "".join(c for c in ifs if c not in BLANKS)
    blanks = f"[{blank}]*" if blank else ""
    choices = ([f"{blanks}[{re.escape(other)}]{blanks}"] if other else []) + ([f"[{blank}]+"] if blank else [])
    return re.compile("|".join(choices))


class Fields:
    """Fields in the making. A field is a list of (text, whether it was quoted)."""

    __slots__ = ("_after_blank", "_ifs", "_open", "done")

    def __init__(self, ifs: str) -> None:
        self.done: list[list[tuple[str, bool]]] = []
        self._ifs = ifs
        self._open: list[tuple[str, bool]] | None = None
        self._after_blank = False

    def add(self, text: str, *, quoted: bool) -> None:
        """Text that is not split: typed, or an expansion in quotes. An empty quoted one makes a field too."""
        if self._open is None:
            self._open = []
        self._after_blank = False
        self._open.append((text, quoted))

    def split(self, text: str) -> None:
        """What an expansion outside quotes has given: it is split at IFS."""
        if not text:
            return
        if not self._ifs:
            self.add(text, quoted=False)
            return
        at = 0
        for match in _separators(self._ifs).finditer(text):
            if match.start() > at:
                self.add(text[at : match.start()], quoted=False)
            at = match.end()
            blank = not match[0].strip(BLANKS)
            if self._open is not None:
                self.end_field()
                self._after_blank = blank
            elif not blank and not self._after_blank:
                self.done.append([])
            else:
                self._after_blank = self._after_blank and blank
        if at < len(text):
            self.add(text[at:], quoted=False)

    def end_field(self) -> None:
        """What comes next belongs to another field."""
        if self._open is not None:
            self.done.append(self._open)
            self._open = None

    def finish(self) -> list[list[tuple[str, bool]]]:
        """All fields."""
        self.end_field()
        return self.done

    @property
    def state(self) -> tuple[int, int]:
        """Something that changes when anything is added."""
        return len(self.done), len(self._open) if self._open is not None else -1


class Joined(Fields):
    """The same where nothing is split: assignments, redirections, patterns. Fields come out with blanks in between."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__("")
        self._open = []

    def end_field(self) -> None:
        self.add(" ", quoted=False)

    @property
    def fragments(self) -> list[tuple[str, bool]]:
        """Everything, in order."""
        return self._open or []

    @property
    def text(self) -> str:
        """Everything as one string."""
        return "".join(text for text, _ in self._open or ())
