"""printf (bash builtins/printf.def)."""

import re

from kshell.shell.builtins.call import Call, Usage
from kshell.shell.builtins.declare import valid_name
from kshell.shell.expand.quote import backslash_quote
from kshell.shell.syntax.ansi_c import echo_escapes, escapes
from kshell.shell.variables import ReadOnly
from kshell.userland.libc.localtime import NSEC_PER_SEC, gmtime, strftime

_DIRECTIVE = re.compile(r"%(?:(%)|([-+ #0']*)(\*|\d+)?(?:\.(\*|-?\d*))?(?:hh|h|ll|l|L|j|z|t)?(\([^)]*\)T|[a-zA-Z])?)")
LENGTHS = "hlLjzt"
_INTEGER = re.compile(r"[ \t\n]*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)")
_FLOAT = re.compile(
    r"[ \t]*[+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|inf(?:inity)?|nan)", re.IGNORECASE
)
UNSIGNED = 1 << 64


class Stop(Exception):
    """``\\c`` or a wrong directive: no more output."""


class Printf:
    """One call: the format is used as often as there are arguments."""

    def __init__(self, call: Call, form: str, arguments: list[str], *, prints: bool = True) -> None:
        self._call = call
        self._form = form
        self._left = arguments
        self._prints = prints
        self.status = 0
        self.text = ""

    def run(self) -> None:
        """Fill ``text`` and ``status``."""
        try:
            while True:
                before = len(self._left)
                self._once()
                if not self._left or len(self._left) == before:
                    return
        except Stop:
            return

    def _once(self) -> None:
        at = 0
        for match in _DIRECTIVE.finditer(self._form):
            self._plain(self._form[at : match.start()])
            self._directive(match)
            at = match.end()
        self._plain(self._form[at:])

    def _plain(self, text: str) -> None:
        self.text += escapes(text.replace("\\c", "\\\\c")) if "\\" in text else text

    def _argument(self) -> str:
        return self._left.pop(0) if self._left else ""

    def _directive(self, match: "re.Match[str]") -> None:
        percent, flags, width, precision, kind = match.groups()
        if percent:
            self.text += "%"
            return
        if kind is None:
            what = match[0][-1]
            after = self._form[match.end() : match.end() + 1]
            if after:
                self._complain(f"`{after}': invalid format character")
            else:
                self._complain(f"`{'%' + what if what in LENGTHS else what}': missing format character")
            self.status = 1
            raise Stop
        if width == "*":
            width = str(self._integer(self._argument()))
        if width and width.startswith("-"):
            flags, width = flags + "-", width[1:]
        if precision == "*":
            precision = str(self._integer(self._argument()))
        size = int(width or 0)
        digits = None if precision is None or precision.startswith("-") else int(precision or 0)
        shown = self._converted(kind, flags, size, digits)  # it may print what there is so far
        self.text += shown

    def _converted(self, kind: str, flags: str, width: int, precision: int | None) -> str:
        if kind in ("s", "c", "b", "q", "Q") or kind.endswith("T"):
            return _padded(self._string(kind, precision), flags, width)
        if kind in "diuoxX":
            number = self._integer(self._argument())
            return _integer(kind, flags, width, precision, number)
        if kind in "eEfFgGaA":
            dot = "" if precision is None else f".{precision}"
            letter = "e" if kind in "aA" else kind
            return f"%{flags.replace(chr(39), '')}{width or ''}{dot}{letter}" % self._float(self._argument())
        self._complain(f"`{kind}': invalid format character")
        self.status = 1
        raise Stop

    def _string(self, kind: str, precision: int | None) -> str:
        if kind.endswith("T"):
            return self._time(kind[1:-2])
        value = self._argument()
        if kind == "c":
            return value[:1]
        if kind in "qQ":
            return _cut(backslash_quote(value), precision) if kind == "q" else backslash_quote(_cut(value, precision))
        if kind == "b":
            value, stopped = echo_escapes(value)
            if stopped:
                self.text += _cut(value, precision)
                raise Stop
        return _cut(value, precision)

    def _time(self, form: str) -> str:
        argument = self._argument()
        seconds = self._integer(argument) if argument else -1
        if seconds in (-1, -2):
            seconds = self._call.shell.sys.clock_gettime(0) // NSEC_PER_SEC
        return strftime(form or "%H:%M:%S", gmtime(seconds * NSEC_PER_SEC))

    def _integer(self, text: str) -> int:
        if text[:1] in ("'", '"'):
            return ord(text[1]) if len(text) > 1 else 0
        match = _INTEGER.match(text)
        if match is None:
            if text:
                self._wrong(text)
            return 0
        digits = match[2]
        value = int(digits, 16) if digits[:2] in ("0x", "0X") else int(digits, 8 if digits[0] == "0" else 10)
        value = -value if match[1] == "-" else value
        if match.end() < len(text):
            self._wrong(text)
        if not -(UNSIGNED >> 1) <= value < UNSIGNED >> 1:
            self._complain(f"warning: {text}: Numerical result out of range")
            value = max(-(UNSIGNED >> 1), min(value, (UNSIGNED >> 1) - 1))
        return value

    def _float(self, text: str) -> float:
        if text[:1] in ("'", '"'):
            return float(ord(text[1])) if len(text) > 1 else 0.0
        match = _FLOAT.match(text)
        if match is None:
            if text:
                self._wrong(text)
            return 0.0
        if match.end() < len(text):
            self._wrong(text)
        return float(match[0])

    def _complain(self, text: str) -> None:
        """A message, behind the lines that are complete: standard output is line-buffered."""
        if self._prints:
            lines, newline, self.text = self.text.rpartition("\n")
            if newline:
                self._call.out_lines(lines + newline)
        self._call.complain(text)

    def _wrong(self, text: str) -> None:
        digits = text.lstrip(" \t\n+-")
        kind = "hex " if digits[:2].lower() == "0x" else "octal " if digits[:1] == "0" and len(digits) > 1 else ""
        self._complain(f"{text}: invalid {kind}number")
        self.status = 1


