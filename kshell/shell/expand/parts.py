"""Expanding the parts of words, each by its kind (bash subst.c, expand_word_internal)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kshell.shell.expand.fields import Fields
from kshell.shell.expand.tilde import expand_tildes
from kshell.shell.syntax.word import Double, Parameter, Part, Quoted, Text

if TYPE_CHECKING:
    from kshell.shell.shell import Shell

EXPANSIONS: dict[type[Part], Callable[["Shell", Any, Fields, bool], None]] = {}
"""How each kind of expansion is expanded: (shell, part, where to, whether it is quoted). word.py fills it."""


def expand_unquoted(
    shell: "Shell", parts: list[Part], out: Fields, *, tilde: bool = False, assignment: bool = False
) -> None:
    """Parts of a word outside quotes. ``tilde``: a ~ at their beginning is a home; ``assignment``: behind : too."""
    for number, part in enumerate(parts):
        kind = type(part)
        if kind is Text and isinstance(part, Text):
            if tilde and "~" in part.text and (assignment or not number):
                more = number + 1 < len(parts)
                expand_tildes(shell, part.text, out, first=not number, more=more, colons=assignment)
            else:
                out.add(part.text, quoted=False)
        elif isinstance(part, Quoted):
            out.add(part.text, quoted=True)
        elif isinstance(part, Double):
            expand_double(shell, part, out)
        else:
            EXPANSIONS[kind](shell, part, out, False)


def expand_operand(shell: "Shell", parts: list[Part], out: Fields, *, quoted: bool) -> None:
    """The word in ``${x:-word}``: outside quotes its plain text is split too."""
    if quoted:
        expand_quoted_parts(shell, parts, out)
        return
    for number, part in enumerate(parts):
        if isinstance(part, Text):
            if not number and part.text.startswith("~"):
                expand_tildes(shell, part.text, out, first=True, more=len(parts) > 1, colons=False)
            else:
                out.split(part.text)
        else:
            expand_unquoted(shell, [part], out)


def expand_quoted_parts(shell: "Shell", parts: list[Part], out: Fields) -> None:
    """Parts that stand in double quotes."""
    for part in parts:
        if isinstance(part, Text | Quoted):
            out.add(part.text, quoted=True)
        elif isinstance(part, Double):
            expand_double(shell, part, out)
        else:
            EXPANSIONS[type(part)](shell, part, out, True)


def expand_double(shell: "Shell", part: Double, out: Fields) -> None:
    """``"..."``: an empty one is a field too, unless it holds an empty ``$@``."""
    before = out.state
    expand_quoted_parts(shell, part.parts, out)
    if out.state == before and not any(isinstance(inner, Parameter) and inner.every == "@" for inner in part.parts):
        out.add("", quoted=True)


def emit(out: Fields, text: str, quoted: bool) -> None:
    """Add what an expansion has given."""
    if not quoted:
        out.split(text)
    elif text:
        out.add(text, quoted=True)
