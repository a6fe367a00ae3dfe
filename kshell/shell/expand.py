"""From a word as it was typed to the fields that a command gets (bash(1), EXPANSION)."""

import re
from typing import TYPE_CHECKING

from kshell.shell.arith import Arithmetic
from kshell.shell.glob import expand_pattern, has_pattern, pattern_regex
from kshell.shell.lexer import skip_unit

if TYPE_CHECKING:
    from kshell.shell.state import Shell

NAME = re.compile(r"[A-Za-z_]\w*|[0-9]|[?$!#@*-]")
_ESCAPES = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "a": "\a",
    "b": "\b",
    "e": "\x1b",
    "f": "\f",
    "v": "\v",
    "\\": "\\",
    "'": "'",
}
_BRACES = re.compile(r"\{([^{}\s]*)\}")


class ExpansionProblem(Exception):
    """An expansion that fails: what bash says behind its name."""


class Piece:
    """A stretch of an expanded word. ``quoted`` protects it from splitting and globbing; ``whole`` ends a field."""

    __slots__ = ("ends_field", "quoted", "splits", "text")

    def __init__(self, text: str, *, quoted: bool = False, splits: bool = False, ends_field: bool = False) -> None:
        self.text = text
        self.quoted = quoted
        self.splits = splits
        self.ends_field = ends_field


def fields(shell: "Shell", words: list[str]) -> list[str]:
    """All fields that a list of words becomes."""
    return [field for word in words for braced in braces(word) for field in _fields(shell, braced)]


def _fields(shell: "Shell", word: str) -> list[str]:
    out: list[str] = []
    for pieces in _split(pieces_of(shell, word), shell.get("IFS", " \t\n")):
        pattern = "".join(_escape(p.text) if p.quoted else p.text for p in pieces)
        found = expand_pattern(shell.sys, pattern) if has_pattern(pattern) and not shell.options.get("f") else []
        out += found or ["".join(p.text for p in pieces)]
    return out


def single(shell: "Shell", word: str) -> str:
    """A word as one string: for assignments, redirections, case."""
    return "".join(piece.text + (" " if piece.ends_field else "") for piece in pieces_of(shell, word))


def pattern(shell: "Shell", word: str) -> "re.Pattern[str]":
    """A word as a pattern to match against."""
    return pattern_regex("".join(_escape(p.text) if p.quoted else p.text for p in pieces_of(shell, word)))


def _escape(text: str) -> str:
    return re.sub(r"([\\*?\[\]])", r"\\\1", text)


def braces(word: str) -> list[str]:
    """{a,b} and {1..3}."""
    if "{" not in word or any(mark in word for mark in ("'", '"', "${", "`")):
        return [word]
    for match in _BRACES.finditer(word):
        parts = _brace_parts(match[1])
        if parts and word[: match.start()][-1:] not in ("$", "\\"):
            return [x for part in parts for x in braces(word[: match.start()] + part + word[match.end() :])]
    return [word]


def _brace_parts(body: str) -> list[str]:
    if "," in body:
        return body.split(",")
    if match := re.fullmatch(r"(-?\d+)\.\.(-?\d+)(?:\.\.(\d+))?", body):
        first, last, step = int(match[1]), int(match[2]), int(match[3] or 1) or 1
        width = max(len(m) for m in match.groups()[:2] if m) if re.search(r"^-?0\d|\.-?0\d", body) else 0
        numbers = range(first, last + (1 if last >= first else -1), step if last >= first else -step)
        return [str(n).zfill(width) for n in list(numbers)[:100_000]]
    if match := re.fullmatch(r"([A-Za-z])\.\.([A-Za-z])", body):
        first, last = ord(match[1]), ord(match[2])
        return [chr(c) for c in range(first, last + (1 if last >= first else -1), 1 if last >= first else -1)]
    return []


def _split(pieces: list[Piece], separators: str) -> list[list[Piece]]:
    """Cut into fields where an unquoted expansion has separators."""
    out: list[list[Piece]] = []
    current: list[Piece] = []
    for piece in pieces:
        if piece.splits and not piece.quoted:
            parts = _cut(piece.text, separators)
            for number, part in enumerate(parts):
                if number and current:
                    out.append(current)
                    current = []
                if part:
                    current.append(Piece(part))
        elif piece.text or piece.quoted:
            current.append(piece)
        if piece.ends_field:
            out.append(current)
            current = []
    return [*out, current] if current else out


