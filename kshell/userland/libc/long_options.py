"""Options that have a long and a short name, under one name each."""

from collections.abc import Mapping, Sequence


def short_names(options: Sequence[tuple[str, str]], long: Mapping[str, str]) -> list[tuple[str, str]]:
    """Parsed options as (name without dashes, value).

    ``long`` maps a long name, with ``=`` or ``=?`` behind it when it takes a value, to the short one.
    """
    named = []
    for option, value in options:
        name = option.lstrip("-")
        letter = long.get(name) or long.get(f"{name}=") or long.get(f"{name}=?", name)
        named.append((letter, value))
    return named
