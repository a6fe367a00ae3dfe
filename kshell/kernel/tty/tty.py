"""A terminal: whose it is, who has it in the foreground, and its open files (drivers/tty/tty_io.c, tty_jobctrl.c)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from kshell.kernel.errors import KernelError, Restart
from kshell.kernel.fs.file import File
from kshell.kernel.sched.completion import Completion, wait_for_common
from kshell.kernel.sched.state import TASK_INTERRUPTIBLE
from kshell.kernel.signal import kill_pgrp
from kshell.kernel.time.clock import MAX_SCHEDULE_TIMEOUT
from kshell.kernel.tty.n_tty import LineDiscipline
from kshell.uapi.errno import Errno
from kshell.uapi.signals import Signal
from kshell.uapi.syscalls import SIG_IGN
from kshell.uapi.termios import ICANON, SANE

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel
    from kshell.kernel.task import Task


LONGEST_LINE = 1 << 31


class Editor(Protocol):
    """Opens an editor of the host."""

    def __call__(self, task: "Task", path: str, data: bytes, done: Callable[[bytes | None], None]) -> None:
        """Let somebody edit a file for a task: ``done`` is called with what came of it, or None if nothing did."""


class Screen(Protocol):
    """The host's side of a terminal; ``editor`` is None where there is nobody who could edit."""

    @property
    def editor(self) -> Editor | None:
        """Who edits files for this terminal now."""

    def show(self, text: str) -> None:
        """Show text."""

    def show_prompt(self, text: str) -> None:
        """Show a prompt with the line that was typed ahead of it."""


class Tty:
    """A terminal, with the line discipline behind it."""

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
        self.asker: object = None
        self.hung_up = False
        self.ldisc = LineDiscipline(self)

    # -- the tasks' side

    def write(self, task: "Task", data: str) -> None:
        """Show text; may sleep, while ^S holds it back. Raises Restart."""
        self.ldisc.wait_until_started()
        if not self.hung_up:
            self.show(data)

    def read(self, task: "Task", count: int) -> str:
        """What has been typed: see LineDiscipline.read()."""
        self._check_foreground(task)
        return self.ldisc.read(count)

    def readline(self, task: "Task", prompt: str, status: int, asker: object) -> str | None:
        """Show a prompt and take a line, edited by the front end, which may look at ``asker``; None at ^D."""
        self._check_foreground(task)
        if not self.ldisc.termios.lflag & ICANON:
            self.ldisc.set_termios(SANE)
        self.status = status
        self.reader, self.asker = task.pid, asker
        ahead = self.ldisc.ready
        self.prompt = None if ahead else prompt
        try:
            self.ldisc.select()
            line = self.ldisc.read(LONGEST_LINE)
        finally:
            self.prompt = self.asker = None
        if ahead:
            self.screen.show_prompt(prompt + line)
        return line.removesuffix("\n") if line else None

    def edit(self, task: "Task", path: str, data: bytes) -> bytes:
        """Let the person at the terminal edit a file; what she has made of it. KernelError."""
        self._check_foreground(task)
        editor = self.screen.editor
        if editor is None:
            raise KernelError(Errno.ENOSYS)
        closed, made = Completion(), list[bytes | None]()

        def done(result: bytes | None) -> None:
            if not self.kernel.down:
                made.append(result)
                closed.complete(self.kernel.sched)

        editor(task, path, data, done)
        if wait_for_common(self.kernel.sched, closed, MAX_SCHEDULE_TIMEOUT, TASK_INTERRUPTIBLE) < 0:
            raise KernelError(Errno.EINTR)
        if made[0] is None:
            raise KernelError(Errno.EIO)
        return made[0]

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
        """Keys have been pressed."""
        self.ldisc.receive(keys)

    def enter_line(self, line: str) -> None:
        """A line edited at the prompt: it is on the screen already and is not echoed again."""
        self.prompt = None
        self.ldisc.enter(line + "\n")

    def hang_up(self) -> None:
        """The line is cut: the session leader and the foreground get SIGHUP, readers the end of the file."""
        self.hung_up = True
        leader = self.kernel.pids.find(self.session)
        for pgid in {leader.pgid if leader else 0, self.foreground} - {0}:
            kill_pgrp(self.kernel, pgid, Signal.SIGHUP)
            kill_pgrp(self.kernel, pgid, Signal.SIGCONT)
        self.ldisc.wake_up()

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
        return tty.read(tty.kernel.sched.current, count).encode("utf-8", "surrogateescape")

    def write(self, data: bytes) -> int:
        if self.tty is not None:
            self.tty.write(self.tty.kernel.sched.current, data.decode("utf-8", "replace"))
        return len(data)
