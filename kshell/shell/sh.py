"""bash: the program."""

from collections.abc import Iterator

from kshell.shell.ast import Script
from kshell.shell.control import Exit, Interrupted
from kshell.shell.execute import Executor, run_file, run_guarded
from kshell.shell.history import EventNotFound, expand_history
from kshell.shell.lexer import Unfinished
from kshell.shell.parse import Parser, SyntaxProblem
from kshell.shell.state import Shell
from kshell.uapi.fcntl import S_ISDIR
from kshell.userland.process import Process

VERSION = """\
GNU bash, version 5.2.15(1)-release (x86_64-pc-linux-gnu)
This is kshell's look-alike of it.
"""
IGNORED = ("--noprofile", "--norc", "--posix", "--login", "-l", "-s")
SYNTAX_STATUS = 2


def main(p: Process) -> int:
    """bash [-i] [-c COMMAND [NAME [ARG]...]] [FILE [ARG]...]"""
    arguments, options, command = list(p.args), "", None
    while arguments and arguments[0].startswith("-") and arguments[0] != "-":
        option = arguments.pop(0)
        if option == "--version":
            p.out(VERSION)
            return 0
        if option in IGNORED:
            continue
        if option.startswith("--"):
            p.err(f"bash: {option}: invalid option\n")
            return SYNTAX_STATUS
        if "c" in option:
            if not arguments:
                p.err("bash: -c: option requires an argument\n")
                return SYNTAX_STATUS
            command = arguments.pop(0)
        options += option[1:].replace("c", "")
    if command is not None:
        return _command(p, command, arguments, options)
    if arguments:
        return _file(p, arguments, options)
    if p.sys.isatty(0) or "i" in options:
        return Interactive(p).run()
    return _stdin(p, options)


def _shell(p: Process, name: str, arguments: list[str], options: str, *, interactive: bool = False) -> Shell:
    shell = Shell(p, name, arguments, interactive=interactive)
    shell.options = {letter: True for letter in options if letter in "eufx"}
    shell.runner = lambda which: Runner(which).run
    return shell


def _command(p: Process, command: str, arguments: list[str], options: str) -> int:
    shell = _shell(p, arguments[0] if arguments else "bash", arguments[1:], options)
    shell.from_c = True
    return _to_the_end(shell, command)


def _file(p: Process, arguments: list[str], options: str) -> int:
    path = arguments[0]
    shell = _shell(p, path, arguments[1:], options)
    try:
        if S_ISDIR(p.sys.stat(path).mode):
            p.err(f"{path}: {path}: Is a directory\n")
            return 126
        shell.source = path
        return run_guarded(shell, lambda: _traps(shell, run_file(shell, path, arguments)))
    except OSError as error:
        p.err(f"bash: {path}: {error.strerror}\n")
        return 127


def _stdin(p: Process, options: str) -> int:
    """Run commands as they come in, each as soon as it is whole."""
    shell = _shell(p, "bash", [], options)
    pending, first = "", 1
    for line in _lines(p):
        pending += line
        if not _is_whole(pending):
            continue
        shell.base = first - 1
        try:
            shell.run_text(pending)
        except Exit as leaving:
            return _traps(shell, leaving.status)
        except Interrupted:
            return 130
        first += pending.count("\n")
        pending = ""
    return _to_the_end(shell, pending) if pending else _traps(shell, shell.status)


def _lines(p: Process) -> Iterator[str]:
    while True:
        data = b""
        while not data.endswith(b"\n"):
            byte = p.sys.read(0, 65536 if not data else 1)
            if not byte:
                break
            data += byte
        if not data:
            return
        yield from data.decode("utf-8", "surrogateescape").splitlines(keepends=True)


def _is_whole(text: str) -> bool:
    try:
        Parser(text).parse()
    except Unfinished:
        return False
    except SyntaxProblem:
        return True
    return not text.endswith("\\\n")


def _to_the_end(shell: Shell, text: str) -> int:
    return run_guarded(shell, lambda: _traps(shell, _run_or_exit(shell, text)))


def _run_or_exit(shell: Shell, text: str) -> int:
    try:
        return shell.run_text(text)
    except Exit as leaving:
        return leaving.status


def _traps(shell: Shell, status: int) -> int:
    """Run the EXIT trap; the status."""
    action = shell.traps.pop("EXIT", None)
    if action:
        shell.status = status
        _run_or_exit(shell, action)
    return status


