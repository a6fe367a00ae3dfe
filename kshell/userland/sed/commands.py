"""What a sed script is made of: commands, the lines that they are for, substitutions (GNU sed 4.9, basicdefs.h)."""

from dataclasses import dataclass, field

from kshell.userland.libc.posix_regex import Regex


class BadScript(ValueError):
    """The script is none; the text is the message, ``at`` how many characters were read by then (0: not known)."""

    def __init__(self, text: str, at: int) -> None:
        super().__init__(text)
        self.at = at


@dataclass
class Address:
    """Lines: ``kind`` is number, step, last, regex, plus or multiple."""

    kind: str
    first: int = 0
    step: int = 0
    regex: Regex | None = None


@dataclass
class Substitution:
    """The ``s`` command: ``parts`` are texts, group numbers, and case conversions (U L u l E)."""

    regex: Regex | None
    parts: list[str | int | tuple[str]]
    everywhere: bool = False
    number: int = 1
    printed: int = 0
    file: str = ""


@dataclass
class Command:
    """One command; ``jump`` is the index to go to (the end of a block, a label), ``label`` the name of one."""

    name: str
    start: Address | None = None
    end: Address | None = None
    negated: bool = False
    text: str = ""
    number: int = -1
    table: dict[int, int] = field(default_factory=dict)
    substitution: Substitution | None = None
    jump: int = -1
    active: bool = False
    last_line: int = -1
