"""The lines that were typed, for the arrow keys, ^R and suggestions: kept in a file of the host for the next time.

A line of the file is a line that was typed, with ``\\n`` for a newline in it and ``\\\\`` for a backslash. Each is
appended in one write as it is entered: nothing is lost in a crash, and several sessions can write at once. A file that
has grown long is replaced by one with its last lines, under a lock: whoever would append to the old one waits, sees
that it has gone, and takes the new one.
"""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from prompt_toolkit.history import InMemoryHistory

try:
    import fcntl
except ImportError:  # Windows: the file is never shortened
    fcntl = None  # type: ignore[assignment]  # the name of a module otherwise

SIZE = 10_000
LONG = 2
ESCAPED = re.compile(r"\\(.)")


def history_file(environment: Mapping[str, str]) -> Path | None:
    """Where history is kept: in $XDG_STATE_HOME, or below $HOME if that exists; else None."""
    state, home = environment.get("XDG_STATE_HOME", ""), environment.get("HOME", "")
    if os.path.isabs(state):
        return Path(state, "kshell", "history")
    return Path(home, ".local", "state", "kshell", "history") if os.path.isdir(home) else None


class Past:
    """What was typed before this session began, the last ``size`` lines of it, and where new lines go.

    ``trouble`` says why the file is not used, in one line; it is empty when all is well.
    """

    def __init__(self, file: Path | None = None, size: int = SIZE) -> None:
        self.trouble = ""
        self._file = file
        lines = self._read()
        self.lines: list[str] = lines[-size:] if size else []
        if size and len(lines) > LONG * size:
            self._shorten(size)

    def _shorten(self, size: int) -> None:
        """Leave the last ``size`` lines in the file; not while another session does."""
        if self._file is None or fcntl is None:
            return
        shorter = self._file.with_name(self._file.name + ".new")
        try:
            with self._file.open("rb") as old:
                fcntl.flock(old, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if not _is_at(old.fileno(), self._file):
                    return  # the other one has just done it
                shorter.unlink(missing_ok=True)
                with os.fdopen(os.open(shorter, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as new:
                    new.writelines(old.readlines()[-size:])
                    new.flush()
                    os.fsync(new.fileno())
                shorter.replace(self._file)
        except OSError:
            return  # it stays long

    def _read(self) -> list[str]:
        if self._file is None:
            return []
        try:
            data = self._file.read_bytes()
        except FileNotFoundError:
            return []
        except OSError as error:
            self._give_up(error)
            return []
        return [_decoded(line) for line in data.decode("utf-8", "replace").split("\n") if line]

    def _give_up(self, error: OSError) -> None:
        self.trouble = f"kshell: {self._file}: {error.strerror}: what you type is not kept for the next time"
        self._file = None

    def add(self, line: str) -> None:
        """Append a line to the file, if there is one that can be written."""
        if self._file is None:
            return
        data = (line.replace("\\", "\\\\").replace("\n", "\\n") + "\n").encode("utf-8", "replace")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            while not _appended(self._file, data):
                continue
        except OSError as error:
            self._give_up(error)


def _appended(file: Path, data: bytes) -> bool:
    """Append to a file in one write; False if it was replaced meanwhile."""
    to = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        if fcntl is not None:
            fcntl.flock(to, fcntl.LOCK_SH)
            if not _is_at(to, file):
                return False
        os.write(to, data)
        return True
    finally:
        os.close(to)


def _is_at(descriptor: int, file: Path) -> bool:
    """Whether an open file is still the one of this name."""
    try:
        return os.path.samestat(os.fstat(descriptor), file.stat())
    except FileNotFoundError:
        return False


def _decoded(line: str) -> str:
    return ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], line)


class ConsoleHistory(InMemoryHistory):
    """One console's lines: those from before the session, then its own."""

    def __init__(self, past: Past) -> None:
        super().__init__(past.lines)
        self._past = past

    def load_history_strings(self) -> Iterable[str]:
        return reversed(self._past.lines)

    def store_string(self, string: str) -> None:
        self._past.add(string)
