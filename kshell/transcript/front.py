"""A transcript's front matter: what its machine is to be."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kshell.transcript.actions import nanoseconds
from kshell.transcript.errors import Malformed, TranscriptError

KERNELS = ("article", "6.1")
_SETTING = re.compile(r"([^:\s]+)\s*:(?:\s+(.*?))?\s*", re.DOTALL)


class Front(NamedTuple):
    """The settings of a transcript; ``limit`` is in ns of simulated time for one step, ``modules`` as written."""

    kernel: str = "article"
    cpus: int = 2
    boot: str = ""
    columns: int = 80
    limit: int = 300_000_000_000
    modules: tuple[str, ...] = ()
    seed: int = 0


def parse_front(lines: Sequence[str]) -> Front:
    """Read the lines between the two ``---``, which begin at line 2 of the file."""
    values: dict[str, str | int | tuple[str, ...]] = {}
    for number, line in enumerate(lines, 2):
        if not line.strip():
            continue
        found = _SETTING.fullmatch(line)
        if not found:
            raise TranscriptError(number, f"not a setting: '{line}'; write 'key: value'", line)
        key, value = found[1], found[2] or ""
        if key not in Front._fields:
            raise TranscriptError(number, f"unknown setting '{key}': there are {', '.join(Front._fields)}", key)
        if key in values:
            raise TranscriptError(number, f"'{key}' is set twice", key)
        try:
            values[key] = _value(key, value)
        except Malformed as error:
            raise TranscriptError(number, f"{key}: {error}", error.at) from None
    return Front(**values)  # type: ignore[arg-type]  # _value gives each field its own type


def _value(key: str, value: str) -> str | int | tuple[str, ...]:
    if key == "limit":
        return nanoseconds(value)
    if key == "modules":
        return tuple(value.split())
    if key == "boot":
        return value
    if key == "kernel":
        if value not in KERNELS:
            raise Malformed(f"'{value}' is none of {', '.join(KERNELS)}", value)
        return value
    if not re.fullmatch("[0-9]{1,9}", value) or (int(value) == 0 and key != "seed"):
        raise Malformed(f"'{value}' is no {'number' if key == 'seed' else 'positive number'}", value)
    return int(value)
