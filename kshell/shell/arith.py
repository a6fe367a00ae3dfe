"""$(( )): C's integer arithmetic on 64 bits (bash(1), ARITHMETIC EVALUATION)."""

import re
from collections.abc import Callable

_TOKEN = re.compile(
    r"\s*(0[xX][0-9a-fA-F]+|\d+|[A-Za-z_]\w*|\*\*|<<=|>>=|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|\+\+|--|\S)"
)
_BINARY = (
    ("||",), ("&&",), ("|",), ("^",), ("&",), ("==", "!="), ("<=", ">=", "<", ">"), ("<<", ">>"), ("+", "-"),
    ("*", "/", "%"),
)  # fmt: skip


class ArithmeticProblem(Exception):
    """What bash says behind the expression: ``division by 0 (error token is "0")``."""


class Arithmetic:
    """Evaluates one expression; variables are read and written through the two functions."""

    def __init__(self, text: str, read: Callable[[str], str], write: Callable[[str, str], None]) -> None:
        self._tokens = [m[1] for m in _TOKEN.finditer(text) if m[1]]
        self._at = 0
        self._read, self._write = read, write

    def value(self) -> int:
        """The result; 0 for nothing. ArithmeticProblem."""
        if not self._tokens:
            return 0
        result = self._comma()
        if self._at < len(self._tokens):
            raise ArithmeticProblem(f'syntax error in expression (error token is "{self._rest()}")')
        return result

    def _rest(self) -> str:
        return " ".join(self._tokens[self._at :])

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self, *texts: str) -> str:
        if self._peek() in texts and self._peek():
            self._at += 1
            return self._tokens[self._at - 1]
        return ""

    def _comma(self) -> int:
        value = self._assignment()
        while self._take(","):
            value = self._assignment()
        return value

    def _assignment(self) -> int:
        name = self._peek()
        operator = self._tokens[self._at + 1] if self._at + 1 < len(self._tokens) else ""
        if re.fullmatch(r"[A-Za-z_]\w*", name) and re.fullmatch(r"=|[-+*/%&|^]=|<<=|>>=", operator):
            self._at += 2
            value = self._assignment()
            if operator != "=":
                value = self._apply(operator[:-1], self._variable(name), value)
            self._write(name, str(value))
            return value
        condition = self._level(0)
        if self._take("?"):
            yes = self._assignment()
            if not self._take(":"):
                raise ArithmeticProblem('`:\' expected for conditional expression (error token is "")')
            no = self._assignment()
            return yes if condition else no
        return condition

    def _level(self, level: int) -> int:
        if level == len(_BINARY):
            return self._power()
        value = self._level(level + 1)
        while operator := self._take(*_BINARY[level]):
            value = self._apply(operator, value, self._level(level + 1))
        return value

    def _power(self) -> int:
        value = self._unary()
        if self._take("**"):
            value = _wrap(value ** max(self._power(), 0))
        return value

    def _unary(self) -> int:
        if operator := self._take("-", "+", "!", "~", "++", "--"):
            if operator in ("++", "--"):
                name = self._peek()
                self._at += 1
                value = self._variable(name) + (1 if operator == "++" else -1)
                self._write(name, str(value))
                return value
            value = self._unary()
            return {"-": -value, "+": value, "!": int(not value), "~": ~value}[operator]
        return self._primary()

    def _primary(self) -> int:
        if self._take("("):
            value = self._comma()
            if not self._take(")"):
                raise ArithmeticProblem(f'missing `)\' (error token is "{self._rest()}")')
            return value
        token = self._peek()
        self._at += 1
        if token[:1].isdigit():
            return _number(token)
        if re.fullmatch(r"[A-Za-z_]\w*", token):
            value = self._variable(token)
            if operator := self._take("++", "--"):
                self._write(token, str(value + (1 if operator == "++" else -1)))
            return value
        self._at -= 1
        raise ArithmeticProblem(f'syntax error: operand expected (error token is "{self._rest()}")')

    def _variable(self, name: str) -> int:
        text = self._read(name).strip()
        if not text:
            return 0
        if re.fullmatch(r"-?\d+|0[xX][0-9a-fA-F]+", text):
            return _number(text)
        if text == name:
            return 0
        return Arithmetic(text, self._read, self._write).value()

    def _apply(self, operator: str, a: int, b: int) -> int:
        if operator in ("/", "%"):
            if not b:
                raise ArithmeticProblem(f'division by 0 (error token is "{self._tokens[self._at - 1]}")')
            quotient = abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)
            return quotient if operator == "/" else a - quotient * b
        return _wrap(
            {
                "||": lambda: int(bool(a or b)), "&&": lambda: int(bool(a and b)), "|": lambda: a | b,
                "^": lambda: a ^ b, "&": lambda: a & b, "==": lambda: int(a == b), "!=": lambda: int(a != b),
                "<=": lambda: int(a <= b),
                ">=": lambda: int(a >= b), "<": lambda: int(a < b), ">": lambda: int(a > b),
                "<<": lambda: a << (b & 63), ">>": lambda: a >> (b & 63), "+": lambda: a + b, "-": lambda: a - b,
                "*": lambda: a * b,
            }[operator]()
        )  # fmt: skip


def _wrap(value: int) -> int:
    value &= (1 << 64) - 1
    return value - (value >> 63 << 64)


def _number(text: str) -> int:
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    base = 16 if digits[:2].lower() == "0x" else 8 if digits.startswith("0") and len(digits) > 1 else 10
    try:
        return sign * int(digits, base)
    except ValueError:
        raise ArithmeticProblem(f'{text}: value too great for base (error token is "{text}")') from None
