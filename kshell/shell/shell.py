"""What a shell knows, and how it names itself in messages."""

from typing import TYPE_CHECKING, Literal, NoReturn

from kshell.shell.arithmetic.evaluate import evaluate
from kshell.shell.arithmetic.store import ShellStore
from kshell.shell.control import Discard, Exit
from kshell.shell.hashing import environment_order
from kshell.shell.jobs.table import JobTable
from kshell.shell.options import Options
from kshell.shell.special import add_special_variables
from kshell.shell.syntax.text import command_text, function_text
from kshell.shell.traps import Traps
from kshell.shell.variables import AssociativeArray, Variables
from kshell.uapi.signals import Signal
from kshell.uapi.syscalls import SIG_DFL
from kshell.userland.process import Process

if TYPE_CHECKING:
    from kshell.shell.execute.executor import Executor
    from kshell.shell.history import History
    from kshell.shell.syntax.ast import Node

UNBOUND = 127


class Function:
    """A function: its body, and the file where it was defined."""

    __slots__ = ("body", "exported", "name", "readonly", "source")

    def __init__(self, name: str, body: "Node", source: str) -> None:
        self.name = name
        self.body = body
        self.source = source
        self.exported = False
        self.readonly = False


class Frame:
    """A function or sourced file that is running: its name, the file it is in, the line it was called from."""

    __slots__ = ("line", "name", "source")

    def __init__(self, name: str, source: str, line: int) -> None:
        self.name = name
        self.source = source
        self.line = line


class Hashed:
    """A program that was looked up: where it is, how often it was asked for."""

    __slots__ = ("hits", "path")

    def __init__(self, path: str, hits: int) -> None:
        self.path = path
        self.hits = hits


