"""A terminal: the line discipline between a person's keys and the tasks (drivers/tty/n_tty.c, tty_jobctrl.c)."""

from collections import deque
from typing import TYPE_CHECKING, Protocol

from kshell.kernel.errors import KernelError, Restart
from kshell.kernel.fs.file import File
from kshell.kernel.kallsyms import traced
from kshell.kernel.sched.wait import WaitQueue
from kshell.kernel.signal import kill_pgrp
from kshell.uapi.errno import Errno
from kshell.uapi.signals import Signal
from kshell.uapi.syscalls import SIG_IGN

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel
    from kshell.kernel.task import Task

SIGNAL_KEYS = {"\x03": Signal.SIGINT, "\x1c": Signal.SIGQUIT, "\x1a": Signal.SIGTSTP}
EOF_KEY = "\x04"
ERASE_KEYS = "\x7f\b"
KILL_KEY = "\x15"


class Screen(Protocol):
    """The host's side of a terminal."""

    def show(self, text: str) -> None:
        """Show text."""

    def show_prompt(self, text: str) -> None:
        """Show a prompt with the line that was typed ahead of it."""


class Tty:
    """A terminal in canonical mode."""

    def __init__(self, kernel: "Kernel", number: int, screen: Screen) -> None:
        self.kernel = kernel
        self.number = number
        self.name = f"tty{number}"
        self.rows, self.columns = 24, 80
        self.session = 0
        self.foreground = 0
        self.screen = screen
        self.show = screen.show
        self.prompt: str | None = None
        self.status = 0
        self.reader = 0
        self.hung_up = False
        self._lines: deque[str | None] = deque()
        self._typed = ""
        self._wait = WaitQueue(kernel.sched)

    # -- the tasks' side

    def write(self, task: "Task", data: str) -> None:
        """Show text."""
        if not self.hung_up:
            self.show(data)

    @traced("wait_woken+0x54/0x70", "n_tty_read+0x46c/0x5c0", "tty_read+0x134/0x300")
    def read_line(self, task: "Task") -> str:
        """The next line with its newline, what was typed before ^D, or nothing at ^D; may sleep. Raises Restart."""
        self._check_foreground(task)
        self._wait.wait_or_restart(lambda: bool(self._lines) or self.hung_up)
        if self.hung_up:
            return ""
        return self._lines.popleft() or ""

    def readline(self, task: "Task", prompt: str, status: int) -> str | None:
        """Show a prompt and take a line, edited by the front end; None at ^D."""
        self._check_foreground(task)
        self.status = status
        self.reader = task.pid
        ahead = bool(self._lines)
        self.prompt = None if ahead else prompt
        try:
            line = self.read_line(task)
        finally:
            self.prompt = None
        if ahead:
            self.screen.show_prompt(prompt + line)
        return line.removesuffix("\n") if line else None

    def _check_foreground(self, task: "Task") -> None:
        if self.session != task.sid or task.pgid == self.foreground:
            return
        if task.signal.handler(Signal.SIGTTIN) == SIG_IGN:
            raise KernelError(Errno.EIO)
        kill_pgrp(self.kernel, task.pgid, Signal.SIGTTIN)
        raise Restart

    def set_foreground(self, pgid: int) -> None:
        """tcsetpgrp(3)."""
        self.foreground = pgid

    # -- the host's side

    def receive(self, keys: str) -> None:
        """Keys have been pressed: they are echoed, and edited into lines or turned into signals."""
        for key in keys:
            if key in SIGNAL_KEYS:
                self._typed = ""
                self._lines.clear()
                self.show(f"^{chr(ord(key) + 64)}")
                if self.foreground:
                    kill_pgrp(self.kernel, self.foreground, SIGNAL_KEYS[key])
            elif key in "\r\n":
                self.show("\n")
                self._accept(self._typed + "\n")
            elif key == EOF_KEY:
                self._accept(self._typed or None)
            elif key in ERASE_KEYS:
                if self._typed:
                    self._typed = self._typed[:-1]
                    self.show("\b \b")
            elif key == KILL_KEY:
                self.show("\b \b" * len(self._typed))
                self._typed = ""
            else:
                self._typed += key
                self.show(key if key >= " " or key == "\t" else f"^{chr(ord(key) + 64)}")

    def take_typed(self) -> str:
        """The unfinished line, for readline to go on with."""
        typed, self._typed = self._typed, ""
        return typed

    def enter_line(self, line: str) -> None:
        """A line edited at the prompt: it is on the screen already and is not echoed again."""
        self.prompt = None
        self._accept(line + "\n")

    def _accept(self, line: str | None) -> None:
        self._typed = ""
        self._lines.append(line)
        self._wait.wake_up()

    def hang_up(self) -> None:
        """The line is cut: the session leader and the foreground get SIGHUP, readers the end of the file."""
        self.hung_up = True
        leader = self.kernel.pids.find(self.session)
        for pgid in {leader.pgid if leader else 0, self.foreground} - {0}:
            kill_pgrp(self.kernel, pgid, Signal.SIGHUP)
            kill_pgrp(self.kernel, pgid, Signal.SIGCONT)
        self._wait.wake_up()

    def resize(self, rows: int, columns: int) -> None:
        """The window has another size: SIGWINCH to the foreground."""
        self.rows, self.columns = rows, columns
        if self.foreground:
            kill_pgrp(self.kernel, self.foreground, Signal.SIGWINCH)


class TtyFile(File):
    """An open terminal."""

    def __init__(self, tty: Tty, flags: int) -> None:
        super().__init__(tty.kernel.tty_inode(tty), flags)
        self.tty = tty

    def read(self, count: int) -> bytes:
        tty = self.tty
        if tty is None:
            raise KernelError(Errno.EIO)
        return tty.read_line(tty.kernel.sched.current).encode("utf-8", "surrogateescape")

    def write(self, data: bytes) -> int:
        if self.tty is not None:
            self.tty.write(self.tty.kernel.sched.current, data.decode("utf-8", "replace"))
        return len(data)