def _padded(text: str, flags: str, width: int) -> str:
    """Text with blanks up to a width, which counts bytes as C's printf does."""
    blanks = " " * (width - len(text.encode("utf-8", "surrogateescape")))
    return text + blanks if "-" in flags else blanks + text


def _cut(text: str, precision: int | None) -> str:
    """The first bytes of a text."""
    if precision is None or text.isascii():
        return text[:precision]
    return text.encode("utf-8", "surrogateescape")[:precision].decode("utf-8", "surrogateescape")


def _integer(kind: str, flags: str, width: int, precision: int | None, number: int) -> str:
    if kind in "uoxX" and number < 0:
        number += UNSIGNED
    dot = "" if precision is None else f".{precision}"
    letter = "d" if kind in "diu" else kind
    form = flags.replace("'", "") if kind in "di" else flags.replace("'", "").replace("+", "").replace(" ", "")
    text = f"%{form}{width or ''}{dot}{letter}" % number
    return text.replace("0o", "0") if kind == "o" and "#" in flags else text


def _printf(call: Call) -> int:
    options = dict(call.options("v:"))
    if not call.args:
        raise Usage
    name = options.get("v")
    if name is not None and not valid_name(name.partition("[")[0]):
        call.complain(f"`{name}': not a valid identifier")
        return 2
    job = Printf(call, call.args[0], call.args[1:], prints=name is None)
    job.run()
    if name is None:
        call.out_lines(job.text)
        return job.status
    try:
        call.shell.assign_text(name, job.text)
    except ReadOnly as problem:
        call.shell.complain(f"{problem.name}: readonly variable")
        return 1
    return job.status


BUILTINS = {"printf": _printf}
