"""What a log tells of a session: what was shown and typed, and when."""

from typing import NamedTuple

NSEC_PER_SEC = 1_000_000_000


class UnreadableLog(ValueError):
    """Why a log cannot be read, in one line."""


class Event(NamedTuple):
    """What happened ``ns`` after the beginning: text was shown ("o"), text was typed ("i"), a marker was set ("m")."""

    ns: int
    kind: str
    text: str


class Moment(NamedTuple):
    """When something happened (ns), and how much had happened before it in the log."""

    ns: int
    order: int


class Note(NamedTuple):
    """An event that was not shown, and when it was among what was."""

    at: Moment
    kind: str
    text: str


class Log(NamedTuple):
    """A recorded session, on a terminal of so many columns and rows; ``timed``: it is known when things happened."""

    columns: int
    rows: int
    events: tuple[Event, ...]
    timed: bool = True
