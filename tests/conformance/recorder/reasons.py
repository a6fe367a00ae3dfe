"""Why kshell differs from recordings: the sentences in ``lab/differences.toml``."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

UNKNOWN = "**There is no reason for this in `lab/differences.toml`.**"


class Reason(NamedTuple):
    """A sentence, and for sessions the patterns of lines that it explains."""

    why: str
    lines: dict[str, list[re.Pattern[str]]]

    def explains(self, session: str, line: str) -> bool:
        return any(regex.search(line) for regex in self.lines.get(session, ()))


class Reasons:
    """All reasons, in the file's order; ``used`` are those that have explained something."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        self.all = list(reasons)
        self.used: set[str] = set()

    def why(self, session: str, lines: Sequence[str]) -> list[str]:
        """For lines that differ at one place, the reason of each; one without takes that of the others."""
        own = [next((r.why for r in self.all if r.explains(session, line)), "") for line in lines]
        shared = next(filter(None, own), UNKNOWN)
        found = [why or shared for why in own]
        self.used |= set(found)
        return found


def load(path: Path) -> Reasons:
    """Read the table."""
    table = tomllib.loads(path.read_text())
    return Reasons(
        [
            Reason(
                entry["why"], {name: [re.compile(regex) for regex in lines] for name, lines in entry["lines"].items()}
            )
            for entry in table["reason"]
        ]
    )