def _cut(text: str, separators: str) -> list[str]:
    if not separators:
        return [text]
    return re.split(f"[{re.escape(separators)}]+", text)


def pieces_of(shell: "Shell", word: str) -> list[Piece]:
    """Tilde, quotes and expansions of a word, in order."""
    pieces: list[Piece] = []
    at = 0
    if word.startswith("~"):
        user = re.match(r"~[\w-]*", word)
        home = shell.home(user[0][1:]) if user else None
        if home is not None and user is not None and word[user.end() : user.end() + 1] in ("", "/", ":"):
            pieces.append(Piece(home, quoted=True))
            at = user.end()
    while at < len(word):
        end = skip_unit(word, at)
        pieces += _unit(shell, word[at:end], word, at)
        step = _expansion_end(word, at, end)
        at = step
    return pieces


def _expansion_end(word: str, at: int, end: int) -> int:
    if word[at] == "$" and end == at + 1 and (match := NAME.match(word, at + 1)):
        return match.end()
    return end


def _unit(shell: "Shell", unit: str, word: str, at: int) -> list[Piece]:
    if unit[0] == "\\":
        return [Piece(unit[1:], quoted=True)] if unit[1:] != "\n" else []
    if unit[0] == "'" and len(unit) > 1:
        return [Piece(unit[1:-1], quoted=True)]
    if unit[0] == '"' and len(unit) > 1:
        return _double(shell, unit[1:-1])
    if unit.startswith("$'") and len(unit) > 2:
        return [Piece(ansi_c(unit[2:-1]), quoted=True)]
    if unit.startswith('$"') and len(unit) > 2:
        return _double(shell, unit[2:-1])
    if unit[0] in "$`":
        return _dollar(shell, word, at, quoted=False)
    return [Piece(unit)]


def _double(shell: "Shell", text: str) -> list[Piece]:
    pieces = [Piece("", quoted=True)]
    at = 0
    while at < len(text):
        if text[at] == "\\" and text[at + 1 : at + 2] in ("$", "`", '"', "\\", "\n"):
            if text[at + 1] != "\n":
                pieces.append(Piece(text[at + 1], quoted=True))
            at += 2
        elif text[at] in "$`":
            end = _expansion_end(text, at, skip_unit(text, at))
            found = _dollar(shell, text, at, quoted=True)
            if text[at:end] in ("$@", "${@}") and not found and len(text) == end - at:
                return []
            pieces += found
            at = end
        else:
            pieces.append(Piece(text[at], quoted=True))
            at += 1
    return pieces


def _dollar(shell: "Shell", text: str, at: int, *, quoted: bool) -> list[Piece]:
    """One $ or ` expansion."""
    unit = text[at : skip_unit(text, at)]
    if unit[0] == "`":
        inner = re.sub(r"\\([`\\$])", r"\1", unit[1:-1])
        return [Piece(shell.capture(inner), quoted=quoted, splits=True)]
    if unit.startswith("$(("):
        return [Piece(str(arithmetic(shell, unit[3:-2])), quoted=quoted, splits=True)]
    if unit.startswith("$("):
        return [Piece(shell.capture(unit[2:-1]), quoted=quoted, splits=True)]
    if unit.startswith("${"):
        return _braced(shell, unit[2:-1], quoted=quoted)
    match = NAME.match(text, at + 1)
    if match is None:
        return [Piece("$", quoted=quoted)]
    return parameter(shell, match[0], quoted=quoted)


def arithmetic(shell: "Shell", text: str) -> int:
    """The value of an arithmetic expression; ArithmeticProblem."""
    expanded = single(shell, text.replace("'", "").replace('"', "")) if "$" in text or "`" in text else text
    return Arithmetic(expanded, lambda name: shell.get(name, ""), shell.set).value()


def parameter(shell: "Shell", name: str, *, quoted: bool) -> list[Piece]:
    """$name; $@ gives a field for each argument."""
    if name in ("@", "*"):
        if name == "*" and quoted:
            return [Piece(shell.get("IFS", " ")[:1].join(shell.arguments), quoted=True)]
        last = len(shell.arguments) - 1
        return [Piece(a, quoted=quoted, splits=True, ends_field=i < last) for i, a in enumerate(shell.arguments)]
    value = shell.parameter(name)
    if value is None:
        if shell.options.get("u"):
            raise ExpansionProblem(f"{name}: unbound variable")
        value = ""
    return [Piece(value, quoted=quoted, splits=True)]


