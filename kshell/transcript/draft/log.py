"""The logs that can be read: typescripts of script(1), and asciicasts of asciinema (versions 1, 2 and 3)."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kshell.transcript.draft.events import NSEC_PER_SEC, Event, Log, UnreadableLog
from kshell.transcript.draft.typescript import read_typescript

GZIP = b"\x1f\x8b"


def read_log(path: str, timing: str = "") -> Log:
    """Read a log, with the timing file that script(1) has written beside it, if any; OSError, UnreadableLog."""
    data = Path(path).read_bytes()
    if not data.strip():
        raise UnreadableLog(f"{path}: there is nothing in it")
    if data.startswith(GZIP):
        raise UnreadableLog(f"{path}: is compressed: gunzip it first")
    if not data.lstrip().startswith(b"{"):
        return read_typescript(path, data, timing)
    if timing:
        raise UnreadableLog(f"{path}: is an asciicast, which has its times itself: leave --timing out")
    return _asciicast(path, data)


def _asciicast(path: str, data: bytes) -> Log:
    """docs.asciinema.org/manual/asciicast"""
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableLog(f"{path}:{line}: not UTF-8 text") from None
    header = _json(lines[0])
    if header is None:
        header, lines = _json("\n".join(lines)), []
    version = header.get("version") if isinstance(header, dict) else None
    if not isinstance(header, dict) or version not in _READERS:
        what = f"asciicast version {version}: 1, 2 and 3 can be read" if version else "neither typescript nor asciicast"
        raise UnreadableLog(f"{path}: {what}")
    size = header.get("term") if version == 3 else header
    columns, rows = _size(path, size, *(("cols", "rows") if version == 3 else ("width", "height")))
    return Log(columns, rows, tuple(_READERS[version](path, header, lines)))


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _size(path: str, where: Any, columns: str, rows: str) -> tuple[int, int]:
    size = (where.get(columns), where.get(rows)) if isinstance(where, dict) else (None, None)
    if not all(isinstance(n, int) and 0 < n <= 10_000 for n in size):
        raise UnreadableLog(f"{path}:1: the header has no {columns} and {rows}")
    return size  # type: ignore[return-value]  # looked at above


def _version_1(path: str, header: dict[str, Any], lines: list[str]) -> Iterator[Event]:
    now = 0.0
    for entry in header.get("stdout", ()):
        if not (isinstance(entry, list) and len(entry) == 2 and _is_time(entry[0]) and isinstance(entry[1], str)):
            raise UnreadableLog(f"{path}: stdout has something else than [delay, text] in it")
        now += entry[0]
        yield Event(round(now * NSEC_PER_SEC), "o", entry[1])


def _version_2(path: str, header: dict[str, Any], lines: list[str]) -> Iterator[Event]:
    for time, kind, text in _entries(path, lines):
        yield Event(round(time * NSEC_PER_SEC), kind, text)


def _version_3(path: str, header: dict[str, Any], lines: list[str]) -> Iterator[Event]:
    now = 0.0
    for interval, kind, text in _entries(path, lines):
        now += interval
        yield Event(round(now * NSEC_PER_SEC), kind, text)


def _entries(path: str, lines: list[str]) -> Iterator[tuple[float, str, str]]:
    """The events behind the header; the last line may be cut off, as by a recorder that was killed."""
    for number, line in enumerate(lines[1:], 2):
        if not line.strip() or line.startswith("#"):
            continue
        entry = _json(line)
        if entry is None and number == len(lines):
            return
        if not (isinstance(entry, list) and len(entry) == 3 and _is_time(entry[0]) and isinstance(entry[2], str)):
            raise UnreadableLog(f'{path}:{number}: not an event such as [1.5, "o", "text"]: {line[:40]}')
        yield float(entry[0]), str(entry[1]), entry[2]


def _is_time(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e9


_READERS: dict[object, Callable[[str, dict[str, Any], list[str]], Iterator[Event]]] = {
    1: _version_1,
    2: _version_2,
    3: _version_3,
}
