"""Running commands: which function runs which kind, lists, and what a failure does (bash execute_cmd.c)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kshell.shell.control import Exit, Interrupted
from kshell.shell.execute import compound, pipeline, simple, substitution
from kshell.shell.execute.condition import run_condition
from kshell.shell.execute.reading import run_text
from kshell.shell.execute.redirect import Undo, redirect
from kshell.shell.jobs.notify import notify_and_clean
from kshell.shell.syntax.ast import (
    AndOr,
    ArithmeticCommand,
    ArithmeticFor,
    Case,
    ConditionCommand,
    For,
    Function,
    Group,
    If,
    List,
    Node,
    Pipeline,
    Simple,
    Subshell,
    While,
)
from kshell.shell.syntax.word import CommandSubstitution, ProcessSubstitution

if TYPE_CHECKING:
    from kshell.shell.shell import Shell

COMMAND_NSEC = 5_000
MAX_DEPTH = 3_000


class Executor:
    """Runs commands for one shell."""

    def __init__(self, shell: "Shell") -> None:
        self.shell = shell
        self.sys = shell.sys

    def copy(self, shell: "Shell") -> "Executor":
        """The executor of a subshell."""
        return Executor(shell)

    # -- commands

    def run(self, node: Node) -> int:
        """Run a command; its status, which is $? then."""
        if self.shell.options.noexec and not self.shell.interactive:
            return self.shell.status
        status = RUN[type(node)](self, node)
        self.shell.status = status
        return status

    def run_last(self, node: Node) -> int:
        """Run a command after which this process ends: a program may take its place."""
        if any(self.shell.traps.actions.values()) or self.shell.options.noexec:
            return self.run(node)
        if isinstance(node, Simple):
            self.shell.status = simple.run_simple(self, node, last=True)
            return self.shell.status
        if isinstance(node, List) and not node.items[-1][1]:
            for item, background in node.items[:-1]:
                self._item(item, background=background)
            return self.run_last(node.items[-1][0])
        if isinstance(node, AndOr):
            return self._and_or(node, self.run_last)
        return self.run(node)

    def enter(self) -> None:
        """Commands are nested one level deeper; a shell whose stack is used up dies of that."""
        self.shell.depth += 1
        if self.shell.depth > MAX_DEPTH:
            self.shell.crash()

    def between_commands(self) -> None:
        """What happens between two commands: time passes, traps run, ^C is noticed."""
        shell = self.shell
        self.sys.spend(COMMAND_NSEC)
        traps = shell.traps
        if traps.pending or traps.interrupted:
            self.attend()

    def close_substituted(self, before: int) -> None:
        """The files behind ``<(...)`` go with the command that they were made for: those after the first ``before``."""
        for fd in self.shell.substituted[before:]:
            self.sys.close(fd)
        del self.shell.substituted[before:]

    def attend(self) -> None:
        """Run the traps whose signals have come; Interrupted after a ^C."""
        traps = self.shell.traps
        while traps.pending:
            self.run_trap(traps.pending.pop(0))
        if traps.interrupted:
            traps.interrupted = False
            raise Interrupted

    def run_trap(self, name: str) -> None:
        """Run a trap's action, which leaves $? as it is."""
        shell = self.shell
        action = shell.traps.actions.get(name)
        if not action or name in shell.traps.running:
            return
        status, line = shell.status, shell.line
        shell.traps.running.append(name)
        try:
            run_text(shell, action, "trap", line=line - 1)
        finally:
            shell.traps.running.remove(name)
            shell.status, shell.line = status, line

    def done(self, status: int) -> int:
        """After a command that ran in this shell: as failed(), and PIPESTATUS is its status."""
        self.shell.pipe_status = [status]
        return self.failed(status)

    def failed(self, status: int) -> int:
        """After a command with a status: a failure that nobody tests may end the shell (set -e) or run a trap."""
        shell = self.shell
        if status and not shell.tested:
            if "ERR" in shell.traps.actions and (shell.options.set_o["errtrace"] or not shell.in_function):
                shell.status = status
                self.run_trap("ERR")
            if shell.options.errexit:
                raise Exit(status)
        return status

    def debug_trap(self, node: Simple) -> None:
        """Run the DEBUG trap before a simple command."""
        if self.shell.options.set_o["functrace"] or not self.shell.in_function:
            if not self.shell.traps.running:
                self.shell.command = node
            self.run_trap("DEBUG")

    # -- lists

    def _list(self, node: List) -> int:
        self.shell.lists += 1
        try:
            for item, background in node.items:
                self._item(item, background=background)
        finally:
            self.shell.lists -= 1
        return self.shell.status

    def _item(self, item: Node, *, background: bool) -> None:
        if background:
            self.shell.status = pipeline.run_in_background(self, item)
        else:
            self.run(item)
        if self.shell.jobs.jobs and not self.shell.interactive:
            self.shell.jobs.poll()
            notify_and_clean(self.shell)

    def _and_or(self, node: AndOr, run_last: Callable[[Node], int] | None = None) -> int:
        self.shell.lists += 1
        try:
            status = self._all_but_last(node)
            operator, item = node.rest[-1]
            return (run_last or self.run)(item) if (operator == "&&") == (status == 0) else status
        finally:
            self.shell.lists -= 1

    def _all_but_last(self, node: AndOr) -> int:
        """The commands whose failure ends nothing (set -e)."""
        self.shell.tested += 1
        try:
            status = self.run(node.first)
            for operator, item in node.rest[:-1]:
                if (operator == "&&") == (status == 0):
                    status = self.run(item)
            return status
        finally:
            self.shell.tested -= 1

    def test(self, node: Node) -> bool:
        """Run a condition, whose failure ends nothing; whether it holds."""
        self.shell.tested += 1
        try:
            return self.run(node) == 0
        finally:
            self.shell.tested -= 1

    def _compound(self, node: Node) -> int:
        self.enter()
        try:
            if not node.redirects:
                return BARE[type(node)](self, node)
            self.shell.line = node.line
            undo, before = Undo(self.shell), len(self.shell.substituted)
            try:
                if not redirect(self.shell, node.redirects, undo):
                    return self.failed(1)
                return BARE[type(node)](self, node)
            finally:
                undo.restore()
                self.close_substituted(before)
        finally:
            self.shell.depth -= 1

    def run_program(self, words: list[str], path: str | None) -> int:
        """Run a program by its words, for builtins that are given a command."""
        return self.failed(simple.run_words(self.shell, words, path))

    def run_builtin(self, words: list[str]) -> int:
        """Run a builtin by its words."""
        return simple.run_builtin_named(self.shell, words)

    # -- substitutions

    def capture(self, part: CommandSubstitution) -> str:
        """What the command in ``$(...)`` prints."""
        return substitution.capture(self, part)

    def process_substitution(self, part: ProcessSubstitution) -> str:
        """The name of the file behind ``<(...)``."""
        return substitution.process_substitution(self, part)


Runner = Callable[[Executor, Any], int]

BARE: dict[type[Node], Runner] = {
    Group: lambda executor, node: executor.run(node.body),
    If: compound.run_if,
    While: compound.run_while,
    For: compound.run_for,
    ArithmeticFor: compound.run_arithmetic_for,
    Case: compound.run_case,
    ArithmeticCommand: compound.run_arithmetic,
    ConditionCommand: run_condition,
    Function: compound.define_function,
}

RUN: dict[type[Node], Runner] = dict.fromkeys(BARE, Executor._compound) | {
    Simple: simple.run_simple,
    List: Executor._list,
    AndOr: Executor._and_or,
    Pipeline: pipeline.run_pipeline,
    Subshell: pipeline.run_subshell,
}
