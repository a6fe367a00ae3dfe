"""A booted machine whose programs are run one by one, without a shell."""

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyte
import pytest

from kshell.machine import NSEC_PER_SEC, Machine, Settings
from kshell.uapi.fcntl import O_APPEND, O_CREAT, O_RDWR
from kshell.uapi.wait import WEXITSTATUS, WIFEXITED, WTERMSIG
from kshell.userland.libc.execvp import execvp
from kshell.userland.process import Process

MODULES = Path(__file__).parents[1] / "conformance" / "modules"
ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin", "HOME": "/root", "LANG": "C.UTF-8"}


class Computer:
    """``computer("rmmod hello")`` runs a program in /root: what it printed, with ``[N]`` behind it for status N."""

    def __init__(self, **settings: Any) -> None:
        self.machine = Machine(Settings(**{"kernel": "6.1", "samples": False, "modules": (MODULES,)} | settings))
        self.kernel = self.machine.kernel
        self.kernel.starters.clear()
        self.uid = 0

    def __call__(self, line: str, stdin: str = "", limit: int = 60, **env: str) -> str:
        argv = shlex.split(line)

        def program(p: Process) -> int:
            p.write_file("/tmp/in", stdin)
            for path in ("/tmp/in", "/tmp/out", "/tmp/out"):
                p.sys.open(path, O_RDWR | O_CREAT | O_APPEND, 0o666)
            p.sys.setgid(self.uid)
            p.sys.setuid(self.uid)
            execvp(p, argv, p.env)

        def parent(p: Process) -> str:
            p.write_file("/tmp/out", "")
            _, status = p.sys.waitpid(p.sys.fork(lambda: program(p)))
            code = WEXITSTATUS(status) if WIFEXITED(status) else 128 + WTERMSIG(status)
            return p.read_text("/tmp/out") + (f"[{code}]\n" if code else "")

        return str(self.do(parent, limit, env))

    def replay(self, text: str) -> str:
        r"""Run the lines of a text that begin with ``$``; the text as it should be then.

        ``<<< 'a\n'`` at a line's end is what the program can read; ``%`` ends output that does not end in a newline.
        """
        shown = ""
        for line in text.splitlines():
            if line.startswith("$ "):
                command, _, stdin = line[2:].partition(" <<< ")
                output = self(command, stdin=shlex.split(stdin)[0].encode().decode("unicode_escape") if stdin else "")
                shown += f"{line}\n{output}" + ("%\n" if output and not output.endswith("\n") else "")
        return shown

    def do(self, body: Callable[[Process], Any], limit: int = 60, env: dict[str, str] | None = None) -> Any:
        """Run a function in a process of its own; its result."""
        results: list[Any] = []

        def child() -> int:
            self.kernel.calls.setsid()
            self.kernel.calls.chdir("/root")
            results.append(body(Process(self.kernel.calls, ["test"], ENVIRONMENT | (env or {}))))
            return 0

        self.kernel.start_from_init(lambda: self.kernel.calls.fork(child))
        self.machine.run(self.machine.now + limit * NSEC_PER_SEC, lambda: bool(results))
        assert results, f"nothing came back within {limit} s"
        return results[0]

    def write(self, path: str, text: str) -> None:
        """Write a file."""
        self.do(lambda p: p.write_file(path, text))

    def read(self, path: str) -> str:
        """Read a file."""
        return str(self.do(lambda p: p.read_text(path)))

    def on_terminal(self, line: str, **env: str) -> str:
        """Run a program with its input and output at terminal 2; what is seen there, bytes as they are."""
        argv = shlex.split(line)

        def program(p: Process) -> int:
            terminal = p.sys.open("/dev/tty2", O_RDWR)
            p.sys.dup2(terminal, 0)
            p.sys.dup2(terminal, 1)
            execvp(p, argv, p.env)

        self.do(lambda p: p.sys.waitpid(p.sys.fork(lambda: program(p))), env=env)
        return self.machine.terminals[2].take_output()

    def console(self) -> str:
        """What the kernel has printed on its console since this was last asked."""
        return self.machine.terminals[1].take_output()


FILES = {
    "a": "alpha\nbeta\ngamma\ndelta\n",
    "b": "beta\nzeta\n",
    "d/x": "beta\n",
    "e": "",
    "t": "one two  three\n\n\n\tfour\n",
    "n": "10\n9\n2\n1\n",
    "csv": "root:x:0\nuser:x:1000\n",
}


@pytest.fixture
def files() -> Computer:
    """A computer without modules, and with a few small files in /root."""

    def make(p: Process) -> None:
        p.sys.mkdir("d")
        for path, text in FILES.items():
            p.write_file(path, text)

    computer = Computer(modules=())
    computer.do(make)
    return computer


class Console:
    """A machine's first terminal, as a person sees it: ``run`` and ``press`` give the lines on the screen."""

    def __init__(self) -> None:
        self.machine = Machine(Settings(kernel="6.1", samples=False))
        self.terminal = self.machine.terminal(1)
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.Stream(self._screen)
        self.wait(1)

    def wait(self, seconds: float) -> list[str]:
        """Let time pass."""
        self.machine.run(self.machine.now + int(seconds * NSEC_PER_SEC))
        self._stream.feed(self.terminal.take_output().replace("\n", "\r\n"))
        return [line.rstrip() for line in self._screen.display]

    def press(self, keys: str) -> list[str]:
        """Press keys, and look a moment later."""
        self.terminal.type(keys)
        return self.wait(0.3)

    def resize(self, rows: int, columns: int) -> list[str]:
        """Give the terminal another size, and look a moment later."""
        self._screen.resize(rows, columns)
        self.terminal.resize(rows, columns)
        return self.wait(0.3)

    def run(self, line: str, seconds: float) -> list[str]:
        """Type a line, and look after some seconds."""
        self.terminal.type_line(line)
        return self.wait(seconds)


@pytest.fixture
def computer() -> Computer:
    return Computer()


@pytest.fixture
def crew(computer: Computer) -> Computer:
    """A machine with four sleeping kernel threads, 99 to 102, of which the first is called mythread."""
    assert computer("insmod crew.ko") == ""
    return computer


@pytest.fixture
def console() -> Console:
    return Console()
