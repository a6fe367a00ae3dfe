"""A window of an emulated terminal with the real program in it: tests type keys and look at the screen."""

import os
import re
import signal
import sys
import time
from collections.abc import Callable
from copy import copy, deepcopy

import pexpect
import pyte

PATIENCE = 20.0
ALTERNATE = 1049
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
F1, F2, F3 = "\x1bOP", "\x1bOQ", "\x1bOR"
PROMPT = r"root@kshell:~# $"
HOST_PROMPT = r"host\$ $"


class Emulator(pyte.HistoryScreen):
    """pyte with an alternate screen, as all terminals have."""

    _primary: tuple[object, object, int] | None = None

    def set_mode(self, *modes: int, **how: bool) -> None:
        if ALTERNATE in modes and how.get("private"):
            self._primary = deepcopy(self.buffer), copy(self.cursor), len(self.history.top)
        super().set_mode(*modes, **how)

    def reset_mode(self, *modes: int, **how: bool) -> None:
        super().reset_mode(*modes, **how)
        if ALTERNATE in modes and how.get("private") and self._primary is not None:
            self.buffer, self.cursor, kept = self._primary
            while len(self.history.top) > kept:
                self.history.top.pop()
            self._primary = None
            self.resize(self.lines, self.columns)

    def resize(self, lines: int | None = None, columns: int | None = None) -> None:
        super().resize(lines, columns)
        self.cursor.y, self.cursor.x = min(self.cursor.y, self.lines - 1), min(self.cursor.x, self.columns - 1)
        self.dirty.update(range(self.lines))


class Window:
    """kshell in a terminal of ``columns`` by ``rows``, or a shell of the host; what it shows is waited for."""

    def __init__(
        self,
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        shell: bool = False,
        cwd: str = ROOT,
        **env: str | None,
    ) -> None:
        self.emulator = Emulator(columns, rows, history=20000)
        self._stream = pyte.ByteStream(self.emulator)
        self.raw = b""
        environment = os.environ | {"TERM": "xterm-256color", "PS1": "host$ ", "KSHELL": f"{sys.executable} -m kshell"}
        environment |= {name: value for name, value in env.items() if value is not None}
        for name, value in env.items():
            if value is None:
                environment.pop(name, None)
        command = ["/bin/bash", "--norc"] if shell else [sys.executable, "-m", "kshell", *arguments]
        self.child = pexpect.spawn(command[0], command[1:], env=environment, cwd=cwd, dimensions=(rows, columns))
        self.child.delaybeforesend = None

    # -- the keyboard

    def type(self, keys: str) -> None:
        """Press keys."""
        self.child.send(keys)

    def run(self, line: str) -> None:
        """Wait for a prompt, then enter a command."""
        self.wait(PROMPT)
        self.type(line + "\r")

    def paste(self, text: str) -> None:
        """Paste as a terminal with bracketed paste does."""
        self.type(f"\x1b[200~{text}\x1b[201~")

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self.emulator.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    # -- the screen

    def read(self) -> bool:
        """Take what has come; whether anything has, or may still come."""
        try:
            data = self.child.read_nonblocking(1 << 16, timeout=0.05)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += data
        self._stream.feed(data)
        return True

    @property
    def lines(self) -> list[str]:
        """The rows of the screen, without blanks at their ends."""
        return [line.rstrip() for line in self.emulator.display]

    @property
    def text(self) -> str:
        """The screen above the toolbar, up to the cursor's row, which keeps its blanks up to the cursor."""
        at = self.emulator.cursor
        shown = self.lines[: at.y]
        return "\n".join([*shown, self.emulator.display[at.y][: at.x]])

    @property
    def toolbar(self) -> str:
        """The last row."""
        return self.lines[-1]

    @property
    def history(self) -> list[str]:
        """What has scrolled away, then the screen."""
        columns = self.emulator.columns
        gone = ["".join(row[x].data for x in range(columns)).rstrip() for row in self.emulator.history.top]
        return gone + self.lines

    def until(self, holds: Callable[[], object], what: str = "") -> None:
        """Wait until something holds."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            alive = self.read()
            if holds():
                return
            if not alive or time.monotonic() > deadline:
                shown = f"{self.text}<cursor>\n{self.toolbar}"
                raise AssertionError(f"{'' if alive else 'the program has ended; '}waited for {what}; shown:\n{shown}")

    def wait(self, pattern: str) -> None:
        """Wait until the text up to the cursor matches."""
        self.until(lambda: re.search(pattern, self.text), repr(pattern))

    def see(self, pattern: str) -> None:
        """Wait until the whole screen matches, ^ and $ being those of a row."""
        self.until(lambda: re.search(pattern, "\n".join(self.lines), re.MULTILINE), f"{pattern!r} anywhere")

    def wait_toolbar(self, pattern: str) -> None:
        """Wait until the toolbar matches."""
        self.until(lambda: re.search(pattern, self.toolbar), f"{pattern!r} in the toolbar")

    # -- the end

    def end(self) -> int:
        """Wait for the program's end; its exit status, 128 + N for a signal."""
        deadline = time.monotonic() + PATIENCE
        while self.read():
            assert time.monotonic() < deadline, "the program does not end:\n" + "\n".join(self.lines)
        self.child.wait()
        return self.child.exitstatus if self.child.exitstatus is not None else 128 + (self.child.signalstatus or 0)

    def hang_up(self) -> int:
        """Take the terminal away from under the program; its exit status."""
        self.child.ptyproc.fileobj.close()
        self.child.closed = self.child.ptyproc.closed = True
        _, status = os.waitpid(self.child.pid, 0)
        return os.waitstatus_to_exitcode(status)

    def close(self) -> None:
        """Take the window away."""
        if self.child.closed:
            return
        if self.child.isalive():
            self.child.kill(signal.SIGKILL)
        self.child.close(force=True)