def _braced(shell: "Shell", body: str, *, quoted: bool) -> list[Piece]:
    if body.startswith("#") and len(body) > 1:
        name = body[1:]
        size = len(shell.arguments) if name in "@*" else len(shell.parameter(name) or "")
        return [Piece(str(size), quoted=quoted, splits=True)]
    match = NAME.match(body) if not re.match(r"\d\d", body) else re.match(r"\d+", body)
    if match is None:
        raise ExpansionProblem(f"${{{body}}}: bad substitution")
    name, rest = match[0], body[match.end() :]
    if not rest:
        return parameter(shell, name, quoted=quoted)
    value = shell.parameter(name)
    if operator := re.match(r":?[-=+?]", rest):
        return _default(shell, name, value, operator[0], rest[operator.end() :], quoted=quoted)
    text = _edit(shell, value or "", rest)
    if text is None:
        raise ExpansionProblem(f"${{{body}}}: bad substitution")
    return [Piece(text, quoted=quoted, splits=True)]


def _default(shell: "Shell", name: str, value: str | None, operator: str, word: str, *, quoted: bool) -> list[Piece]:
    missing = value is None or (operator[0] == ":" and not value)
    kind = operator[-1]
    if kind == "+":
        return [] if missing else _again(shell, word, quoted=quoted)
    if not missing:
        return [Piece(value or "", quoted=quoted, splits=True)]
    if kind == "?":
        raise ExpansionProblem(f"{name}: {single(shell, word) or 'parameter null or not set'}")
    if kind == "=":
        shell.set(name, single(shell, word))
        return [Piece(shell.get(name, ""), quoted=quoted, splits=True)]
    return _again(shell, word, quoted=quoted)


def _again(shell: "Shell", word: str, *, quoted: bool) -> list[Piece]:
    return _double(shell, word) if quoted else pieces_of(shell, word)


def _edit(shell: "Shell", value: str, rest: str) -> str | None:
    """${x#p} ${x##p} ${x%p} ${x%%p} ${x/p/r} ${x//p/r} ${x:o:l} ${x^^} ${x,,}."""
    if match := re.match(r"##?|%%?", rest):
        return _trim(value, pattern(shell, rest[match.end() :]).pattern, match[0])
    if rest.startswith("/"):
        everywhere = rest.startswith("//")
        what, _, new = rest[2 if everywhere else 1 :].partition("/")
        regex = pattern(shell, what).pattern.removeprefix("(?s:").removesuffix(r")\Z")
        return re.sub(regex, single(shell, new).replace("\\", r"\\"), value, count=0 if everywhere else 1)
    if rest.startswith(":"):
        offset, _, length = rest[1:].partition(":")
        start = arithmetic(shell, offset)
        start = max(len(value) + start, 0) if start < 0 else start
        if not length:
            return value[start:]
        size = arithmetic(shell, length)
        return value[start : start + size] if size >= 0 else value[start:size]
    return {"^^": value.upper(), ",,": value.lower(), "^": value[:1].upper() + value[1:]}.get(rest)


def _trim(value: str, regex: str, operator: str) -> str:
    ends = range(len(value) + 1) if operator in ("#", "%%") else range(len(value), -1, -1)
    for end in ends:
        if operator[0] == "#" and re.fullmatch(regex, value[:end]):
            return value[end:]
        if operator[0] == "%" and re.fullmatch(regex, value[end:]):
            return value[:end]
    return value


def here_document(shell: "Shell", body: str) -> str:
    """A here-document whose end was not quoted: expansions happen as in double quotes, but quotes are plain."""
    return "".join(piece.text for piece in _double(shell, body.replace('"', '\\"')))


def ansi_c(text: str) -> str:
    """$'...': C's escapes."""

    def one(match: "re.Match[str]") -> str:
        code = match[1]
        if code[0] == "x":
            return chr(int(code[1:], 16))
        return chr(int(code, 8) & 0xFF) if code[0].isdigit() else _ESCAPES.get(code, "\\" + code)

    return re.sub(r"\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)", one, text, flags=re.S)
