"""What a window that is attached and the kshell that it is attached to say to each other.

A message is a letter, the length of what follows (four bytes, the highest first), and so many bytes. From the window:

    H  hello, the first message and only that: JSON, see Hello
    K  keys, as the terminal sends them
    S  the window's size: "ROWS COLUMNS"
    C  the window goes on after it was stopped: draw everything again

To the window:

    T  text for its terminal
    Z  stop, as a job of the host's shell stops at ^Z
    E  the end, the last message: an exit status (one byte), and a line that says why, which may be empty
"""

import json
import struct
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields

HEAD = struct.Struct("!cI")
LONGEST = 1 << 16
MOST_ROWS, MOST_COLUMNS = 1000, 1000


class WireError(Exception):
    """The other side does not speak as it should."""


@dataclass(frozen=True)
class Hello:
    """What is wanted: ``ask`` is "window", "watch", "notes" or "list"; and the terminal that it is for."""

    ask: str
    term: str = ""
    rows: int = 24
    columns: int = 80
    colour: bool = True
    plain: bool = False


def message(kind: bytes, payload: bytes = b"") -> bytes:
    """A message as bytes; text and keys that are too long for one become several."""
    pieces = [payload[at : at + LONGEST] for at in range(0, len(payload), LONGEST)] or [b""]
    return b"".join(HEAD.pack(kind, len(piece)) + piece for piece in pieces)


class Messages:
    """Cuts what has come into messages."""

    def __init__(self) -> None:
        self._data = b""

    def feed(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """The letters and contents of the messages that are complete now; WireError."""
        self._data += data
        while len(self._data) >= HEAD.size:
            kind, length = HEAD.unpack_from(self._data)
            if length > LONGEST:
                raise WireError("a message is too long")
            end = HEAD.size + length
            if len(self._data) < end:
                return
            payload, self._data = self._data[HEAD.size : end], self._data[end:]
            yield kind, payload


def hello(wanted: Hello) -> bytes:
    """The first message."""
    return message(b"H", json.dumps(asdict(wanted)).encode())


def read_hello(payload: bytes) -> Hello:
    """What the first message asks for; WireError."""
    try:
        told = json.loads(payload)
        wanted = Hello(**{field.name: told[field.name] for field in fields(Hello)})
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise WireError(f"not a greeting: {error}") from None
    if any(type(getattr(wanted, field.name)) is not field.type for field in fields(Hello)):
        raise WireError("not a greeting: a value of another type")
    return wanted


def read_size(payload: bytes) -> tuple[int, int]:
    """(rows, columns), brought within bounds; WireError."""
    try:
        rows, columns = map(int, payload.split())
    except ValueError:
        raise WireError("not a size") from None
    return bounded(rows, columns)


def bounded(rows: int, columns: int) -> tuple[int, int]:
    """A size that a window may have."""
    return min(max(rows, 1), MOST_ROWS), min(max(columns, 1), MOST_COLUMNS)
