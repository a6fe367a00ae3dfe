"""Lists of numbers and ranges, as cut takes them: ``1,3-5,7-`` (coreutils 9.1, set-fields.c)."""

import re
from collections.abc import Sequence

END = 1 << 62


class BadList(ValueError):
    """No such list; the text is the message."""


def parse_list(text: str, kind: str) -> list[tuple[int, int]]:
    """The ranges, first and last number each; BadList. ``kind`` is ``field`` or ``byte/character`` for messages."""
    ranges = []
    text = text.replace(" ", ",")
    stray = re.search(r"[^\d,-].*", text)
    if stray:
        what = {"field": "field value", "byte/character": "byte/character position"}[kind]
        raise BadList(f"invalid {what} '{stray[0]}'")
    for part in text.split(","):
        first, dash, last = part.partition("-")
        if "-" in last:
            raise BadList({"field": "invalid field range", "byte/character": "invalid byte or character range"}[kind])
        if part == "-":
            raise BadList("invalid range with no endpoint: -")
        if not part or (first and not int(first)) or (dash and last and not int(last)):
            zero = {
                "field": "fields are numbered from 1",
                "byte/character": "byte/character positions are numbered from 1",
            }
            raise BadList(zero[kind])
        low = int(first or 1)
        high = int(last or END) if dash else low
        if high < low:
            raise BadList("invalid decreasing range")
        ranges.append((low, high))
    return ranges


def merged(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges in order, those that overlap as one."""
    whole: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if whole and low <= whole[-1][1]:
            whole[-1] = whole[-1][0], max(high, whole[-1][1])
        else:
            whole.append((low, high))
    return whole


def complement(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The numbers that are in none of the ranges."""
    left, at = [], 1
    for low, high in merged(ranges):
        if low > at:
            left.append((at, low - 1))
        at = high + 1
    return [*left, (at, END)] if at <= END else left
