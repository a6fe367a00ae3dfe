"""Calls in awk: its own functions, those of the program, and getline."""

from collections.abc import Callable
from typing import NamedTuple

from kshell.userland.awk.functions import Functions, check_arity, split, substitute
from kshell.userland.awk.lex import Token
from kshell.userland.awk.names import Names
from kshell.userland.awk.operators import Lvalue, constant
from kshell.userland.awk.state import Array, Cell, Expression, State
from kshell.userland.awk.streams import Streams
from kshell.userland.awk.values import UNSET, Value, from_input

RECORD = Lvalue(lambda s: s.field(0), lambda s, v: s.set_field(0, v))


class Function(NamedTuple):
    """A function of the program: how many parameters it has, which of them are arrays, and what it does."""

    parameters: int
    arrays: set[int]
    body: list[Callable[[State], Value]]


class Outside(NamedTuple):
    """What a program deals with: its files, awk's own functions, the next record of the input, and ``tick()``.

    ``tick`` is called in loops: a program that only computes must let others run.
    """

    streams: Streams
    own: Functions
    main: Callable[[State], str | None]
    tick: Callable[[], None]


class Match:
    """An expression that stands alone: whether it matches $0."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __call__(self, state: State) -> Value:
        return float(state.regex(self.pattern).matches(state.record))


class Calls(Names):
    """Parses calls. ``functions`` are those of the program, ``called`` the names and lines of those it calls."""

    def __init__(self, tokens: list[Token], outside: Outside) -> None:
        super().__init__(tokens)
        self.functions: dict[str, Function] = {}
        self.called: list[tuple[str, int]] = []
        self.outside = outside

    def arguments(self) -> list[Expression]:
        arguments: list[Expression] = []
        self.newlines()
        while not self.take(")"):
            if arguments:
                self.need(",")
                self.newlines()
            arguments.append(self.expression())
            self.newlines()
        return arguments

    def builtin(self, name: str) -> Expression:
        if name == "length":
            return self._length()
        if name == "split":
            return self._split()
        if name in ("sub", "gsub"):
            return self._sub(name)
        self.need("(")
        arguments = self.arguments()
        check_arity(name, len(arguments))
        if name == "match":
            arguments[1] = self._pattern_of(arguments[1])
        own = self.outside.own
        return lambda s: own.call(name, s, [argument(s) for argument in arguments])

    def _length(self) -> Expression:
        if not self.take("("):
            return lambda s: float(len(s.record))
        if self.kind == "name" and self.tokens[self.at + 1].kind == ")":
            cell = self.cell(self.need("name").text) if self.tokens[self.at].text != "NF" else None
            if cell is not None:
                self.need(")")
                return lambda s: _size(s, cell(s))
        arguments = self.arguments()
        check_arity("length", len(arguments))
        return (lambda s: float(len(s.string(arguments[0](s))))) if arguments else (lambda s: float(len(s.record)))

    def _split(self) -> Expression:
        self.need("(")
        text = self.expression()
        self.need(",")
        array = self.array(self.need("name").text)
        separator = self._pattern_of(self.expression()) if self.take(",") else _field_separator
        self.need(")")

        def run(state: State) -> Value:
            made = split(state, state.string(text(state)), state.string(separator(state)))
            target = array(state)
            target.clear()
            target.update(made)
            return float(len(made))

        return run

    def _sub(self, name: str) -> Expression:
        self.need("(")
        pattern = self._pattern_of(self.expression())
        self.need(",")
        replacement = self.expression()
        target = self._target_of() if self.take(",") else RECORD
        self.need(")")

        def run(state: State) -> Value:
            before = state.string(target.get(state))
            spelled, text = state.string(pattern(state)), state.string(replacement(state))
            after, count = substitute(state, spelled, text, before, everywhere=name == "gsub")
            if count:
                target.put(state, after)
            return float(count)

        return run

    def _pattern_of(self, expression: Expression) -> Expression:
        """What gives a pattern: the text of an expression between slashes, not whether it matches $0."""
        return constant(expression.pattern) if isinstance(expression, Match) else expression

    def _target_of(self) -> Lvalue:
        target = self.lvalue()
        if target is None:
            raise self.problem()
        return target

    def call(self, token: Token) -> Expression:
        self.need("(")
        names: dict[int, str] = {}
        arguments: list[Expression] = []
        while not self.take(")"):
            if arguments:
                self.need(",")
                self.newlines()
            if self.kind == "name" and self.tokens[self.at + 1].kind in (",", ")"):
                names[len(arguments)] = self.tokens[self.at].text
            arguments.append(self.expression())
        self.called.append((token.text, token.line))
        cells = {at: self.cell(name) for at, name in names.items() if name != "NF"}
        arrays = {at: self._lazy_array(name) for at, name in names.items()}
        functions, tick = self.functions, self.outside.tick

        def run(state: State) -> Value:
            tick()
            function = functions[token.text]
            frame: list[Cell] = []
            for at, argument in enumerate(arguments):
                wanted = at in function.arrays and at in arrays
                frame.append(arrays[at](state) if wanted else cells[at](state) if at in cells else argument(state))
            frame += [UNSET] * (function.parameters - len(frame))
            before, state.frame = state.frame, frame
            try:
                return function.body[0](state)
            finally:
                state.frame = before

        return run

    def _lazy_array(self, name: str) -> Callable[[State], Array]:
        """An array that is passed on; only then it is one."""
        arrays = set(self.arrays)
        made = self.array(name)
        self.arrays = arrays
        return made

    def getline(self, kind: str, command: Expression | None) -> Expression:
        """``getline``, ``getline < file`` and ``command | getline``, each into a variable or into $0."""
        target = self.lvalue() if self.kind in ("name", "$") else None
        source = command
        if not kind and self.take("<"):
            kind, source = "<", self.primary()

        def run(state: State) -> Value:
            if source is None:
                line = self.outside.main(state)
            else:
                records = self.outside.streams.records(kind, state.string(source(state)))
                if records is None:
                    return -1.0
                try:
                    line = records.next()
                except OSError:
                    return -1.0
            if line is None:
                return 0.0
            if target is not None:
                target.put(state, from_input(line))
            else:
                state.set_record(line)
            return 1.0

        return run


def _field_separator(state: State) -> Value:
    return state.text("FS")


def _size(state: State, cell: Cell) -> float:
    return float(len(cell) if isinstance(cell, dict) else len(state.string(cell)))