class Runner:
    """Parses and runs text for a shell, and words its syntax errors."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell

    def run(self, text: str) -> int:
        """Run a text to its end; the last status."""
        shell = self.shell
        script = self.parse(shell, text)
        if script is None:
            return shell.status
        return Executor(shell).script(script)

    def parse(self, shell: Shell, text: str) -> Script | None:
        """The parsed text, or None after a message."""
        try:
            return Parser(text, shell.aliases.get).parse()
        except SyntaxProblem as problem:
            self._refuse(shell, text, f"syntax error near unexpected token `{problem.token}'", problem.line)
        except Unfinished as problem:
            line = text.rstrip("\n").count("\n") + 1
            if problem.waiting:
                self._refuse(shell, "", f"unexpected EOF while looking for matching `{problem.waiting}'", line)
            else:
                self._refuse(shell, "", "syntax error: unexpected end of file", line + 1)
        except RecursionError:
            self._refuse(shell, "", "syntax error: nested too deeply", 1)
        return None

    def _refuse(self, shell: Shell, text: str, what: str, line: int) -> None:
        if shell.interactive:
            shell.p.err(f"bash: {what}\n")
        else:
            name = f"{shell.name}: -c" if shell.from_c else shell.source or shell.name
            prefix = f"{name}: line {shell.base + line}: "
            shell.p.err(f"{prefix}{what}\n")
            if text:
                shell.p.err(f"{prefix}`{text.splitlines()[line - 1]}'\n")
        shell.status = SYNTAX_STATUS


class Interactive:
    """The shell at a terminal."""

    def __init__(self, p: Process) -> None:
        self.shell = _shell(p, "bash", [], "", interactive=True)
        self._runner = Runner(self.shell)

    def run(self) -> int:
        """Read, run, until exit or the end of file."""
        shell = self.shell
        sys = shell.sys
        if sys.getpgid() != sys.getpid() and sys.getsid() != sys.getpid():
            sys.setpgid(0, 0)
        shell.jobs.take_terminal()
        owner = sys.tcgetpgrp(0)
        sys.tcsetpgrp(0, sys.getpgid())
        try:
            return self._loop()
        finally:
            if owner != sys.getpgid():
                sys.tcsetpgrp(0, owner)

    def _loop(self) -> int:
        shell = self.shell
        while True:
            shell.jobs.notify()
            text = self._read()
            if text is None:
                if not self._may_leave():
                    continue
                return shell.status
            if not text.strip():
                continue
            try:
                shell.warned = text.split()[0] in ("exit", "logout") and shell.warned
                self._runner.run(text)
            except Exit as leaving:
                return _traps(shell, leaving.status)
            except Interrupted:
                shell.status = 130
            shell.interrupted = False

    def _may_leave(self) -> bool:
        shell = self.shell
        shell.p.err("exit\n")
        if any(job.stopped for job in shell.jobs.jobs) and not shell.warned:
            shell.p.err("There are stopped jobs.\n")
            shell.warned = True
            return False
        return True

    def _read(self) -> str | None:
        """A whole command, over as many lines as it takes; None at the end of file."""
        shell, text, prompt = self.shell, "", self.prompt()
        while True:
            shell.interrupted = False
            try:
                line = shell.sys.readline(0, prompt, shell.status)
            except InterruptedError:
                shell.p.out("\n")
                shell.status = 130
                return ""
            if line is None:
                if text:
                    self._runner.parse(shell, text)
                    return ""
                return None
            text += line + "\n"
            if _is_whole(text):
                return self._remember(text.rstrip("\n"))
            prompt = "> "

    def _remember(self, text: str) -> str:
        shell = self.shell
        try:
            expanded = expand_history(text, shell.history)
        except EventNotFound as missing:
            shell.p.err(f"bash: {missing}: event not found\n")
            return ""
        if expanded != text:
            shell.p.out(expanded + "\n")
        if expanded.strip():
            shell.history.append(expanded)
        return expanded

    def prompt(self) -> str:
        """PS1 with its escapes, or ``root@host:~# ``."""
        shell = self.shell
        root = shell.sys.getuid() == 0
        directory = shell.sys.getcwd()
        home = shell.get("HOME", "")
        if home and (directory == home or directory.startswith(home + "/")):
            directory = "~" + directory[len(home) :]
        values = {
            "u": "root" if root else "user", "h": shell.sys.uname().nodename, "w": directory,
            "W": directory.rpartition("/")[2] or directory, "$": "#" if root else "$", "n": "\n", "s": "bash",
            "[": "", "]": "", "\\": "\\",
        }  # fmt: skip
        out, text = "", shell.get("PS1", r"\u@\h:\w\$ ")
        while text:
            c, text = text[0], text[1:]
            if c == "\\" and text:
                out += values.get(text[0], "\\" + text[0])
                text = text[1:]
            else:
                out += c
        return out
