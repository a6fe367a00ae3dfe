"""awk's statements (POSIX, awk: Grammar)."""

from collections.abc import Callable

from kshell.userland.awk.expressions import ExpressionParser
from kshell.userland.awk.state import Expression, State
from kshell.userland.awk.values import UNSET, Value, number, sprintf, string, truth

Statement = Callable[[State], None]
LOOPS_END = ("newline", ";", "}")


class Break(Exception):
    """break"""


class Continue(Exception):
    """continue"""


class Next(Exception):
    """next"""


class Exit(Exception):
    """exit; ``status`` is None when none was given."""

    def __init__(self, status: int | None) -> None:
        super().__init__(status)
        self.status = status


class Return(Exception):
    """return"""

    def __init__(self, value: Value) -> None:
        super().__init__(value)
        self.value = value


class StatementParser(ExpressionParser):
    """Parses statements."""

    def block(self) -> Statement:
        self.need("{")
        statements = self._statements()
        self.need("}")
        return _sequence(statements)

    def _statements(self) -> list[Statement]:
        statements: list[Statement] = []
        while True:
            while self.take("newline", ";"):
                pass
            if self.kind in ("}", "end"):
                return statements
            statements.append(self._statement())

    def _statement(self) -> Statement:
        if self.kind == "{":
            return self.block()
        makers = {"if": self._if, "while": self._while, "do": self._do, "for": self._for}
        token = self.take(*makers)
        if token is not None:
            return makers[token.kind]()
        if self.take(";"):
            return lambda _: None
        statement = self._simple()
        if self.kind not in (*LOOPS_END, "end"):
            raise self.problem()
        self.take(";", "newline")
        return statement

    def _body(self) -> Statement:
        """The statement that belongs to an if or a loop."""
        self.newlines()
        return self._statement()

    def _condition(self) -> Expression:
        self.need("(")
        condition = self.expression()
        self.need(")")
        return condition

    def _if(self) -> Statement:
        condition = self._condition()
        yes = self._body()
        start = self.at
        while self.take("newline", ";"):
            pass
        if not self.take("else"):
            self.at = start
            return lambda s: yes(s) if truth(condition(s)) else None
        no = self._body()
        return lambda s: yes(s) if truth(condition(s)) else no(s)

    def _while(self) -> Statement:
        condition = self._condition()
        body = self._body()
        return self._loop(condition, body, None)

    def _do(self) -> Statement:
        body = self._body()
        while self.take("newline", ";"):
            pass
        self.need("while")
        condition = self._condition()
        loop = self._loop(condition, body, None)

        def run(state: State) -> None:
            try:
                body(state)
            except Break:
                return
            except Continue:
                pass
            loop(state)

        return run

    def _for(self) -> Statement:
        self.need("(")
        if [token.kind for token in self.tokens[self.at : self.at + 4]] == ["name", "in", "name", ")"]:
            return self._for_in()
        first = self._simple() if self.kind != ";" else None
        self.need(";")
        self.newlines()
        condition = self.expression() if self.kind != ";" else lambda _: 1.0
        self.need(";")
        self.newlines()
        step = self._simple() if self.kind != ")" else None
        self.need(")")
        loop = self._loop(condition, self._body(), step)
        return _sequence([first, loop]) if first is not None else loop

    def _for_in(self) -> Statement:
        variable = self.lvalue()
        self.need("in")
        array = self.array(self.need("name").text)
        self.need(")")
        body = self._body()

        def run(state: State) -> None:
            for key in list(array(state)):
                if variable is not None:
                    variable.put(state, key)
                try:
                    body(state)
                except Break:
                    return
                except Continue:
                    continue

        return run

    def _loop(self, condition: Expression, body: Statement, step: Statement | None) -> Statement:
        tick = self.outside.tick

        def run(state: State) -> None:
            while truth(condition(state)):
                tick()
                try:
                    body(state)
                except Break:
                    return
                except Continue:
                    pass
                if step is not None:
                    step(state)

        return run

    def _simple(self) -> Statement:
        """A statement without others in it."""
        if self.take("print"):
            return self._print()
        if self.take("printf"):
            return self._printf()
        if self.take("delete"):
            return self._delete()
        for kind, leave in (("next", Next), ("break", Break), ("continue", Continue)):
            if self.take(kind):
                return _raises(leave)
        token = self.take("exit", "return")
        if token is None:
            expression = self.expression()
            return lambda s: _ignore(expression(s))
        value = self.expression() if self.kind not in LOOPS_END else None
        if token.kind == "exit":
            return lambda s: _exit(int(number(value(s))) & 0xFF if value is not None else None)
        return lambda s: _return(value(s) if value is not None else UNSET)

    def _delete(self) -> Statement:
        name = self.need("name").text
        if self.kind != "[":
            array = self.array(name)
            return lambda s: array(s).clear()
        self.at -= 1
        array = self.array(name)
        self.at += 2
        keys = [self.expression()]
        while self.take(","):
            keys.append(self.expression())
        self.need("]")
        return lambda s: _ignore(array(s).pop(s.text("SUBSEP").join(s.string(key(s)) for key in keys), None))

    # -- output

    def _listed(self) -> list[Expression]:
        """What is to be printed; the list may stand in parentheses."""
        if self.kind in (*LOOPS_END, ">", ">>", "|"):
            return []
        start, depth = self.at, 0
        if self.kind == "(":
            for end in range(self.at, len(self.tokens)):
                depth += (self.tokens[end].kind == "(") - (self.tokens[end].kind == ")")
                if not depth:
                    break
            if self.tokens[min(end + 1, len(self.tokens) - 1)].kind in (*LOOPS_END, ">", ">>", "|", "end"):
                self.at = start + 1
                return self.arguments()
        listed = [self.expression(printing=True)]
        while self.take(","):
            self.newlines()
            listed.append(self.expression(printing=True))
        return listed

    def _target(self) -> tuple[str, Expression]:
        """Where output goes: nothing, or the sign and the name of a file or command."""
        token = self.take(">", ">>", "|")
        return (token.kind, self._concatenation()) if token is not None else ("", lambda _: "")

    def _print(self) -> Statement:
        listed = self._listed()
        kind, name = self._target()

        def run(state: State) -> None:
            form = state.text("OFMT")
            texts = [string(value(state), form) for value in listed] if listed else [state.record]
            self.outside.streams.write(
                state.text("OFS").join(texts) + state.text("ORS"), kind, state.string(name(state))
            )

        return run

    def _printf(self) -> Statement:
        listed = self._listed()
        if not listed:
            raise self.problem()
        kind, name = self._target()

        def run(state: State) -> None:
            form, *values = [value(state) for value in listed]
            self.outside.streams.write(sprintf("printf", state.string(form), values), kind, state.string(name(state)))

        return run


def _sequence(statements: list[Statement]) -> Statement:
    def run(state: State) -> None:
        for statement in statements:
            statement(state)

    return run


def _ignore(_: object) -> None:
    """The value is not wanted."""


def _raises(leave: type[Exception]) -> Statement:
    def run(_: State) -> None:
        raise leave

    return run


def _exit(status: int | None) -> None:
    raise Exit(status)


def _return(value: Value) -> None:
    raise Return(value)
