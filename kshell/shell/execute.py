"""Running what was parsed (bash execute_cmd.c)."""

from collections.abc import Callable
from contextlib import suppress

from kshell.shell import builtins
from kshell.shell.arith import ArithmeticProblem
from kshell.shell.ast import (
    AndOr,
    Arithmetic,
    Case,
    Command,
    For,
    Function,
    Group,
    If,
    Loop,
    Pipeline,
    Script,
    Simple,
)
from kshell.shell.control import Break, Exit, Interrupted, Return
from kshell.shell.expand import ExpansionProblem, arithmetic, fields, pattern, single
from kshell.shell.redirect import RedirectionProblem, Saved, apply
from kshell.shell.state import Shell
from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import S_ISDIR

MAX_DEPTH = 60


class Executor:
    """Runs commands for one shell."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.sys = shell.sys

    # -- lists

    def script(self, script: Script) -> int:
        """Run a list; the last status."""
        for item in script.items:
            self._and_or(item)
        return self.shell.status

    def _and_or(self, item: AndOr) -> None:
        if item.background:
            self._background(item)
            return
        shell = self.shell
        for number, (operator, pipeline) in enumerate(item.parts):
            if number and (operator == "&&") != (shell.status == 0):
                continue
            shell.status = self._pipeline(pipeline)
            last = number == len(item.parts) - 1
            if shell.status and last and shell.options.get("e") and not pipeline.negated and not shell.depth_tested:
                raise Exit(shell.status)

    def _background(self, item: AndOr) -> None:
        shell = self.shell
        if len(item.parts) == 1:
            pids = self._start(item.parts[0][1].commands, item.parts[0][1].text, background=True)
        else:
            pids = [self._fork(lambda child: child.script(Script([AndOr(item.parts)])), 0, background=True)]
        job = shell.jobs.add(pids[0], pids, item.text)
        job.background = True
        shell.last_background = pids[-1]
        if shell.interactive:
            shell.p.err(f"[{job.number}] {pids[-1]}\n")
        shell.status = 0

    def _pipeline(self, pipeline: Pipeline) -> int:
        shell = self.shell
        before = shell.sys.clock_gettime(1), shell.sys.times() if pipeline.timed else None
        if not pipeline.commands:
            status = 0
        elif len(pipeline.commands) == 1:
            status = self._command(pipeline.commands[0], pipeline.text)
        else:
            pids = self._start(pipeline.commands, pipeline.text, background=False)
            status = shell.jobs.foreground(shell.jobs.add(pids[0], pids, pipeline.text))
        self._check_interrupt()
        if before[1] is not None:
            self._report_time(before[0], before[1])
        return int(not status) if pipeline.negated else status

    def _check_interrupt(self) -> None:
        if self.shell.interrupted:
            self.shell.interrupted = False
            raise Interrupted

    def _report_time(self, began: int, times: "object") -> None:
        shell = self.shell
        now = shell.sys.times()
        user = sum(now[i] for i in (0, 2)) - sum(times[i] for i in (0, 2))  # type: ignore[index]  # Times is a tuple
        system = sum(now[i] for i in (1, 3)) - sum(times[i] for i in (1, 3))  # type: ignore[index]  # the same
        real = shell.sys.clock_gettime(1) - began
        lines = [f"{name}\t{_minutes(ns)}" for name, ns in (("real", real), ("user", user), ("sys", system))]
        shell.p.err("\n" + "\n".join(lines) + "\n")

    # -- processes

    def _start(self, commands: list[Command], text: str, *, background: bool) -> list[int]:
        """Fork a process for each stage; the first leads their group."""
        pids: list[int] = []
        reader: int | None = None
        for number, command in enumerate(commands):
            ends = self.sys.pipe() if number < len(commands) - 1 else None
            pids.append(self._stage(command, reader, ends, pids[0] if pids else 0, background=background))
            if reader is not None:
                self.sys.close(reader)
            if ends is not None:
                self.sys.close(ends[1])
            reader = ends[0] if ends is not None else None
        return pids

    def _stage(
        self, command: Command, reader: int | None, ends: tuple[int, int] | None, group: int, *, background: bool
    ) -> int:
        def body(child: "Executor") -> int:
            if reader is not None:
                child.sys.dup2(reader, 0)
                child.sys.close(reader)
            elif background and not child.shell.parent_controls:
                child.sys.dup2(child.sys.open("/dev/null"), 0)
            if ends is not None:
                child.sys.dup2(ends[1], 1)
                child.sys.close(ends[0])
                child.sys.close(ends[1])
            return child._command(command, "", alone=True)

        return self._fork(body, group, background=background)

    def _fork(self, body: Callable[["Executor"], int], group: int, *, background: bool) -> int:
        """Start a subshell in a process group (0: its own); its pid."""
        shell = self.shell
        copy = shell.copy()
        copy.parent_controls = shell.job_control

        def child() -> int:
            if shell.job_control:
                self.sys.setpgid(0, group)
                if not background:
                    self.sys.tcsetpgrp(0, group or self.sys.getpid())
            copy.become_subshell()
            return run_guarded(copy, lambda: body(Executor(copy)))

        pid = self.sys.fork(child)
        if shell.job_control:
            with suppress(OSError):  # it may have ended already
                self.sys.setpgid(pid, group or pid)
            if not background:
                self.sys.tcsetpgrp(0, group or pid)
        return pid

    # -- commands

    def _command(self, command: Command, text: str, *, alone: bool = False) -> int:
        """Run one command; ``alone``: this process has nothing else to do, so a program may take its place."""
        shell = self.shell
        shell.sys.sched_yield()
        self._check_interrupt()
        while shell.pending_traps:
            shell.run_text(shell.traps.get(shell.pending_traps.pop(0), ""))
        try:
            if isinstance(command, Simple):
                return self._simple(command, text or command.text, alone=alone)
            if isinstance(command, Group) and command.subshell and not alone:
                pid = self._fork(lambda child: child._command(command, "", alone=True), 0, background=False)
                return shell.jobs.foreground(shell.jobs.add(pid, [pid], text or command.text))
            return self._compound(command)
        except (ExpansionProblem, ArithmeticProblem, RedirectionProblem) as problem:
            shell.complain(str(problem))
            return self._failed(problem)

    def _failed(self, problem: Exception) -> int:
        if isinstance(problem, ExpansionProblem) and not self.shell.interactive:
            raise Exit(127 if "unbound" in str(problem) or ":" in str(problem) else 1)
        return 1

    def _compound(self, command: Command) -> int:
        saved = Saved(self.shell)
        self.shell.depth += 1
        if self.shell.depth > MAX_DEPTH:
            self.shell.depth = 0
            self.shell.complain("maximum function nesting level exceeded")
            raise Exit(2)
        try:
            apply(self.shell, command.redirects, saved)
            return self._run_compound(command)
        finally:
            self.shell.depth -= 1
            saved.restore()

    def _run_compound(self, command: Command) -> int:
        if isinstance(command, Group):
            return self.script(command.body)
        if isinstance(command, If):
            return self._if(command)
        if isinstance(command, Loop):
            return self._loop(command)
        if isinstance(command, For):
            return self._for(command)
        if isinstance(command, Case):
            return self._case(command)
        if isinstance(command, Arithmetic):
            return int(not arithmetic(self.shell, command.expression))
        if isinstance(command, Function):
            self.shell.functions[command.name] = command.body
        return 0

    def _test(self, condition: Script) -> bool:
        """Run a condition, whose failure does not end a ``set -e`` shell."""
        self.shell.depth_tested += 1
        try:
            return self.script(condition) == 0
        finally:
            self.shell.depth_tested -= 1

    def _if(self, command: If) -> int:
        for condition, body in command.branches:
            if self._test(condition):
                return self.script(body)
        return self.script(command.otherwise) if command.otherwise is not None else self._status(0)

    def _status(self, status: int) -> int:
        self.shell.status = status
        return status

    def _body(self, body: Script) -> bool:
        """One round of a loop; whether there may be another."""
        try:
            self.script(body)
        except Break as jump:
            if jump.levels > 1:
                raise Break(jump.levels - 1, again=jump.again) from None
            return jump.again
        return True

    def _loop(self, command: Loop) -> int:
        status = 0
        while self._test(command.condition) != command.until:
            going = self._body(command.body)
            status = self.shell.status
            if not going:
                break
        return self._status(status)

    def _for(self, command: For) -> int:
        words = fields(self.shell, command.words) if command.words is not None else list(self.shell.arguments)
        self._status(0)
        for word in words:
            self.shell.set(command.name, word)
            if not self._body(command.body):
                break
        return self.shell.status

    def _case(self, command: Case) -> int:
        word = single(self.shell, command.word)
        for patterns, body in command.clauses:
            if any(pattern(self.shell, p).match(word) for p in patterns):
                self._status(0)
                return self.script(body)
        return self._status(0)

    # -- simple commands

    def _simple(self, command: Simple, text: str, *, alone: bool) -> int:
        shell = self.shell
        before = shell.status
        words = fields(shell, command.words)
        if shell.options.get("x") and (words or command.assignments):
            shell.p.err("+ " + " ".join(words or [f"{n}={v}" for n, v in command.assignments]) + "\n")
        if not words:
            return self._assign_only(command, before)
        function = shell.functions.get(words[0])
        builtin = builtins.find(words[0])
        if function is not None:
            return self._in_place(command, lambda: self._call(function, words[1:]))
        if builtin is not None:
            if builtin.special_redirects and len(words) == 1:
                apply(shell, command.redirects)
                return 0
            return self._in_place(command, lambda: builtin.run(shell, words))
        if alone:
            return self._become(command, words)
        pid = self._fork(lambda child: child._become(command, words), 0, background=False)
        return shell.jobs.foreground(shell.jobs.add(pid, [pid], text))

    def _assign_only(self, command: Simple, before: int) -> int:
        shell = self.shell
        shell.status = 0
        for name, value in command.assignments:
            if not self._assign(name, value):
                return 1
        saved = Saved(shell)
        try:
            apply(shell, command.redirects, saved)
        finally:
            saved.restore()
        return shell.status

    def _assign(self, name: str, raw: str) -> bool:
        shell = self.shell
        plain = name.removesuffix("+")
        if plain in shell.readonly:
            shell.complain(f"{plain}: readonly variable")
            return False
        value = single(shell, raw)
        shell.set(plain, shell.get(plain, "") + value if name.endswith("+") else value)
        return True

    def _in_place(self, command: Simple, run: Callable[[], int]) -> int:
        """Run a builtin or function in this process, with its redirections and assignments undone afterwards."""
        shell = self.shell
        saved = Saved(shell)
        variables, exported = dict(shell.variables), set(shell.exported)
        try:
            apply(shell, command.redirects, saved)
            for name, value in command.assignments:
                self._assign(name, value)
            return run()
        finally:
            saved.restore()
            if command.assignments:
                shell.variables, shell.exported = variables, exported

    def _call(self, body: Command, arguments: list[str]) -> int:
        shell = self.shell
        outer, shell.arguments = shell.arguments, arguments
        shell.locals.append({})
        try:
            return self._command(body, "")
        except Return as returned:
            return returned.status
        finally:
            shell.arguments = outer
            for name, value in shell.locals.pop().items():
                if value is None:
                    shell.variables.pop(name, None)
                else:
                    shell.variables[name] = value

    def _become(self, command: Simple, words: list[str]) -> int:
        """Turn this process, forked for it, into a program."""
        shell = self.shell
        apply(shell, command.redirects)
        for name, value in command.assignments:
            self._assign(name, value)
            shell.exported.add(name.removesuffix("+"))
        return execute_program(shell, words)


def execute_program(shell: Shell, words: list[str]) -> int:
    """Look a program up and execve() it; returns only when that fails, with the status."""
    name = words[0]
    paths = [name] if "/" in name else [f"{d or '.'}/{name}" for d in shell.get("PATH", "").split(":")]
    problem: OSError | None = None
    for path in paths:
        try:
            if S_ISDIR(shell.sys.stat(path).mode) and "/" not in name:
                continue
            shell.sys.execve(path, words, shell.environment())
        except OSError as error:
            if error.errno == Errno.ENOEXEC:
                return run_file(shell, path, words)
            if error.errno not in (Errno.ENOENT, Errno.ENOTDIR) or problem is None:
                problem = error
    return _not_run(shell, name, problem)


def _not_run(shell: Shell, name: str, problem: OSError | None) -> int:
    if "/" not in name and (problem is None or problem.errno in (Errno.ENOENT, Errno.ENOTDIR)):
        shell.complain(f"{name}: command not found")
        return 127
    if problem is not None and problem.errno == Errno.ENOENT:
        shell.complain(f"{name}: No such file or directory")
        return 127
    try:
        directory = S_ISDIR(shell.sys.stat(name).mode)
    except OSError:
        directory = False
    shell.complain(f"{name}: {'Is a directory' if directory else problem.strerror if problem else ''}")
    return 126


def run_file(shell: Shell, path: str, words: list[str]) -> int:
    """Run a text file as a script in this process."""
    text = shell.p.read_text(path)
    shell.source, shell.name, shell.arguments = path, path, words[1:]
    shell.interactive = shell.job_control = False
    return shell.run_text(text)


def run_guarded(shell: Shell, run: Callable[[], int]) -> int:
    """Run something to its end; the status, however it ended."""
    try:
        return run()
    except Exit as leaving:
        return leaving.status
    except (Break, Return):
        return shell.status
    except Interrupted:
        return 130
    except RedirectionProblem as problem:
        shell.complain(str(problem))
        return 1
    except (ExpansionProblem, ArithmeticProblem) as problem:
        shell.complain(str(problem))
        return 1


def _minutes(ns: int) -> str:
    ms = ns // 1_000_000
    return f"{ms // 60_000}m{ms // 1000 % 60}.{ms % 1000:03d}s"
