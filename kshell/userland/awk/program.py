"""awk's programs: rules and functions (POSIX, awk: Grammar)."""

from collections.abc import Callable
from typing import NamedTuple

from kshell.userland.awk.calls import Function
from kshell.userland.awk.lex import SyntaxProblem
from kshell.userland.awk.state import State
from kshell.userland.awk.statements import Return, Statement, StatementParser
from kshell.userland.awk.values import UNSET, Value, truth


class Rule(NamedTuple):
    """A pattern and what is to be done where it holds."""

    holds: Callable[[State], bool]
    action: Statement


class Program(NamedTuple):
    """What is done before the first record, with each record, and after the last one."""

    begin: list[Statement]
    rules: list[Rule]
    end: list[Statement]


class Parser(StatementParser):
    """Parses a program; SyntaxProblem."""

    def program(self) -> Program:
        """The whole program."""
        program = Program([], [], [])
        while True:
            while self.take("newline", ";"):
                pass
            if self.take("end"):
                break
            self._item(program)
        for name, line in self.called:
            if name not in self.functions:
                raise SyntaxProblem(line + 1, f"function {name} never defined")
        return program

    def _item(self, program: Program) -> None:
        if self.take("function", "func") and self.tokens[self.at - 1].text in ("function", "func"):
            self._function()
        elif self.take("BEGIN"):
            program.begin.append(self.block())
        elif self.take("END"):
            program.end.append(self.block())
        elif self.kind == "{":
            program.rules.append(Rule(lambda _: True, self.block()))
        else:
            pattern = self._pattern()
            action = self.block() if self.kind == "{" else self._print_record
            program.rules.append(Rule(pattern, action))

    def _print_record(self, state: State) -> None:
        self.outside.streams.write(state.record + state.text("ORS"), "", "")

    def _pattern(self) -> Callable[[State], bool]:
        first = self.expression()
        if not self.take(","):
            return lambda s: truth(first(s))
        self.newlines()
        last = self.expression()
        inside = [False]

        def within(state: State) -> bool:
            if not inside[0] and not truth(first(state)):
                return False
            inside[0] = not truth(last(state))
            return True

        return within

    def _function(self) -> None:
        token = self.take("name", "function")
        if token is None:
            raise self.problem()
        self.need("(")
        self.locals = {}
        while not self.take(")"):
            if self.locals:
                self.need(",")
                self.newlines()
            self.locals[self.need("name").text] = len(self.locals)
        self.arrays = set()
        function = Function(len(self.locals), self.arrays, [])
        self.functions[token.text] = function
        self.newlines()
        body = self.block()

        def run(state: State) -> Value:
            try:
                body(state)
            except Return as back:
                return back.value
            return UNSET

        function.body.append(run)
        function.arrays.update(self.arrays)
        self.locals, self.arrays = {}, set()
