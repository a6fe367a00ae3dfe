r"""POSIX regular expressions, basic and extended, as expressions of Python's re (regex(7), gnulib's regcomp and dfa).

GNU's additions are known: ``\|`` ``\+`` ``\?`` ``\<`` ``\>`` ``\b`` ``\w`` ``\s`` and their like.
"""

import re
from collections.abc import Callable, Iterator

RE_DUP_MAX = 32_767
SHORTHANDS = {"w": r"\w", "W": r"\W", "s": r"\s", "S": r"\S", "b": r"\b", "B": r"\B"}
EDGES = {"<": r"\b(?=\w)", ">": r"\b(?<=\w)", "`": r"\A", "'": r"\Z"}
LETTERS = {"a": "\a", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
CLASSES = {
    "alpha": "a-zA-Z",
    "digit": "0-9",
    "alnum": "a-zA-Z0-9",
    "upper": "A-Z",
    "lower": "a-z",
    "space": r" \t\n\r\f\v",
    "blank": r" \t",
    "punct": r"!-/:-@\[-`{-~",
    "print": r" -~\u00a0-\U0010ffff",
    "graph": r"!-~\u00a1-\U0010ffff",
    "cntrl": r"\x00-\x1f\x7f",
    "xdigit": "0-9A-Fa-f",
}


class BadRegex(ValueError):
    """The expression is none; the text is regerror(3)'s."""


def translate(
    text: str, *, extended: bool, multiline: bool = False, warn: Callable[[str], None] = lambda _: None
) -> str:
    """The expression in Python's spelling, for a Regex; BadRegex.

    ``multiline`` lets ``$`` match at the end of each line; ``warn`` hears of operators that stand where nothing
    precedes them, as grep says it.
    """
    return _Translator(text, warn, extended=extended, multiline=multiline).whole()


def with_letters(pattern: str) -> str:
    r"""An expression with ``\t`` and its like, and ``\xHH``, as the characters that they mean."""

    def char(found: re.Match[str]) -> str:
        if found[1]:
            made = chr(int(found[1], 16))
            return f"\\{made}" if made in "$*.[\\]^/+?(){}|" else made
        return LETTERS.get(found[2], found[0])

    return re.sub(r"\\(?:x([0-9a-fA-F]{1,2})|([\s\S]))", char, pattern)


class _Translator:
    """Goes through an expression from left to right; what it has made is a stack of groups of alternatives."""

    def __init__(self, text: str, warn: Callable[[str], None], *, extended: bool, multiline: bool) -> None:
        self._text = text
        self._at = 0
        self._extended = extended
        self._multiline = multiline
        self._warn = warn
        self._groups: list[list[str]] = [[]]
        self._opened: list[int] = []
        self._closed: set[int] = set()
        self._count = 0

    def whole(self) -> str:
        while self._at < len(self._text):
            self._token()
        if self._opened:
            raise BadRegex("Unmatched ( or \\(")
        return "".join(self._groups[0])

    @property
    def _atoms(self) -> list[str]:
        return self._groups[-1]

    @property
    def _at_start(self) -> bool:
        """Whether nothing precedes in this alternative."""
        return not self._atoms or self._atoms[-1] == "|"

    def _token(self) -> None:
        char = self._text[self._at]
        self._at += 1
        if char == "\\":
            self._backslash()
        elif char == "[":
            self._atoms.append(self._bracket())
        elif char == ".":
            self._atoms.append(".")
        elif char == "^" and (self._extended or self._at_start):
            self._atoms.append("^")
        elif char == "$" and (self._extended or self._ends()):
            self._atoms.append("$" if self._multiline else r"\Z")
        elif char == "*" or (self._extended and char in "+?{"):
            self._repeat(char)
        elif self._extended and char in "()|":
            self._structure(char)
        else:
            self._atoms.append(re.escape(char))

    def _ends(self) -> bool:
        return self._text[self._at : self._at + 2] in ("", "\\)", "\\|")

    def _backslash(self) -> None:
        if self._at >= len(self._text):
            raise BadRegex("Trailing backslash")
        char = self._text[self._at]
        self._at += 1
        if not self._extended and char in "()|":
            self._structure(char)
        elif not self._extended and char in "+?{":
            self._repeat(char)
        elif char in SHORTHANDS:
            self._atoms.append(SHORTHANDS[char])
        elif char in EDGES:
            self._atoms.append(EDGES[char])
        elif char in "123456789":
            if int(char) not in self._closed:
                raise BadRegex("Invalid back reference")
            self._atoms.append(f"(?:\\{char})")
        else:
            self._atoms.append(re.escape(char))

    def _structure(self, char: str) -> None:
        if char == "(":
            self._count += 1
            self._opened.append(self._count)
            self._groups.append([])
        elif char == "|":
            self._atoms.append("|")
        elif self._opened:
            inner = "".join(self._groups.pop())
            self._closed.add(self._opened.pop())
            self._atoms.append(f"({inner})")
        elif self._extended:
            self._atoms.append(r"\)")
        else:
            raise BadRegex("Unmatched ) or \\)")

    def _repeat(self, char: str) -> None:
        """Apply ``*``, ``+``, ``?`` or an interval to what precedes it."""
        interval = self._interval() if char == "{" else char
        if interval is None:
            self._atoms.append(r"\{")
        elif self._at_start or (self._atoms[-1] == "^" and (self._extended or len(self._atoms) == 1)):
            if self._extended:
                self._warn(f"{'{...}' if char == '{' else char} at start of expression")
            else:
                self._atoms.append(re.escape(char))
        else:
            atom = self._atoms[-1]
            self._atoms[-1] = f"(?:{atom}){interval}" if len(atom) > 1 and atom[-1] in "*+?}" else atom + interval

    def _interval(self) -> str | None:
        """The interval behind ``{``; None when an extended expression means a brace by it."""
        close = "}" if self._extended else "\\}"
        end = self._text.find(close, self._at)
        body = self._text[self._at : end] if end >= 0 else ""
        found = re.fullmatch(r"(\d*)(,?)(\d*)", body)
        if end < 0 or found is None or not body:
            if self._extended:
                return None
            raise BadRegex("Unmatched \\{" if end < 0 else "Invalid content of \\{\\}")
        least, most = int(found[1] or 0), int(found[3] or 0)
        if max(least, most) > RE_DUP_MAX:
            raise BadRegex("Regular expression too big")
        if found[3] and most < least:
            raise BadRegex("Invalid content of \\{\\}")
        self._at = end + len(close)
        return "{" + (found[1] or "0") + found[2] + found[3] + "}"

    # -- bracket expressions

    def _bracket(self) -> str:
        """The set behind ``[``."""
        negated = self._text.startswith("^", self._at)
        start = self._at + negated
        members: list[str] = []
        at = start
        while at < len(self._text) and (self._text[at] != "]" or at == start):
            member, at = self._member(at)
            if self._text.startswith("-", at) and self._text[at + 1 : at + 2] not in ("", "]"):
                last, at = self._member(at + 1)
                members.append(_range(member, last))
            else:
                members.append(member if len(member) > 1 else _plain(member))
        if at >= len(self._text):
            raise BadRegex("Unmatched [, [^, [:, [., or [=")
        inside = self._text[start:at]
        if not negated and len(inside) > 1 and inside[0] == inside[-1] == ":":
            raise BadRegex("character class syntax is [[:space:]], not [:space:]")
        self._at = at + 1
        return f"[{'^' if negated else ''}{''.join(members)}]"

    def _member(self, at: int) -> tuple[str, int]:
        """One character, or what a class stands for, and the place behind it."""
        kind = self._text[at + 1 : at + 2]
        if self._text[at] != "[" or kind not in (":", ".", "=") or not kind:
            return self._text[at], at + 1
        end = self._text.find(f"{kind}]", at + 2)
        if end < 0:
            if kind == ":":
                return "[", at + 1
            raise BadRegex("Unmatched [, [^, [:, [., or [=")
        name = self._text[at + 2 : end]
        if kind == ":":
            if name not in CLASSES:
                raise BadRegex("Invalid character class name")
            return CLASSES[name], end + 2
        if len(name) != 1:
            raise BadRegex("Invalid collation character")
        return name, end + 2


def _plain(char: str) -> str:
    """A character as it stands in a set."""
    return "\\" + char if char in "\\]^-[&~|" else char


def _range(first: str, last: str) -> str:
    if len(first) > 1 or len(last) > 1 or first > last:
        raise BadRegex("Invalid range end")
    return f"{_plain(first)}-{_plain(last)}"


class Regex:
    """A compiled expression that finds the leftmost and there the longest match, as POSIX wants it; BadRegex.

    ``pattern`` is in Python's spelling.
    """

    def __init__(self, pattern: str, *, ignore_case: bool = False, multiline: bool = False) -> None:
        self._pattern = pattern
        self._flags = re.DOTALL | (re.IGNORECASE if ignore_case else 0) | (re.MULTILINE if multiline else 0)
        self._first = self._compile(pattern)
        self._ending: dict[int, re.Pattern[str]] = {}

    def _compile(self, pattern: str) -> re.Pattern[str]:
        try:
            return re.compile(pattern, self._flags)
        except re.error:
            raise BadRegex("Invalid preceding regular expression") from None

    @property
    def groups(self) -> int:
        """How many groups the expression has."""
        return self._first.groups

    def matches(self, text: str) -> bool:
        """Whether there is a match."""
        return self._first.search(text) is not None

    def search(self, text: str, at: int = 0) -> re.Match[str] | None:
        """The leftmost and longest match from ``at`` on."""
        found = self._first.search(text, at)
        if found is None or "|" not in self._pattern:  # only alternatives can make Python's match the shorter one
            return found
        for behind in range(len(text) - found.end()):
            longer = self._with(behind).match(text, found.start())
            if longer is not None:
                return longer
        return found

    def _with(self, behind: int) -> re.Pattern[str]:
        """The expression for matches that leave so many characters behind them."""
        if behind not in self._ending:
            self._ending[behind] = self._compile(rf"(?:{self._pattern})(?=.{{{behind}}}\Z)")
        return self._ending[behind]

    def find_all(self, text: str) -> Iterator[re.Match[str]]:
        """All matches that do not overlap; an empty one not right behind another."""
        at, behind = 0, -1
        while at <= len(text):
            found = self.search(text, at)
            if found is None:
                return
            if found.end() > found.start() or found.start() != behind:
                yield found
            behind = found.end()
            at = found.end() + (found.end() == found.start())
