"""Words that become any number of fields: the arguments of commands (bash subst.c, expand_words)."""

from typing import TYPE_CHECKING

from kshell.shell.expand.brace import braces
from kshell.shell.expand.fields import DEFAULT_IFS, Fields
from kshell.shell.expand.glob import glob
from kshell.shell.expand.parameter import expand_parameter
from kshell.shell.expand.parts import EXPANSIONS, emit, expand_unquoted
from kshell.shell.expand.pattern import has_magic, quote_pattern
from kshell.shell.expand.strings import arithmetic_or_fail
from kshell.shell.syntax.word import (
    Arithmetic,
    BadSubstitution,
    CommandSubstitution,
    Double,
    Parameter,
    ProcessSubstitution,
    Word,
)

if TYPE_CHECKING:
    from kshell.shell.shell import Shell


def expand_words(shell: "Shell", words: list[Word]) -> list[str]:
    """All fields that words become."""
    out = list[str]()
    for word in words:
        if word.plain is not None:
            out.append(word.plain)
        else:
            expand_word(shell, word, out)
    return out


def expand_word(shell: "Shell", word: Word, out: list[str]) -> None:
    """Put the fields that one word becomes at the end of a list."""
    quick = _quick(shell, word)
    if quick is not None:
        out.append(quick)
        return
    ifs = shell.variables.get("IFS")
    for braced in braces(word) if shell.options.set_o["braceexpand"] else [word]:
        fields = Fields(DEFAULT_IFS if ifs is None else ifs)
        expand_unquoted(shell, braced.parts, fields, tilde=True)
        for field in fields.finish():
            _pathnames(shell, field, out)


def _quick(shell: "Shell", word: Word) -> str | None:
    """The one field of a word that is nothing but ``"$x"``; many are."""
    if len(word.parts) != 1:
        return None
    part = word.parts[0]
    if not isinstance(part, Double) or len(part.parts) != 1:
        return None
    inner = part.parts[0]
    if not isinstance(inner, Parameter) or inner.text[1] == "{" or inner.every:
        return None
    return shell.parameter(inner.name)


def _pathnames(shell: "Shell", field: list[tuple[str, bool]], out: list[str]) -> None:
    """Pathname expansion of one field."""
    options = shell.options
    text = "".join([text for text, _ in field])
    if not options.noglob and any(c in text for c in "*?[" + "+@!" * options.shopt["extglob"]):
        pattern = "".join([quote_pattern(text) if quoted else text for text, quoted in field])
        if has_magic(pattern, extended=options.shopt["extglob"]):
            found = glob(shell.sys, pattern, options)
            if found:
                out += found
                return
            if options.shopt["failglob"]:
                shell.fail(f"no match: {text}")
            if options.shopt["nullglob"]:
                return
    out.append(text)


def expand_file_name(shell: "Shell", word: Word) -> str | None:
    """The one name that the target of a redirection becomes; None if it becomes none or several."""
    fields = expand_words(shell, [word])
    return fields[0] if len(fields) == 1 else None


def _command(shell: "Shell", part: CommandSubstitution, out: Fields, quoted: bool) -> None:
    emit(out, shell.executor.capture(part), quoted)


def _arithmetic(shell: "Shell", part: Arithmetic, out: Fields, quoted: bool) -> None:
    emit(out, str(arithmetic_or_fail(shell, part.expression)), quoted)


def _process(shell: "Shell", part: ProcessSubstitution, out: Fields, quoted: bool) -> None:
    emit(out, shell.executor.process_substitution(part), True)


def _bad(shell: "Shell", part: BadSubstitution, out: Fields, quoted: bool) -> None:
    shell.fail(f"{part.text}: bad substitution")


EXPANSIONS.update(
    {
        Parameter: expand_parameter,
        CommandSubstitution: _command,
        Arithmetic: _arithmetic,
        ProcessSubstitution: _process,
        BadSubstitution: _bad,
    }
)
