"""kshell in tests of your own: boot a machine, type, let time pass, look at what there is.

    from kshell.testing import boot

    def test_the_thread_stops():
        with boot(modules=["mine"]) as machine:
            machine.run("insmod polite.ko")
            machine.advance("12s")
            assert machine.task("mythread").state == "D"
            assert machine.run("rmmod polite").status == 0
            assert machine.log[-1].endswith("Thread stopped")

Time is simulated: nothing waits for a clock on the wall, and the same calls give the same bytes every time. Two
machines do not see each other.
"""

import re
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import NamedTuple, Self

from kshell.kernel.stacktrace import wchan
from kshell.kernel.task import Task
from kshell.machine import NSEC_PER_SEC, Machine, Settings, prefixed
from kshell.transcript.actions import Action, Close, Command, Key, Wait, WaitLine, WaitPrompt, nanoseconds, spelled
from kshell.transcript.check import check_one
from kshell.transcript.diff import report
from kshell.transcript.errors import TranscriptError
from kshell.transcript.front import KERNELS
from kshell.transcript.pattern import Shown
from kshell.transcript.run import load
from kshell.transcript.screen import Screen
from kshell.transcript.session import Outcome, Session
from kshell.transcript.steps import Step
from kshell.transcript.watcher import Watcher

__all__ = ["Computer", "Result", "Stuck", "TaskInfo", "boot", "check"]

Duration = str | float
Folder = str | PathLike[str]


class Result(NamedTuple):
    """What came of a command.

    ``output`` is what its terminal showed, ``status`` its exit status (None while it has the terminal still), ``waits``
    the kernel function in which it waits then.
    """

    output: str
    status: int | None
    waits: str = ""


class TaskInfo(NamedTuple):
    """A task as ps shows it: ``state`` is its letter, ``wchan`` where it sleeps ("0" if it does not), ``cpu_ns`` the
    CPU time it has used, ``kthread`` whether it is a thread of the kernel."""

    pid: int
    ppid: int
    name: str
    state: str
    wchan: str
    cpu_ns: int
    kthread: bool


class Stuck(AssertionError):
    """Something did not come within its time; says who waits, and where."""


class Computer:
    """A machine, and the person who sits at its terminals; boot() makes one, close() or ``with`` ends it.

    Durations are texts such as "5s", "250ms" or "2min", or a number of seconds. Terminal 1 is the console; any other up
    to 63 is opened when it is first used.
    """

    def __init__(self, settings: Settings, limit: Duration) -> None:
        self.machine = Machine(settings)
        self._display = _Display(settings)
        self._session = Session(self.machine, _ns(limit), self._display)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Turn the machine off; its memory is free."""
        self._session.close()

    # -- what a person does

    def run(self, command: str, *, terminal: int = 1, user: str = "root", blocks: bool = False) -> Result:
        """Type a command, of one or more lines, at a terminal's prompt; returns when the prompt is back.

        With ``blocks`` the command is expected to stay: this returns as soon as it waits in the kernel. ``user`` is
        "root" or "user". Raises Stuck when the prompt is not back within the limit that was given to boot(), or when a
        command that was to block has ended.
        """
        self._session.screens.take(terminal)
        outcome = self._take(Command(terminal, user, tuple(command.split("\n"))), "[blocked]" if blocks else "")
        output = _text(outcome.shown)
        if not blocks:
            return Result(output, self.machine.terminals[terminal].status)
        if outcome.waits is None:
            raise Stuck(f"'{command}' was to block and has ended; it showed:\n{output}")
        return Result(output, None, outcome.waits)

    def type(self, text: str, *, terminal: int = 1) -> None:
        """Type a line and Enter, whoever reads it; returns when all that happens at this instant has happened."""
        self._session.enter(terminal, text)

    def press(self, key: str, *, terminal: int = 1) -> None:
        """Press a key: "C-c", "C-z", "C-d", "Enter", "Tab", "Backspace" or a character."""
        self._take(Key(terminal, key))

    def hang_up(self, terminal: int) -> None:
        """Close a terminal, as by closing its window: what runs there gets SIGHUP."""
        self._take(Close(terminal))

    # -- time

    @property
    def now(self) -> float:
        """Seconds since the machine booted."""
        return self.machine.now / NSEC_PER_SEC

    def advance(self, duration: Duration) -> None:
        """Let time pass."""
        self._take(Wait(1, _ns(duration)))

    def wait_for(self, regex: str, limit: Duration = "300s") -> str:
        """Let time pass until a line on any terminal matches; looks back to the last command. The line.

        Raises Stuck when none has come after ``limit``.
        """
        self._take(WaitLine(1, regex, _ns(limit)))
        return self._session.screens.line(re.compile(regex)) or ""

    def wait_for_prompt(self, terminal: int = 1, limit: Duration = "300s") -> None:
        """Let time pass until a terminal's prompt is back; raises Stuck when it is not after ``limit``."""
        self._take(WaitPrompt(terminal, _ns(limit)))

    # -- what there is to see

    def screen(self, terminal: int = 1) -> str:
        """What a terminal shows now, with its prompt: a line of text for each row that has been written."""
        self._session.screens.collect()
        known = self.machine.terminals.get(terminal)
        rows = self._display.of(terminal).rows((known and known.prompt) or "")
        return "\n".join("".join(span.text for span in row).rstrip() for row in rows)

    @property
    def log(self) -> list[str]:
        """The kernel log since boot, line by line, as dmesg(1) prints it."""
        return [line for record in self.machine.kernel.log.buffer.records for line in prefixed(record).split("\n")]

    def tasks(self) -> list[TaskInfo]:
        """All tasks, by pid."""
        return [self._task(task) for task in self.machine.kernel.pids.tasks()]

    def task(self, name: str) -> TaskInfo:
        """The first task of this name; LookupError when there is none."""
        for task in self.tasks():
            if task.name == name:
                return task
        raise LookupError(f"there is no task {name}")

    def modules(self) -> list[str]:
        """The names of the modules that lsmod lists, in its order."""
        return [module.name for module in self.machine.kernel.modules.listed()]

    def _task(self, task: Task) -> TaskInfo:
        parent = task.parent.pid if task.parent else 0
        where = wchan(self.machine.kernel, task)
        cpu = task.utime + task.stime
        return TaskInfo(task.pid, parent, task.full_name, task.letter, where, cpu, task.is_kthread)

    def _take(self, action: Action, trailer: str = "") -> Outcome:
        outcome = self._session.take(Step(spelled(action), action, trailer=trailer))
        if outcome.problem:
            raise Stuck(f"{outcome.problem}; terminal {action.terminal} shows:\n{self.screen(action.terminal)}")
        return outcome


