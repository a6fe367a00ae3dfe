"""The line that is edited in colours: commands that can be run and those that cannot, strings, variables, comments."""

import re
from collections.abc import Callable, Hashable

from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.lexers import Lexer

from kshell.frontend.completion.commands import commands
from kshell.frontend.pieces import Piece, pieces, unquoted
from kshell.machine.surroundings import Surroundings
from kshell.shell.builtins import builtin_names

LONGEST = 10_000
PLAIN_STYLES = {
    "command": "class:line.command",
    "reserved": "class:line.keyword",
    "operator": "class:line.operator",
    "comment": "class:line.comment",
}
UNKNOWN = "class:line.unknown"
INSIDE = re.compile(
    r"(?P<string>\$?'[^']*'?|\$?\"(?:\\.|[^\"\\])*\"?)|(?P<variable>\$\{[^}]*\}?|\$\w+|\$[?$!#@*-])", re.DOTALL
)
BUILTINS = frozenset(builtin_names())
KNOWN_ELSEWHERE = re.compile(r"[$`*?\[{~]|\[\[|\(\(")


def is_known(around: Surroundings, name: str) -> bool:
    """Whether a command of this name can be run, or nobody can tell before it is expanded."""
    shell = around.shell
    if shell is None or not name or KNOWN_ELSEWHERE.search(name):
        return True
    if "/" in name:
        return around.runs(name)
    if name in shell.functions or name in shell.aliases or (name in BUILTINS and name not in shell.disabled):
        return True
    return any(around.runs(f"{folder or '.'}/{name}") for folder in (shell.variables.get("PATH") or "").split(":"))


class ShellLexer(Lexer):
    """Colours by the shell's own grammar. ``look`` gives what is around the prompt."""

    def __init__(self, look: Callable[[], Surroundings]) -> None:
        self._look = look

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        text = document.text
        lines = _lines(text, self._styles(text) if len(text) <= LONGEST else [""] * len(text))

        def line(number: int) -> StyleAndTextTuples:
            return lines[number] if number < len(lines) else []

        return line

    def invalidation_hash(self) -> Hashable:
        """What is known may be another thing after each command."""
        shell = self._look().shell
        return (id(self), shell.pid, shell.command_number) if shell is not None else id(self)

    def _styles(self, text: str) -> list[str]:
        """The style of each character."""
        styles = [""] * len(text)
        around = self._look()
        for piece in pieces(text):
            style = PLAIN_STYLES.get(piece.kind, "")
            if piece.kind == "command" and not is_known(around, unquoted(piece.text)):
                style = "" if _may_become_known(around, piece, text) else UNKNOWN
            styles[piece.start : piece.end] = [style] * (piece.end - piece.start)
            if piece.kind not in ("comment", "operator"):
                for found in INSIDE.finditer(piece.text):
                    start, end = piece.start + found.start(), piece.start + found.end()
                    styles[start:end] = [f"class:line.{found.lastgroup}"] * (end - start)
        return styles


def _lines(text: str, styles: list[str]) -> list[StyleAndTextTuples]:
    lines: list[StyleAndTextTuples] = [[]]
    for character, style in zip(text, styles, strict=True):
        if character == "\n":
            lines.append([])
        else:
            lines[-1].append((style, character))
    return lines


def _may_become_known(around: Surroundings, piece: Piece, text: str) -> bool:
    """Whether a word is still being typed that could become a command."""
    if piece.end < len(text):
        return False
    prefix = unquoted(piece.text)
    return "/" in prefix or any(candidate.text.startswith(prefix) for candidate in commands(around, prefix))
