"""The host's side of a terminal: keys go in, text comes out."""

from typing import NamedTuple, Protocol

from kshell.kernel.kernel import Kernel
from kshell.kernel.printk.ringbuffer import Record, prefixed
from kshell.kernel.sched.state import POINT_NSEC, TASK_RUNNING
from kshell.kernel.stacktrace import wchan
from kshell.kernel.task import Task
from kshell.kernel.tty.tty import Editor, Tty, TtyFile
from kshell.kernel.why import explain
from kshell.uapi.wait import WEXITSTATUS, WIFSIGNALED, WTERMSIG

KEYS = {"Enter": "\n", "Tab": "\t", "Backspace": "\x7f"}
TELLING = {"D": 0, "R": 1}


class Display(Protocol):
    """Who looks at a terminal while it runs."""

    def show(self, text: str) -> None:
        """A program, the line discipline's echo or a prompt has written text."""

    def show_record(self, record: Record) -> None:
        """The kernel has written a message on its console."""

    def end_line(self) -> None:
        """The machine boots again: what was being written stays as it is, on a line of its own."""


class Keyboard(Protocol):
    """Who notes what is typed at terminals; it is told before the machine is."""

    def line(self, number: int, text: str) -> None:
        """A line was edited on the host's side, and Enter was pressed."""

    def keys(self, number: int, text: str) -> None:
        """Keys go to the line discipline."""


class Job(NamedTuple):
    """What has a terminal now: its task's name and state letter, since when (ns), and what it waits in if in D.

    ``since`` is when it fell into D, or when it started.
    """

    comm: str
    letter: str
    since: int
    wchan: str


