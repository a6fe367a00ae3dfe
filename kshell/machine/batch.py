"""Running a script without a terminal, on the host's streams and in simulated time."""

import signal
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING

from kshell.kernel.fs.file import File
from kshell.kernel.stacktrace import wchan
from kshell.kernel.task import Task
from kshell.kernel.tty.console import console
from kshell.machine.getty import environment
from kshell.machine.host_files import ReadFile, WriteFile
from kshell.uapi.wait import WEXITSTATUS, WIFEXITED, WTERMSIG

if TYPE_CHECKING:
    from kshell.machine.machine import Machine

EXIT_TIMEOUT = 124
EXIT_INTERRUPTED = 130
NSEC_PER_SEC = 1_000_000_000


class Script:
    """A program that process 1 starts on given files; ``status`` is None until it has ended."""

    def __init__(self, machine: "Machine", argv: list[str], files: tuple[File, File, File]) -> None:
        self.status: int | None = None
        self.pid = 0
        self._calls = machine.kernel.calls
        self._kernel = machine.kernel
        self._argv = argv
        self._files = files

    def start(self) -> None:
        """Called in the context of process 1."""
        self._calls.fork(self._supervise)

    def _supervise(self) -> int:
        self.pid = self._calls.fork(self._become)
        _, status = self._calls.waitpid(self.pid)
        self.status = WEXITSTATUS(status) if WIFEXITED(status) else 128 + WTERMSIG(status)
        return 0

    def _become(self) -> int:
        task = self._kernel.sched.current
        self._calls.setsid()
        if task.files is not None:
            for file in self._files:
                task.files.install(file)
        self._calls.chdir("/root")
        self._calls.execve("/usr/bin/bash", self._argv, environment("root", "dumb"))


def run_script(
    machine: "Machine", argv: list[str], stdin: ReadFile, stdout: WriteFile, stderr: WriteFile, limit_ns: int
) -> int:
    """Run bash with these arguments until it ends; see Machine.run_script."""
    kernel = machine.kernel
    kernel.log.consoles[:] = [console(stderr.show)]
    machine.advise.append(lambda _, text: stderr.show("".join(f"kshell: {line}\n" for line in text.split("\n"))))
    script = Script(machine, argv, (stdin, stdout, stderr))
    kernel.start_from_init(script.start)
    interrupted = _Interrupt(machine)
    with interrupted:
        machine.run(machine.now + limit_ns, lambda: script.status is not None or stdout.broken)
    if interrupted.came:
        return EXIT_INTERRUPTED
    if script.status is not None:
        return script.status
    if stdout.broken:
        return 128 + 13
    if machine.kernel is not kernel:
        return 0
    if machine.dead:
        stderr.show(f"kshell: the machine has stopped: {machine.dead}\n")
        return 1
    stderr.show(f"kshell: after {limit_ns // NSEC_PER_SEC} s of simulated time {_who_waits(machine, script.pid)}\n")
    return EXIT_TIMEOUT


def _who_waits(machine: "Machine", pid: int) -> str:
    """Who of a process's family has not come back, and from where."""
    task = machine.kernel.pids.find(pid)
    if task is None:
        return "the script has not ended"
    leaf = task
    while leaf.children:
        leaf = leaf.children[-1]
    return _describe(machine, leaf)


def _describe(machine: "Machine", task: Task) -> str:
    where = wchan(machine.kernel, task)
    if task.letter == "R":
        return f"{task.comm} (pid {task.pid}) is still running"
    return f"{task.comm} (pid {task.pid}) still waits in {where} (state {task.letter})"


class _Interrupt:
    """While this is entered, ^C on the host stops the machine between two of its steps."""

    def __init__(self, machine: "Machine") -> None:
        self.came = False
        self._machine = machine
        self._before: Callable[[int, FrameType | None], object] | int | None = None

    def __enter__(self) -> None:
        try:
            self._before = signal.signal(signal.SIGINT, self._interrupt)
        except ValueError:  # not the main thread: whoever runs us there handles ^C
            self._before = None

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        self.came = True
        self._machine.kernel.clock.set_until(0)

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)
