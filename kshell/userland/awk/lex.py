"""awk's tokens (POSIX, awk: Lexical Conventions)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

KEYWORDS = frozenset(
    "BEGIN END function func if else while for do break continue next exit return delete in getline print "
    "printf".split()
)
BUILTINS = frozenset(
    "length substr index split sub gsub match sprintf tolower toupper int sqrt exp log sin cos atan2 rand srand system "
    "close fflush systime strftime mktime".split()
)
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\\": "\\", '"': '"'}
_TOKEN = re.compile(
    r"(?P<space>[ \t\r]+|\\\n|\#[^\n]*)|(?P<newline>\n)|(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)"
    r"|(?P<name>[A-Za-z_]\w*)|(?P<sign>\+\+|--|\+=|-=|\*=|/=|%=|\^=|==|<=|>=|!=|!~|&&|\|\||>>|[-+*/%^!<>|?:~$=,;(){}\[\]])"
)


class SyntaxProblem(Exception):
    """The program is none; the text is the message, without the line."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line


class Token(NamedTuple):
    """``kind`` is number, string, regex, name, function (a name with a parenthesis behind it), builtin, newline, end,
    or the text itself of keywords and signs."""

    kind: str
    text: str
    line: int


def tokens(program: str) -> Iterator[Token]:
    """The tokens of a program, the last of which has the kind ``end``; SyntaxProblem."""
    at, line, before = 0, 1, ""
    while at < len(program):
        char = program[at]
        if char == '"':
            text, at = _string(program, at + 1, line)
            yield Token("string", text, line)
            before = "string"
            continue
        if char == "/" and before not in ("number", "string", "name", "builtin", ")", "]", "$", "++", "--"):
            text, at = _regex(program, at + 1, line)
            yield Token("regex", text, line)
            before = "regex"
            continue
        found = _TOKEN.match(program, at)
        if found is None:
            raise SyntaxProblem(line, f"syntax error at or near {char}")
        at = found.end()
        kind, text = found.lastgroup or "", found[0]
        if kind == "space":
            line += text.count("\n")
            continue
        if kind == "newline":
            line += 1
        elif kind == "name":
            kind = text if text in KEYWORDS else "builtin" if text in BUILTINS else "name"
            kind = "function" if kind == "name" and program[at : at + 1] == "(" else kind
        elif kind == "sign":
            kind = text
        before = kind
        yield Token(kind, text, line - (kind == "newline"))
    yield Token("end", "end of file", line + 1)


def _string(program: str, at: int, line: int) -> tuple[str, int]:
    """The string that begins at a place, and the place behind it."""
    out = ""
    while at < len(program) and program[at] not in '"\n':
        if program[at] != "\\":
            out += program[at]
            at += 1
            continue
        octal = re.compile(r"[0-7]{1,3}").match(program, at + 1)
        if octal is not None:
            out += chr(int(octal[0], 8))
            at = octal.end()
        else:
            following = program[at + 1 : at + 2]
            out += "" if following == "\n" else ESCAPES.get(following, "\\" + following)
            at += 2
    if program[at : at + 1] != '"':
        raise SyntaxProblem(line, f'runaway string constant "{out[:10]} ...')
    return out, at + 1


def _regex(program: str, at: int, line: int) -> tuple[str, int]:
    """The expression that begins at a place, and the place behind it."""
    start, inside = at, False
    while at < len(program) and program[at] != "\n" and (inside or program[at] != "/"):
        if program[at] == "\\":
            at += 1
        elif program[at] == "[" and not inside:
            inside = True
            at += program.startswith("^", at + 1)
            at += program.startswith("]", at + 1)
        elif program[at] == "]":
            inside = False
        at += 1
    if program[at : at + 1] != "/":
        raise SyntaxProblem(line, f"runaway regular expression /{program[start : start + 10]} ...")
    return program[start:at].replace("\\/", "/"), at + 1
