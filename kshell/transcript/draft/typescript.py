"""Typescripts of script(1), with the timing file that scriptreplay(1) reads, in its classic or advanced format."""

import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kshell.transcript.draft.events import NSEC_PER_SEC, Event, Log, UnreadableLog

STARTED = b"Script started on "
DONE = re.compile(rb"\r?\n?Script done on [^\n]*\n?\Z")
SIZE = re.compile(rb'COLUMNS="(\d{1,4})" LINES="(\d{1,4})"')
CLASSIC = re.compile(r"(\d+(?:\.\d+)?) (\d+)")
ADVANCED = re.compile(r"([HIOS]) (\d+(?:\.\d+)?) (.*)")
USUAL = (80, 24)


class Piece(NamedTuple):
    """So many bytes that were shown ("o") or typed ("i"), ``ns`` after the piece before."""

    ns: int
    kind: str
    size: int


def read_typescript(path: str, data: bytes, timing: str) -> Log:
    """Read a typescript; OSError, UnreadableLog."""
    if b"\0" in data:
        raise UnreadableLog(f"{path}: neither typescript nor asciicast: there are NUL bytes in it")
    head, body = b"", data
    if data.startswith(STARTED):
        head, _, body = data.partition(b"\n")
    body = DONE.sub(b"", body)
    size = SIZE.search(head)
    columns, rows = (int(size[1]), int(size[2])) if size else USUAL
    events = tuple(_timed(path, body, timing) if timing else [Event(0, "o", body.decode("utf-8", "replace"))])
    return Log(columns or USUAL[0], rows or USUAL[1], events, timed=bool(timing))


def _timed(path: str, body: bytes, timing: str) -> Iterator[Event]:
    now = at = 0
    decode = {kind: getincrementaldecoder("utf-8")("replace").decode for kind in "oi"}
    pieces = list(_pieces(timing, Path(timing).read_text("utf-8", "replace").splitlines()))
    total = sum(piece.size for piece in pieces)
    if total > len(body) + 2:  # script(1) counts a newline of its own
        raise UnreadableLog(f"{timing}: is of another log: it tells of {total} bytes, and {path} has {len(body)}")
    for piece in pieces:
        now += piece.ns
        yield Event(now, piece.kind, decode[piece.kind](body[at : at + piece.size]))
        at += piece.size
    yield Event(now, "o", decode["o"](body[at:], True))


def _pieces(timing: str, lines: list[str]) -> Iterator[Piece]:
    """The lines of a timing file. What was typed has its bytes in the log only if both were logged into one file."""
    told = dict(found[3].split(" ", 1) for line in lines if (found := ADVANCED.fullmatch(line)) and " " in found[3])
    together = "INPUT_LOG" in told and told.get("INPUT_LOG") == told.get("OUTPUT_LOG")
    passed = 0
    for number, line in enumerate(lines, 1):
        if found := CLASSIC.fullmatch(line):
            kind, time, what = "O", *found.groups()
        elif found := ADVANCED.fullmatch(line):
            kind, time, what = found.groups()
        else:
            raise UnreadableLog(f"{timing}:{number}: not a line of script's timing file: {line[:40]}")
        passed += round(float(time) * NSEC_PER_SEC)
        if kind == "O" or (kind == "I" and together):
            if not what.isdecimal():
                raise UnreadableLog(f"{timing}:{number}: not a number of bytes: {what[:40]}")
            yield Piece(passed, kind.lower(), int(what))
            passed = 0