class Terminal:
    """Terminal ``number`` of a machine; it stays when the machine boots again."""

    def __init__(self, number: int, rows: int, columns: int) -> None:
        self.number = number
        self.user = "root"
        self.rows, self.columns = rows, columns
        self.tty: Tty | None = None
        self.display: Display | None = None
        self.keyboard: Keyboard | None = None
        self.editor: Editor | None = None
        self.kept = True
        self.logouts = self.logout_status = 0
        self._kernel: Kernel | None = None
        self._shown: list[str] = []

    def attach(self, kernel: Kernel) -> None:
        """Connect to a kernel that has just booted, or on which this terminal is new."""
        if self.display is not None:
            self.display.end_line()
        self._kernel = kernel
        self.tty = Tty(kernel, self.number, self)
        self.tty.rows, self.tty.columns = self.rows, self.columns
        kernel.add_tty(self.tty)

    def file(self, flags: int) -> TtyFile:
        """A new open file of this terminal."""
        return TtyFile(self._line, flags)

    @property
    def _line(self) -> Tty:
        if self.tty is None:
            raise RuntimeError(f"terminal {self.number} is not connected")
        return self.tty

    # -- the screen

    def show(self, text: str) -> None:
        """Text comes from the machine; as long as ``kept`` says so it is kept for take_output()."""
        if self.display is not None:
            self.display.show(text)
        if self.kept:
            self._shown.append(text)

    def show_record(self, record: Record) -> None:
        """A message comes from the kernel: this terminal is its console."""
        if self.display is not None:
            self.display.show_record(record)
        if self.kept:
            self._shown.append(prefixed(record) + "\n")

    def show_prompt(self, text: str) -> None:
        """A prompt, with a line that was typed before it: on the screen, but not output."""
        if self.display is not None:
            self.display.show(text)

    def take_output(self) -> str:
        """What was shown since the last call, without prompts and the lines typed at them."""
        text = "".join(self._shown)
        self._shown.clear()
        return text

    @property
    def prompt(self) -> str | None:
        """The prompt that is shown now, None while a command has the terminal."""
        return self.tty.prompt if self.tty is not None else None

    @property
    def status(self) -> int:
        """The exit status of the last command, as the shell that shows the prompt counts it."""
        return self._line.status

    @property
    def nested(self) -> bool:
        """Whether the prompt is that of a shell inside the login shell."""
        return self.prompt is not None and self._line.reader != self._line.session

    @property
    def blocked(self) -> str | None:
        """The wait channel of the foreground job when it waits in the kernel and nothing else goes on now."""
        kernel = self._kernel
        if kernel is None or self.tty is None or self.prompt is not None or kernel.down:
            return None
        job = [t for t in kernel.pids.tasks() if t.pgid == self.tty.foreground and t.alive]
        if not job or any(t.state == TASK_RUNNING for t in job) or not is_settled(kernel):
            return None
        channels = [wchan(kernel, task) for task in job]
        return next((name for name in channels if name != "do_wait"), "do_wait")

    @property
    def job(self) -> Job | None:
        """What has the terminal while it shows no prompt; of several tasks the most telling, then the youngest."""
        kernel, task = self._kernel, self._job_task
        if kernel is None or task is None:
            return None
        if task.letter == "D":
            return Job(task.comm, "D", task.sleep_start, wchan(kernel, task))
        return Job(task.comm, task.letter, task.start_time, "")

    @property
    def why(self) -> list[str]:
        """Why what has the terminal does not come back, in a line or two; nothing at a prompt."""
        kernel, task = self._kernel, self._job_task
        return explain(kernel, task) if kernel is not None and task is not None else []

    @property
    def _job_task(self) -> Task | None:
        kernel = self._kernel
        if kernel is None or self.tty is None or self.prompt is not None or kernel.down:
            return None
        leader = kernel.pids.find(self.tty.session)
        tasks = [t for t in _family(leader) if t.pgid == self.tty.foreground and t.alive] if leader is not None else []
        return min(tasks, key=lambda t: (TELLING.get(t.letter, len(TELLING)), -t.pid), default=None)

    # -- the keyboard

    def type_line(self, text: str) -> None:
        """Type a line and press Enter: at a prompt it is edited there, else the terminal echoes it."""
        if self.prompt is not None:
            self.enter(text)
        else:
            self.type(text + "\n")

    def enter(self, text: str) -> None:
        """A line that was edited and shown on the host's side, at a prompt or not."""
        if self.keyboard is not None:
            self.keyboard.line(self.number, text)
        self._line.enter_line(text)

    def type(self, text: str) -> None:
        """Press keys."""
        if self.keyboard is not None:
            self.keyboard.keys(self.number, text)
        self._line.receive(text)

    def take_typed(self) -> str:
        """What was typed ahead and not finished with Enter: it is given to whoever edits the line."""
        return self._line.ldisc.take_typed()

    def press(self, key: str) -> None:
        """Press one key: ``C-c``, ``C-z``, ``C-d``, ``Enter``, or a character."""
        if key.startswith("C-") and len(key) == 3:
            self.type(chr(ord(key[2].upper()) & 0x1F))
        else:
            self.type(KEYS.get(key, key))

    def resize(self, rows: int, columns: int) -> None:
        """The window has another size."""
        self.rows, self.columns = rows, columns
        if self.tty is not None:
            self.tty.resize(rows, columns)

    def logged_out(self, status: int) -> None:
        """The login shell has ended, with a status of wait(2): ``logout_status`` is what a shell would show as $?."""
        self.logouts += 1
        self.logout_status = 128 + WTERMSIG(status) if WIFSIGNALED(status) else WEXITSTATUS(status)

    def close(self) -> None:
        """Hang up: what runs here gets SIGHUP."""
        if self.tty is not None:
            self.tty.hang_up()


def _family(task: Task) -> list[Task]:
    """A task with its descendants."""
    return [task, *(t for child in task.children for t in _family(child))]


def is_settled(kernel: Kernel) -> bool:
    """Whether all that happens at this moment has happened: nobody starts or runs but who burns CPU for long."""
    return not kernel.starting and all(task.cost > POINT_NSEC for task in kernel.sched.queue)
