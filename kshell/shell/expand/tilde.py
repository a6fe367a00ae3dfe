"""``~`` and ``~user`` (bash(1), Tilde Expansion)."""

import re
from typing import TYPE_CHECKING

from kshell.shell.expand.fields import Fields

if TYPE_CHECKING:
    from kshell.shell.shell import Shell

_LIKE_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=", re.ASCII)
_PREFIX = re.compile(r"~([^/:]*)")


def expand_tildes(shell: "Shell", text: str, out: Fields, *, first: bool, more: bool, colons: bool) -> None:
    """Add typed text in which a ~ may be a home.

    ``first``: its beginning is that of the word; ``more``: more parts follow; ``colons``: a : begins a new place.
    """
    name = _LIKE_ASSIGNMENT.match(text) if first and not colons else None
    if name is not None:
        out.add(name[0], quoted=False)
        text, colons = text[name.end() :], True
    pieces = text.split(":") if colons else [text]
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        home = _home(shell, piece, open_ended=last and more) if number or first else None
        if number:
            out.add(":", quoted=False)
        if home is None:
            if piece:
                out.add(piece, quoted=False)
            continue
        where, rest = home
        out.add(where, quoted=True)
        if rest:
            out.add(rest, quoted=False)


def _home(shell: "Shell", piece: str, *, open_ended: bool) -> tuple[str, str] | None:
    """The home that a piece begins with, and what comes behind it."""
    match = _PREFIX.match(piece)
    if match is None:
        return None
    rest = piece[match.end() :]
    if open_ended and not rest:
        return None
    home = shell.home(match[1])
    return (home, rest) if home is not None else None
