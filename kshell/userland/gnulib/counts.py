"""Counts with a multiplier suffix, as ``head -c 2K`` takes them (gnulib, xstrtoumax)."""

import re

UNITS = "KMGTPEZY"


class BadCount(Exception):
    """No number, or an unknown suffix; the text is the number in quotes."""


def count(text: str) -> int:
    """The number that ``10``, ``2K``, ``2KiB``, ``1kB`` or ``4b`` means; BadCount."""
    found = re.fullmatch(r"\s*\+?(\d+)([bkKmMGTPEZY]?)(B|iB)?", text)
    if found is None or (found[3] and found[2] in ("", "b")):
        raise BadCount(f"'{text}'")
    number, unit = int(found[1]), found[2].upper()
    if unit in ("", "B"):
        return number * (512 if unit else 1)
    return number * int((1000 if found[3] == "B" else 1024) ** (UNITS.index(unit) + 1))