class Shell:
    """One shell. A forked child works on a copy()."""

    executor: "Executor"

    def __init__(self, p: Process, name: str, arguments: list[str], *, interactive: bool = False) -> None:
        self.p = p
        self.sys = p.sys
        # how it was called
        self.name = name
        self.arguments = arguments
        self.interactive = interactive
        self.login = False
        self.startup: Literal["interactive", "command", "script"] = "interactive" if interactive else "script"
        self.flags = ""
        self.pid = p.sys.getpid()
        # what commands change
        self.variables = Variables(p.env)
        self.options = Options(interactive=interactive)
        self.functions: dict[str, Function] = {}
        self.aliases: dict[str, str] = {}
        self.hashed: dict[str, Hashed] = {}
        self.directories: list[str] = []
        self.disabled: set[str] = set()
        self.history: History | None = None
        self.traps = Traps(self)
        self.jobs = JobTable(self, control=interactive)
        # where execution stands
        self.status = 0
        self.pipe_status: list[int] = []
        self.line = 0
        self.frames: list[Frame] = []
        self.loops = self.lists = 0
        self.break_loops = False
        self.tested = 0
        self.depth = 0
        self.subshells = 0
        self.in_substitution = False
        self.indirection = 0
        self.substitution_status: int | None = None
        self.command: Node | None = None
        self.last_background = 0
        self.substituted: list[int] = []
        self.command_number = 1
        self.last_builtin = ""
        self.original_group = 0
        self.getopts_index, self.getopts_at = 1, 1
        self._connect()

    def _connect(self) -> None:
        self.store = ShellStore(self)
        self.variables.set_evaluator(lambda text: evaluate(text, self.store))
        add_special_variables(self)

    def copy(self) -> "Shell":
        """The state of a subshell: nothing it changes is seen outside."""
        other = Shell.__new__(Shell)
        other.__dict__.update(self.__dict__)
        other.arguments = list(self.arguments)
        other.variables = self.variables.copy()
        other.options = self.options.copy()
        other.functions, other.aliases = dict(self.functions), dict(self.aliases)
        other.hashed, other.directories = dict(self.hashed), list(self.directories)
        other.disabled, other.frames = set(self.disabled), list(self.frames)
        other.pipe_status, other.substituted = list(self.pipe_status), []
        other.traps = self.traps.copy(other)
        other.jobs = self.jobs.copy(other)
        other.subshells += 1
        other.depth = 0
        other.interactive = other.login = False
        other._connect()
        other.executor = self.executor.copy(other)
        return other

    # -- parameters

    def parameter(self, name: str) -> str | None:
        """The value behind $name, special ones included; None if it is not set."""
        value = self.variables.get(name)
        if value is not None:
            return value
        if name.isdecimal():
            number = int(name)
            if number == 0:
                return self.name
            return self.arguments[number - 1] if number <= len(self.arguments) else None
        if name == "?":
            return str(self.status)
        if name == "#":
            return str(len(self.arguments))
        if name == "$":
            return str(self.pid)
        if name == "!":
            return str(self.last_background) if self.last_background else None
        if name == "-":
            return self._dashed()
        return " ".join(self.arguments) if name in ("@", "*") else None

    def _dashed(self) -> str:
        letters = self.options.letters()
        if self.interactive:
            at = next((i for i, c in enumerate(letters) if c in "kmnptuvxBCEHPT"), len(letters))
            letters = f"{letters[:at]}i{letters[at:]}"
        return letters + self.flags

    def home(self, user: str) -> str | None:
        """Where ~, ~user, ~+ and ~- lead."""
        if user == "+":
            return self.variables.get("PWD")
        if user == "-":
            return self.variables.get("OLDPWD")
        if not user:
            home = self.variables.get("HOME")
            if home is not None:
                return home
        return self._home_in_passwd(user)

    def polite(self, path: str) -> str:
        """A directory with ~ for the home."""
        home = self.variables.get("HOME") or ""
        if home and home != "/" and (path == home or path.startswith(home + "/")):
            return "~" + path[len(home) :]
        return path

    def _home_in_passwd(self, user: str) -> str | None:
        try:
            accounts = self.p.read_text("/etc/passwd")
        except OSError:
            return None
        for line in accounts.splitlines():
            fields = line.split(":")
            if len(fields) > 5 and (fields[0] == user or (not user and fields[2] == str(self.sys.getuid()))):
                return fields[5]
        return None

    def assign_text(self, name: str, value: str) -> None:
        """Assign to ``name`` or ``name[subscript]``, as read and printf -v do; ReadOnly."""
        base, bracket, rest = name.partition("[")
        if not bracket:
            self.variables.set(name, value)
            return
        elements, subscript = self.variables.array(base), rest.removesuffix("]")
        if isinstance(elements, AssociativeArray):
            self.variables.set_element(base, subscript, value)
        else:
            self.variables.set_element(base, self.store.raw_subscript(elements, subscript), value)

    def environment(self) -> dict[str, str]:
        """What programs are given."""
        exported = dict(self.variables.exported())
        for function in self.functions.values():
            if function.exported:
                text = function_text(function.name, function.body)
                exported[f"BASH_FUNC_{function.name}%%"] = text[len(function.name) + 1 :]
        return {name: exported[name] for name in environment_order(exported)}

    @property
    def command_text(self) -> str:
        """The simple command that is running, as $BASH_COMMAND shows it."""
        return command_text(self.command) if self.command is not None else ""

    # -- messages

    @property
    def source(self) -> str:
        """The file that the running command is in; empty for -c and standard input."""
        return self.frames[-1].source if self.frames else ""

    @property
    def in_function(self) -> bool:
        """Whether a function is running."""
        return any(frame.name not in ("main", "source") for frame in self.frames)

    @property
    def prefix(self) -> str:
        """How messages begin: ``bash``, ``bash: line 1`` or ``FILE: line 3``."""
        if self.startup == "interactive":
            return self.name
        return f"{self.source or self.name}: line {self.line}"

    def complain(self, text: str) -> None:
        """A message of the shell's own, on standard error."""
        self.p.err(f"{self.prefix}: {text}\n")

    def fail(self, text: str) -> NoReturn:
        """An error after which the rest of the line is not run."""
        self.complain(text)
        raise Discard

    def leave(self, text: str) -> NoReturn:
        """An error that ends a shell that is not interactive."""
        self.complain(text)
        if self.interactive:
            raise Discard
        raise Exit(UNBOUND if self.startup == "command" and not self.subshells else 1)

    def crash(self) -> NoReturn:
        """The shell's stack is used up: it dies of that, as bash does."""
        self.sys.sigaction(Signal.SIGSEGV, SIG_DFL)
        self.sys.kill(self.sys.getpid(), Signal.SIGSEGV)
        self.sys.exit(128 + Signal.SIGSEGV)

    def prompt_text(self, text: str) -> str:
        """A prompt with its escapes worked out, as ${x@P} does it."""
        from kshell.shell.prompt import decode_prompt  # noqa: PLC0415  # only interactive shells need it

        return decode_prompt(self, text)
