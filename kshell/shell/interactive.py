"""The shell at a terminal: prompts, lines, history, job messages (bash shell.c, parse.y, eval.c)."""

from contextlib import suppress
from typing import NamedTuple

from kshell.shell.control import Break, Discard, Exit, Interrupted, Return
from kshell.shell.execute.process import exit_trap, to_the_end
from kshell.shell.execute.reading import Refused, make_parser, next_command, run_text
from kshell.shell.history import History
from kshell.shell.invocation import Invocation
from kshell.shell.jobs.notify import notify_and_clean
from kshell.shell.leaving import may_leave
from kshell.shell.prompt import prompt
from kshell.shell.shell import Shell
from kshell.shell.startup import read_logout_file, read_startup_files
from kshell.uapi.errno import Errno
from kshell.uapi.signals import Signal

INTERRUPTED = 130


class Asking(NamedTuple):
    """Who asks for a line, for the front end to look at; ``continued``: it goes on a command."""

    shell: Shell
    continued: bool


class TerminalSource:
    """Lines from the terminal, with history expansion; each is remembered."""

    def __init__(self, shell: Shell, history: History) -> None:
        self._shell = shell
        self._history = history

    def read_line(self, *, continued: bool) -> str:
        """The next line; Interrupted by ^C."""
        shell = self._shell
        if not continued:
            self._before_prompt()
        shell.traps.interrupted = False
        while True:
            try:
                shown = prompt(shell, "PS2" if continued else "PS1")
                line = shell.sys.readline(0, shown, shell.status, Asking(shell, continued))
            except InterruptedError:
                if shell.traps.interrupted:
                    shell.traps.interrupted = False
                    raise Interrupted from None
                self._signalled()
                continue
            if line is None:
                return ""
            text = self._accept(line, continued=continued)
            if text is not None:
                return text + "\n"

    def _signalled(self) -> None:
        """A signal has come while a line is being typed: its trap runs at once, but for that of SIGCHLD."""
        shell = self._shell
        if shell.traps.pending == ["SIGCHLD"]:
            return
        interrupted = "SIGINT" in shell.traps.pending
        shell.executor.attend()
        if interrupted:
            raise Interrupted

    def _before_prompt(self) -> None:
        shell = self._shell
        shell.jobs.poll()
        notify_and_clean(shell)
        command = shell.variables.get("PROMPT_COMMAND")
        if command:
            status = shell.status
            run_text(shell, command, "PROMPT_COMMAND")
            shell.status = status

    def _accept(self, line: str, *, continued: bool) -> str | None:
        """A line after history expansion; None if it is not to be run."""
        shell, only_shown = self._shell, False
        if shell.options.set_o["histexpand"] and ("!" in line or line.startswith("^")):
            expanded = self._expanded(line)
            if expanded is None:
                return None
            text, only_shown = expanded
            if text != line:
                shell.p.err(text + "\n")
                line = text
        self._remember(line, continued=continued)
        return None if only_shown else line

    def _expanded(self, line: str) -> tuple[str, bool] | None:
        from kshell.shell.history_expansion import Expansion, HistoryProblem  # noqa: PLC0415  # most lines have no !

        try:
            return Expansion(self._history).expand(line)
        except HistoryProblem as problem:
            self._shell.p.err(f"{self._shell.name}: {problem.text}\n")
            return None

    def _remember(self, line: str, *, continued: bool) -> None:
        shell, history = self._shell, self._history
        if not shell.options.set_o["history"]:
            return
        if continued:
            history.extend(line)
            return
        control = (shell.variables.get("HISTCONTROL") or "").split(":")
        spaced = line[:1] in (" ", "\t") and ("ignorespace" in control or "ignoreboth" in control)
        again = history.lines[-1:] == [line] and ("ignoredups" in control or "ignoreboth" in control)
        if line.strip() and not spaced and not again:
            history.add(line)


def run_interactive(shell: Shell, asked: Invocation) -> int:
    """Read, run, until exit or the end of the file; the exit status."""
    shell.history = History()
    _take_terminal(shell)
    shell.traps.begin_interactive()
    try:
        _begin(shell, asked)
        status = _loop(shell, TerminalSource(shell, shell.history))
    except Exit as leaving:
        status = leaving.status
    status = exit_trap(shell, status)
    read_logout_file(shell)
    _leave(shell)
    return status


def _begin(shell: Shell, asked: Invocation) -> None:
    try:
        read_startup_files(shell, asked)
    except Interrupted:
        shell.status = INTERRUPTED


def run_command(shell: Shell, asked: Invocation, text: str) -> int:
    """Run a text as an interactive shell does (bash -i -c); the exit status."""
    shell.history = History()
    _take_terminal(shell)
    shell.traps.begin_interactive()

    def everything() -> int:
        read_startup_files(shell, asked)
        return run_text(shell, text, "-c")

    status = to_the_end(shell, everything)
    _leave(shell)
    return status


def _take_terminal(shell: Shell) -> None:
    """Be in a process group of its own, in the foreground: wait for that if another has the terminal."""
    sys, terminal = shell.sys, shell.jobs.terminal
    shell.original_group = sys.getpgid()
    if not sys.isatty(0):
        group = f"cannot set terminal process group ({shell.original_group})"
        shell.p.err(f"{shell.name}: {group}: {Errno.ENOTTY.text}\n{shell.name}: no job control in this shell\n")
        shell.jobs.control = False
        shell.options.switch("monitor", on=False)
        return
    while (owner := sys.tcgetpgrp(0)) and owner != sys.getpgid():
        sys.kill(0, Signal.SIGTTIN)
    shell.traps.begin_interactive()
    if sys.getpgid() != sys.getpid() and sys.getsid() != sys.getpid():
        sys.setpgid(0, 0)
    terminal.fd = sys.fcntl_dupfd(0, 255)
    terminal.shell_group = sys.getpgid()
    terminal.take_back()


def _leave(shell: Shell) -> None:
    """Stopped jobs are told to end, and the terminal goes back to where it came from."""
    for job in shell.jobs.jobs.values():
        if job.stopped and job.controlled:
            _signal(shell, job.pgid, Signal.SIGTERM)
            _signal(shell, job.pgid, Signal.SIGCONT)
    if shell.jobs.control and shell.original_group != shell.jobs.terminal.shell_group:
        shell.jobs.terminal.give(shell.original_group)


def _signal(shell: Shell, pgid: int, number: int) -> None:
    with suppress(OSError):  # it may have gone
        shell.sys.kill(-pgid, number)


def _loop(shell: Shell, source: TerminalSource) -> int:
    parser = make_parser(shell, source)
    while True:
        shell.loops, shell.lists, shell.tested, shell.depth, shell.break_loops = 0, 0, 0, 0, False
        try:
            node = next_command(shell, parser, shell.name)
            if node is not None:
                shell.command_number += 1
                shell.executor.run(node)
                shell.executor.attend()
            elif _may_leave(shell):
                return shell.status
        except Refused:
            if parser.buffer.ended and _may_leave(shell):
                return shell.status
            parser.recover()
        except Discard as problem:
            shell.status = problem.status
        except Interrupted:
            shell.p.err("\n")
            shell.status = INTERRUPTED
            parser.recover()
        except (Break, Return):
            continue


def _may_leave(shell: Shell) -> bool:
    """After ^D: whether the shell may go."""
    shell.p.err("logout\n" if shell.login else "exit\n")
    return may_leave(shell)
