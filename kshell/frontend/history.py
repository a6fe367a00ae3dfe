"""The lines that were typed, for the arrow keys, ^R and suggestions: kept in a file of the host for the next time.

A line of the file is a line that was typed, with ``\\n`` for a newline in it and ``\\\\`` for a backslash. Each is
appended in one write as it is entered: nothing is lost in a crash, and several sessions can write at once.
"""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from prompt_toolkit.history import InMemoryHistory

SIZE = 10_000
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
        self.lines: list[str] = self._read()[-size:] if size else []

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
            to = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(to, data)
            finally:
                os.close(to)
        except OSError as error:
            self._give_up(error)


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
