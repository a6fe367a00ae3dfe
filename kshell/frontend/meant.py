"""Did you mean: what is like a word that nothing answers to. A hint of the front end's, below the line; no output."""

from collections.abc import Iterable
from difflib import get_close_matches

from kshell.frontend.colours import LONGEST, is_known
from kshell.frontend.completion.commands import commands
from kshell.frontend.completion.complete import complete
from kshell.frontend.pieces import ENDS_COMMAND, Piece, pieces, unquoted
from kshell.machine.surroundings import Surroundings

LIKE = 0.6
MOST_LIKE = 0.7
LOADERS = ("insmod", "modprobe")


class Hints:
    """The hint for a line; it is looked for once, and again when something has run in the meantime."""

    def __init__(self) -> None:
        self._key: object = None
        self._hint = ""

    def of(self, around: Surroundings, text: str, *, entered: bool, status: int) -> str:
        """``did you mean lsmod?``, or nothing; ``status`` is the exit status of the line that was ``entered``."""
        shell = around.shell
        key = text, entered, status, shell.command_number if shell is not None else 0
        if key != self._key:
            self._key = key
            self._hint = suggestion(around, text, entered=entered)
            if not self._hint and entered:
                self._hint = argument(around, text, failed=status != 0)
        return self._hint


def suggestion(around: Surroundings, text: str, *, entered: bool) -> str:
    """For the first command of a line that there is not; empty if nothing is like it.

    While the line is not ``entered``, the word that is still being typed is left alone.
    """
    if len(text) > LONGEST:
        return ""
    for piece in pieces(text):
        name = unquoted(piece.text)
        if piece.kind != "command" or (not entered and piece.end == len(text)) or is_known(around, name):
            continue
        return _said(name, (candidate.text for candidate in commands(around, "")), LIKE)
    return ""


def argument(around: Surroundings, text: str, *, failed: bool) -> str:
    """For the first argument that could have stood there in another spelling: a file, a module, an option, a page.

    When the line has not ``failed``, only parameters of modules are looked at, for those are told of in the log alone.
    """
    if len(text) > LONGEST:
        return ""
    command = ""
    for piece in pieces(text):
        if piece.kind == "command":
            command = unquoted(piece.text).rpartition("/")[2]
        elif piece.kind == "operator" and piece.text in ENDS_COMMAND:
            command = ""
        wanted = failed or (command in LOADERS and "=" in piece.text)
        if piece.kind == "argument" and command and wanted and (said := _like(around, text[: piece.start], piece)):
            return said
    return ""


def _like(around: Surroundings, before: str, piece: Piece) -> str:
    """What Tab would offer in place of a word, if that is not among it and names nothing else."""
    word = unquoted(piece.text)
    name, equals, _ = word.partition("=")
    if word.isdigit() or "$" in word or "*" in word or around.real(word):
        return ""
    folder = word[: word.rfind("/") + 1]
    start = folder or ("--" if word.startswith("--") else "-" if word.startswith("-") else "")
    names = [candidate.text.removesuffix("=") for candidate in complete(around, before + start)[1]]
    return "" if name in names else _said(name if equals else word, names, MOST_LIKE)


def _said(word: str, names: Iterable[str], like: float) -> str:
    close = get_close_matches(word, [name for name in names if name != word], 1, like)
    return f"{word}: did you mean {close[0]}?" if close else ""