def boot(
    *,
    kernel: str = "article",
    cpus: int = 2,
    boot: str = "",
    columns: int = 80,
    rows: int = 24,
    modules: Iterable[Folder] = (),
    files: Mapping[str, str | bytes] | None = None,
    limit: Duration = "300s",
) -> Computer:
    """Boot a machine.

    kernel: "article" or "6.1", see docs/design.md. cpus: how many it has. boot: kernel parameters ("panic=-1 quiet").
    columns, rows: the size of its terminals. modules: folders of modules that are in its working directory beside
    kshell's own. files: more files there, by name. limit: simulated time that run() gives a command.
    """
    if kernel not in KERNELS:
        raise ValueError(f"kernel {kernel!r} is none of {', '.join(KERNELS)}")
    folders = tuple(Path(folder) for folder in modules)
    for folder in folders:
        if not folder.is_dir():
            raise NotADirectoryError(f"there is no folder {folder}")
    data = {name: text.encode() if isinstance(text, str) else text for name, text in (files or {}).items()}
    return Computer(Settings(kernel, cpus, boot, columns, rows, "dumb", folders, files=data), limit)


def check(transcript: Folder, *, modules: Iterable[Folder] = ()) -> None:
    """Check a transcript; AssertionError with what ``kshell check`` prints when it differs, or cannot be read.

    With ``modules``, folders whose modules take the place of kshell's own, one transcript examines many submissions.
    """
    try:
        checked = check_one(load(str(transcript)), [Path(folder) for folder in modules])
    except TranscriptError as error:
        raise AssertionError("\n".join(error.with_caret())) from None
    if not checked.passed:
        raise AssertionError("\n".join(report(checked)))


class _Display(Watcher):
    """The screens of all terminals."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._screens: dict[int, Screen] = {}

    def of(self, terminal: int) -> Screen:
        """The screen of a terminal."""
        return self._screens.setdefault(terminal, Screen(self._settings.rows, self._settings.columns))

    def shown(self, ns: int, terminal: int, text: str) -> None:
        self.of(terminal).write(text)

    def prompt(self, ns: int, terminal: int, prompt: str) -> None:
        self.of(terminal).write(prompt, "prompt")

    def typed(self, ns: int, terminal: int, text: str) -> None:
        self.of(terminal).write(text + "\n", "typed")


def _ns(duration: Duration) -> int:
    return nanoseconds(duration) if isinstance(duration, str) else round(duration * NSEC_PER_SEC)


def _text(shown: Iterable[Shown]) -> str:
    return "".join(line.text + ("\n" if line.eol else "") for line in shown)
