"""What a command line asks of ps."""

from dataclasses import dataclass, field
from enum import Flag, auto
from typing import NamedTuple

OUTBUF_SIZE = 2 * 64 * 1024


class Wrong(Exception):
    """A command line that cannot be understood; the text is ps's own, behind ``error: ``."""


class Done(Exception):
    """All is said (help, version): the exit status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Simple(Flag):
    """The selections without a list; U_ are UNIX options (-a), B_ BSD options (a)."""

    NONE = 0
    B_x = auto()
    B_g = auto()
    U_d = auto()
    U_a = auto()
    B_a = auto()


class Format(Flag):
    """The ready-made formats; U_ are UNIX options (-l), B_ BSD options (l), L_ old Linux ones."""

    NONE = 0
    U_f = auto()
    U_l = auto()
    L_X = auto()
    L_m = auto()
    B_j = auto()
    B_l = auto()
    B_s = auto()
    B_u = auto()
    B_v = auto()
    CONTEXT = auto()


class Threads(Flag):
    """How threads are shown: the options, and the kinds of lines that follow from them."""

    NONE = 0
    B_H = auto()
    B_m = auto()
    U_m = auto()
    U_L = auto()
    U_T = auto()
    SHOW_PROC = auto()
    SHOW_TASK = auto()
    MUST_USE = auto()


class Listed(NamedTuple):
    """One list of a selection option, as typed: what is compared (``pid``, ``euid``, ``comm``...) and with what."""

    kind: str
    items: tuple[int | str, ...]


class Spec(NamedTuple):
    """The argument of an option on columns or sorting; ``kind`` is the option: ``-o``, ``-O``, ``O``, ``--sort``."""

    kind: str
    text: str


@dataclass
class Options:
    """A parsed command line. ``modifiers`` are the UNIX options F P M c j y that change a format."""

    force_bsd: bool = False
    prefer_bsd: bool = False
    all_processes: bool = False
    simple: Simple = Simple.NONE
    lists: list[Listed] = field(default_factory=list)
    negate: bool = False
    running_only: bool = False
    format: Format = Format.NONE
    modifiers: set[str] = field(default_factory=set)
    specs: list[Spec] = field(default_factory=list)
    threads: Threads = Threads.NONE
    forest: str = ""
    headers: str = ""
    wide: int = 0
    columns: int = 0
    rows: int = 0
    with_dead_children: bool = False
    true_name: bool = False
    environment: bool = False
    full: bool = False
    numeric: bool = False
