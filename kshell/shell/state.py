"""What a shell knows: variables, functions, options, jobs, and how it names itself in messages."""

import copy
from collections.abc import Callable

from kshell.shell.ast import Command
from kshell.shell.jobs import Jobs
from kshell.userland.process import Process

HOMES = {"": None, "root": "/root", "user": "/home/user"}


class Shell:
    """One shell. A forked child works on a copy()."""

    def __init__(self, p: Process, name: str, arguments: list[str], *, interactive: bool) -> None:
        self.p = p
        self.sys = p.sys
        self.name = name
        self.arguments = arguments
        self.interactive = interactive
        self.job_control = interactive
        self.variables: dict[str, str] = dict(p.env)
        self.exported: set[str] = set(p.env)
        self.readonly: set[str] = set()
        self.functions: dict[str, Command] = {}
        self.aliases: dict[str, str] = {}
        self.traps: dict[str, str] = {}
        self.options: dict[str, bool] = {}
        self.history: list[str] = []
        self.jobs = Jobs(self)
        self.status = 0
        self.line = 1
        self.source = ""
        self.pid = p.sys.getpid()
        self.last_background = 0
        self.depth = 0
        self.depth_tested = 0
        self.parent_controls = False
        self.locals: list[dict[str, str | None]] = []
        self.interrupted = False
        self.base = 0
        self.from_c = False
        self.warned = False
        self.sourcing = 0
        self.pending_traps: list[str] = []
        self.runner: Callable[[Shell], Callable[[str], int]] = lambda shell: lambda text: 0

    def copy(self) -> "Shell":
        """The state of a subshell: nothing it changes is seen outside."""
        other = copy.copy(self)
        for name in ("arguments", "variables", "exported", "readonly", "functions", "aliases", "options", "history"):
            setattr(other, name, copy.copy(getattr(self, name)))
        other.traps = {}
        other.jobs = Jobs(other)
        other.interactive = other.job_control = False
        return other

    def run_text(self, text: str) -> int:
        """Parse and run a text in this shell; the last status."""
        return self.runner(self)(text)

    def run_words(self, words: list[str]) -> int:
        """Run a program by its words, functions left aside (``command``)."""
        return self.run_text("\\" + " ".join(quote(word) for word in words))

    def find_program(self, name: str) -> str:
        """Where PATH leads for a name; empty if nowhere."""
        for folder in self.get("PATH", "").split(":"):
            path = name if "/" in name else f"{folder}/{name}"
            try:
                self.sys.access(path, 1)
            except OSError:
                continue
            return path
        return ""

    # -- variables

    def get(self, name: str, default: str) -> str:
        """A variable's value, or a default."""
        return self.variables.get(name, default)

    def set(self, name: str, value: str) -> None:
        """Set a variable, unless it is read-only."""
        self.variables[name] = value

    def parameter(self, name: str) -> str | None:
        """The value behind $name, special ones included; None if it is not set."""
        if name.isdigit():
            number = int(name)
            if number == 0:
                return self.name
            return self.arguments[number - 1] if number <= len(self.arguments) else None
        special: dict[str, Callable[[], str | None]] = {
            "?": lambda: str(self.status), "$": lambda: str(self.pid), "#": lambda: str(len(self.arguments)),
            "!": lambda: str(self.last_background) if self.last_background else None, "-": self._flags,
            "@": lambda: " ".join(self.arguments), "*": lambda: " ".join(self.arguments),
            "PPID": lambda: str(self.sys.getppid()), "UID": lambda: str(self.sys.getuid()),
            "EUID": lambda: str(self.sys.getuid()), "LINENO": lambda: str(self.line), "HOSTNAME": self._host,
            "SECONDS": lambda: str(self.sys.clock_gettime(1) // 1_000_000_000),
            "BASH_VERSION": lambda: "5.2.15(1)-release",
        }  # fmt: skip
        if name in special and name not in self.variables:
            return special[name]()
        return self.variables.get(name)

    def _flags(self) -> str:
        letters = "".join(sorted(letter for letter, on in self.options.items() if on and len(letter) == 1))
        return letters + ("himBHs" if self.interactive else "hBc" if not self.source else "hB")

    def _host(self) -> str:
        return self.sys.uname().nodename

    def environment(self) -> dict[str, str]:
        """What children are given."""
        return {name: self.variables[name] for name in self.exported if name in self.variables}

    def home(self, user: str) -> str | None:
        """Where ~ or ~user leads."""
        return self.variables.get("HOME", "/root") if not user else HOMES.get(user)

    # -- messages

    @property
    def prefix(self) -> str:
        """How messages begin: ``bash``, ``bash: line 1`` or ``FILE: line 3``."""
        if self.interactive:
            return "bash"
        return f"{self.source or self.name}: line {self.line}"

    def complain(self, text: str) -> None:
        """A message of the shell's own, on standard error."""
        self.p.err(f"{self.prefix}: {text}\n")

    def capture(self, text: str) -> str:
        """What a command prints, for $( )."""
        reader, writer = self.sys.pipe()
        other = self.copy()

        def child() -> int:
            other.sys.dup2(writer, 1)
            other.sys.close(reader)
            other.sys.close(writer)
            other.become_subshell()
            return other.run_text(text)

        pid = self.sys.fork(child)
        self.sys.close(writer)
        data = self.p.read_all(reader)
        self.sys.close(reader)
        self.status = self.jobs.wait_for(pid)
        return data.decode("utf-8", "surrogateescape").replace("\0", "").rstrip("\n")

    def become_subshell(self) -> None:
        """Called first in a forked child: signals act as in any program again."""
        self.jobs.reset_signals()


def quote(word: str) -> str:
    """A word in single quotes."""
    return "'" + word.replace("'", "'\\''") + "'"
