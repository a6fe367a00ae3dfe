"""Reading here-documents: the lines behind the one that asks for them (bash make_cmd.c)."""

from collections.abc import Callable

from kshell.shell.syntax.ast import Redirect
from kshell.shell.syntax.buffer import Buffer
from kshell.shell.syntax.word import Double, Quoted, Text, Word


def read_here_documents(
    buffer: Buffer, redirects: list[Redirect], body: Callable[[str, int], Word]
) -> list[tuple[int, str]]:
    """Read a body for each redirection; warnings with their lines. ``body`` makes a word of an unquoted one."""
    warnings = list[tuple[int, str]]()
    for redirect in redirects:
        quoted = redirect.target.quoted
        redirect.end = _unquoted(redirect.target)
        first = buffer.line
        text, found = _lines(buffer, redirect, quoted=quoted)
        if not found:
            what = f"warning: here-document at line {first} delimited by end-of-file (wanted `{redirect.end}')"
            warnings.append((buffer.line, what))
        redirect.target = Word(text, [Quoted(text)]) if quoted else body(text, first)
    return warnings


def _unquoted(word: Word) -> str:
    """The word without its quotes; nothing in it is expanded."""
    out = ""
    for part in word.parts:
        if isinstance(part, Text | Quoted):
            out += part.text
        elif isinstance(part, Double) and all(isinstance(inner, Text) for inner in part.parts):
            out += "".join(inner.text for inner in part.parts if isinstance(inner, Text))
        else:
            return word.text.replace('"', "").replace("'", "").replace("\\", "")
    return out


def _lines(buffer: Buffer, redirect: Redirect, *, quoted: bool) -> tuple[str, bool]:
    """The lines up to the end, and whether that was found."""
    lines = list[str]()
    while line := _line(buffer):
        while not quoted and _continues(line) and (more := _line(buffer)):
            line = line[:-2] + more
        if redirect.op == "<<-":
            line = line.lstrip("\t")
        if line.removesuffix("\n") == redirect.end:
            return "".join(lines), True
        lines.append(line)
    return "".join(lines), False


def _continues(line: str) -> bool:
    backslashes = len(line) - 1 - len(line[:-1].rstrip("\\"))
    return line.endswith("\n") and backslashes % 2 == 1


def _line(buffer: Buffer) -> str:
    if not buffer.char():
        return ""
    start = buffer.at
    end = buffer.text.find("\n", start) + 1
    buffer.at = end or len(buffer.text)
    return buffer.text[start : buffer.at]
