"""The variables that a shell sets by itself (bash variables.c, initialize_shell_variables)."""

from typing import TYPE_CHECKING

from kshell.shell.variables import Dynamic, IndexedArray, Variable

if TYPE_CHECKING:
    from kshell.shell.shell import Shell

VERSION = "5.2.15(1)-release"
VERSINFO = ("5", "2", "15", "1", "release", "x86_64-pc-linux-gnu")
DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
NSEC_PER_SEC = 1_000_000_000
RANDOM_MULTIPLIER, RANDOM_MODULUS = 16807, 2147483647


class Random:
    """``$RANDOM``: the numbers of bash, from a seed that is the same whenever the same things are done."""

    def __init__(self, seed: int) -> None:
        self._state = seed
        self._last = 0

    def read(self) -> str:
        """The next number, other than the last."""
        while True:
            state = self._state or 123459876
            high, low = divmod(state, 127773)
            state = RANDOM_MULTIPLIER * low - 2836 * high
            self._state = state + RANDOM_MODULUS if state < 0 else state
            number = (self._state >> 16 ^ self._state & 0xFFFF) & 32767
            if number != self._last:
                self._last = number
                return str(number)

    def write(self, value: str) -> None:
        """A new seed."""
        self._state = int(value) if value.isdecimal() else 0
        self._last = 0


class Seconds:
    """``$SECONDS`` since the shell began, or since a number was assigned."""

    def __init__(self, shell: "Shell") -> None:
        self._sys = shell.sys
        self._start = self._sys.clock_gettime(1)

    def read(self) -> str:
        return str((self._sys.clock_gettime(1) - self._start) // NSEC_PER_SEC)

    def write(self, value: str) -> None:
        seconds = int(value) if value.lstrip("-").isdecimal() else 0
        self._start = self._sys.clock_gettime(1) - seconds * NSEC_PER_SEC


def _epoch(shell: "Shell") -> str:
    ns = shell.sys.clock_gettime(0)
    return f"{ns // NSEC_PER_SEC}.{ns // 1000 % 1_000_000:06d}"


def _array(values: list[str]) -> IndexedArray:
    return IndexedArray(enumerate(values))


def add_special_variables(shell: "Shell") -> None:
    """Give a shell the variables whose values are worked out when they are read."""
    random, seconds = Random(shell.pid * 31 + shell.sys.getpid()), Seconds(shell)
    frames = shell.frames
    dynamic = {
        "RANDOM": Dynamic(random.read, random.write),
        "SECONDS": Dynamic(seconds.read, seconds.write),
        "LINENO": Dynamic(lambda: str(shell.line)),
        "BASHPID": Dynamic(lambda: str(shell.sys.getpid())),
        "EPOCHSECONDS": Dynamic(lambda: str(shell.sys.clock_gettime(0) // NSEC_PER_SEC)),
        "EPOCHREALTIME": Dynamic(lambda: _epoch(shell)),
        "BASH_SUBSHELL": Dynamic(lambda: str(shell.subshells)),
        "BASH_COMMAND": Dynamic(lambda: shell.command_text),
        "FUNCNAME": Dynamic(lambda: _array([f.name for f in reversed(frames)] if shell.in_function else [])),
        "BASH_SOURCE": Dynamic(lambda: _array([frame.source for frame in reversed(frames)])),
        "BASH_LINENO": Dynamic(lambda: _array([str(frame.line) for frame in reversed(frames)])),
        "PIPESTATUS": Dynamic(lambda: _array([str(status) for status in shell.pipe_status])),
        "DIRSTACK": Dynamic(lambda: _array([shell.sys.getcwd(), *shell.directories])),
        "HISTCMD": Dynamic(lambda: str(len(shell.history.lines) + 1 if shell.history is not None else 1)),
        "GROUPS": Dynamic(lambda: _array([str(shell.sys.getgid())])),
    }
    for name, variable in dynamic.items():
        shell.variables.table.setdefault(name, variable)


def set_initial_variables(shell: "Shell") -> None:
    """Give a shell that has just started the variables that it has from the beginning."""
    sys, variables = shell.sys, shell.variables
    uname = sys.uname()
    plain = {
        "BASH": "/usr/bin/bash", "BASH_VERSION": VERSION, "HOSTNAME": uname.nodename, "HOSTTYPE": uname.machine,
        "IFS": " \t\n", "MACHTYPE": f"{uname.machine}-pc-linux-gnu", "OPTERR": "1", "OPTIND": "1",
        "OSTYPE": "linux-gnu", "PS4": "+ ",
    }  # fmt: skip
    for name, value in plain.items():
        variables.set(name, value)
    variables.table.setdefault("PATH", Variable(DEFAULT_PATH))
    if shell.interactive:
        variables.table.setdefault("PS1", Variable(r"\u@\h:\w\$ "))
        variables.table.setdefault("PS2", Variable("> "))
    for name, number in (("PPID", sys.getppid()), ("UID", sys.getuid()), ("EUID", sys.getuid())):
        variables.table[name] = fixed = Variable(str(number))
        fixed.integer = fixed.readonly = True
    variables.table["BASH_VERSINFO"] = version = Variable(_array(list(VERSINFO)))
    version.readonly = True
    variables.table.setdefault("OLDPWD", Variable(exported=True))
    level = variables.get("SHLVL") or "0"
    for name, value in (("PWD", sys.getcwd()), ("SHLVL", str(int(level) + 1 if level.isdecimal() else 1))):
        variables.set(name, value)
        variables.table[name].exported = True
