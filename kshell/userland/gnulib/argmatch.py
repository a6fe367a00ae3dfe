"""Words that an option takes, or the begin of one: ``--color=alw`` (gnulib, argmatch.c)."""

from collections.abc import Sequence


class BadWord(ValueError):
    """The word is not one of those that the option takes; the text is the message."""


def argmatch(word: str, option: str, choices: Sequence[str]) -> str:
    """The first name of the choice that a word or its begin means; BadWord.

    Each of ``choices`` has one or more names, with blanks between them.
    """
    names = [choice.split() for choice in choices]
    for group in names:
        if word in group:
            return group[0]
    fitting = [group[0] for group in names if any(name.startswith(word) for name in group)]
    if len(fitting) == 1:
        return fitting[0]
    listed = "".join("\n  - " + ", ".join(f"'{name}'" for name in group) for group in names)
    raise BadWord(
        f"{'ambiguous' if fitting else 'invalid'} argument '{word}' for '{option}'\nValid arguments are:{listed}"
    )
