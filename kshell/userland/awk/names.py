"""awk's tokens one by one, and its names: variables, elements of arrays, fields."""

from collections.abc import Callable

from kshell.userland.awk.lex import SyntaxProblem, Token
from kshell.userland.awk.operators import Lvalue, calculated, constant, element, stepped, subscript
from kshell.userland.awk.state import Array, Cell, Expression, State
from kshell.userland.awk.values import UNSET, RunTimeError, Value, number


class Names:
    """Goes through tokens. ``locals`` are the parameters of the function that is being parsed, ``arrays`` those of
    them that are arrays."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.locals: dict[str, int] = {}
        self.arrays: set[int] = set()

    def expression(self, *, printing: bool = False) -> Expression:
        """An expression. ``printing`` leaves ``>`` to print."""
        raise NotImplementedError

    def primary(self) -> Expression:
        """An expression without operators."""
        raise NotImplementedError

    # -- tokens

    @property
    def kind(self) -> str:
        return self.tokens[self.at].kind

    def take(self, *kinds: str) -> Token | None:
        """The next token if it is one of these kinds."""
        if self.kind not in kinds:
            return None
        self.at += 1
        return self.tokens[self.at - 1]

    def need(self, kind: str) -> Token:
        """The next token, which must be of this kind; SyntaxProblem."""
        token = self.take(kind)
        if token is None:
            raise self.problem()
        return token

    def problem(self) -> SyntaxProblem:
        """What is wrong with the next token."""
        token = self.tokens[self.at]
        if token.kind == "end":
            return SyntaxProblem(token.line, "missing } near end of file")
        near = "end of line" if token.kind == "newline" else token.text
        return SyntaxProblem(token.line, f"syntax error at or near {near}")

    def newlines(self) -> None:
        while self.take("newline"):
            pass

    # -- names

    def lvalue(self) -> Lvalue | None:
        """A variable, an element or a field, if there is one."""
        if self.take("$"):
            return self._field()
        token = self.take("name")
        if token is None:
            return None
        if self.take("["):
            keys = [self.expression()]
            while self.take(","):
                self.newlines()
                keys.append(self.expression())
            self.need("]")
            return element(self.array(token.text), subscript(keys))
        return self._variable(token.text)

    def _field(self) -> Lvalue:
        token = self.take("++", "--")
        if token is not None:
            inner = self.lvalue()
            if inner is None:
                raise self.problem()
            place = stepped(inner, 1.0 if token.kind == "++" else -1.0, first=True)
        elif self.take("-"):
            operand = self.primary()
            place = calculated(constant(0.0), "-", operand)
        else:
            place = self.primary()
        return Lvalue(lambda s: s.field(int(number(place(s)))), lambda s, v: s.set_field(int(number(place(s))), v))

    def _variable(self, name: str) -> Lvalue:
        if name == "NF" and name not in self.locals:
            return Lvalue(lambda s: float(s.nf), lambda s, v: s.set_nf(int(number(v))))
        cell = self.cell(name)

        def get(state: State) -> Value:
            found = cell(state)
            if isinstance(found, dict):
                raise RunTimeError(f"type error in arg to {name}")
            return found

        at = self.locals.get(name)
        if at is not None:
            return Lvalue(get, lambda s, v: s.frame.__setitem__(at, v))
        return Lvalue(get, lambda s, v: s.globals.__setitem__(name, v))

    def cell(self, name: str) -> Callable[[State], Cell]:
        """What is behind a name, a value or an array."""
        at = self.locals.get(name)
        if at is not None:
            return lambda s: s.frame[at]
        return lambda s: s.globals.get(name, UNSET)

    def array(self, name: str) -> Callable[[State], Array]:
        """The array behind a name."""
        at = self.locals.get(name)
        if at is None:
            return lambda s: s.array(name)
        self.arrays.add(at)

        def local(state: State) -> Array:
            found = state.frame[at]
            if not isinstance(found, dict):
                found = state.frame[at] = {}
            return found

        return local
