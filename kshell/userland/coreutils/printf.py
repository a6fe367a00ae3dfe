"""printf: format and print (coreutils 9.1; at the prompt the shell's own printf answers)."""

import re
from collections.abc import Iterator

from kshell.userland import coreutils
from kshell.userland.coreutils.escapes import LETTERS, byte_text, unescaped
from kshell.userland.gnulib.quoting import quoted
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process

USAGE = """\
Usage: {name} FORMAT [ARGUMENT]...
  or:  {name} OPTION
Print ARGUMENT(s) according to FORMAT, or execute according to OPTION:

      --help        display this help and exit
      --version     output version information and exit

FORMAT controls the output as in C printf.  Interpreted sequences are:

  \\"      double quote
  \\\\      backslash
  \\a \\b \\e \\f \\n \\r \\t \\v  as in C
  \\c      produce no further output
  \\NNN    byte with octal value NNN (1 to 3 digits)
  \\xHH    byte with hexadecimal value HH (1 to 2 digits)
  %%      a single %
  %b      ARGUMENT as a string with '\\' escapes interpreted
  %q      ARGUMENT is printed in a format that can be reused as shell input

and all C format specifications ending with one of diouxXfeEgGcs, with
ARGUMENTs converted to proper type first.  Variable widths are handled.
"""
_SPEC = re.compile(r"%([-+ #0']*)(\*|\d*)(?:\.(\*|-?\d*))?(?:hh|h|ll|l|L|q(?=[diouxX])|j|t|z)?(.?)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|(.))", re.DOTALL)
_INTEGER = re.compile(r"\s*([-+]?)(0[xX][0-9a-fA-F]+|\d+)")
_FLOAT = re.compile(r"\s*([-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|inf|nan))", re.IGNORECASE)
INTMAX, INTMIN, UINTMAX = (1 << 63) - 1, -(1 << 63), (1 << 64) - 1


class Ended(Exception):
    r"""A ``\c`` has ended all output."""


class Wrong(Exception):
    """The format is none; the text is the message."""


def main(p: Process) -> int:
    if p.args in (["--help"], ["--version"]):
        parsed = coreutils.parse(p, "", (), USAGE)
        return parsed if isinstance(parsed, int) else 0
    words = p.args[1:] if p.args[:1] == ["--"] else p.args
    if not words:
        return coreutils.refuse(p, "missing operand")
    with Stdout(p) as out:
        printer = _Printer(out, words[1:])
        try:
            printer.all(words[0])
        except Ended:
            pass
        except Wrong as wrong:
            out.error(str(wrong))
            return 1
        return printer.status


class _Printer:
    """Prints a format until all arguments are used up; ``status`` is the exit status so far."""

    def __init__(self, out: Stdout, arguments: list[str]) -> None:
        self.status = 0
        self._out = out
        self._left = list(arguments)

    def all(self, form: str) -> None:
        """Print the format again and again; Ended, Wrong."""
        while True:
            before = len(self._left)
            for text in self._pieces(form):
                self._out.write(text)
            if not self._left:
                return
            if len(self._left) == before:
                self._out.error(f"warning: ignoring excess arguments, starting with '{self._left[0]}'")
                return

    def _pieces(self, form: str) -> Iterator[str]:
        at = 0
        while at < len(form):
            if form[at] == "\\":
                text, at = self._escape(form, at)
                yield text
            elif form.startswith("%%", at):
                at += 2
                yield "%"
            elif form[at] == "%":
                found = _SPEC.match(form, at)
                if found is None or found[4] not in "diouxXfFeEgGcsbq" or not found[4]:
                    raise Wrong(f"{found[0] if found else form[at:]}: invalid conversion specification")
                at = found.end()
                yield self._converted(found)
            else:
                end = min(
                    (place for place in (form.find("%", at), form.find("\\", at)) if place >= 0), default=len(form)
                )
                yield form[at:end]
                at = end

    def _escape(self, form: str, at: int) -> tuple[str, int]:
        found = _ESCAPE.match(form, at)
        if found is None:
            return "\\", at + 1
        if found[1] or found[2]:
            return byte_text(int(found[1], 8) if found[1] else int(found[2], 16)), found.end()
        if found[3] == "c":
            raise Ended
        return LETTERS.get(found[3]) or ('"' if found[3] == '"' else found[0]), found.end()

    def _next(self) -> str:
        return self._left.pop(0) if self._left else ""

    def _converted(self, found: re.Match[str]) -> str:
        """One argument as a specification wants it; Ended."""
        flags = found[1].replace("'", "")
        width = self._integer(self._next()) if found[2] == "*" else int(found[2] or 0)
        if width < 0:
            flags, width = flags + "-", -width
        precision = self._integer(self._next()) if found[3] == "*" else found[3]
        dot = "" if found[3] is None or (isinstance(precision, int) and precision < 0) else f".{precision or 0}"
        letter, argument = found[4], self._next()
        if letter in "diouxX":
            number = self._integer(argument, signed=letter in "di")
            return _integer_text(flags, width, dot, letter, number)
        if letter in "fFeEgG":
            return f"%{flags}{width or ''}{dot}{letter}" % self._float(argument)
        if letter == "b":
            text, ended = unescaped(argument)
            if ended:
                self._out.write(text)
                raise Ended
        elif letter == "q":
            text = quoted(argument)
        else:
            text = argument[:1] if letter == "c" else argument
        if dot and letter == "s":
            text = text[: int(dot[1:])]
        return text.ljust(width) if "-" in flags else text.rjust(width)

    def _integer(self, text: str, *, signed: bool = True) -> int:
        """The number that an argument means, with a message when it means none."""
        if text[:1] in ("'", '"') and len(text) > 1:
            return ord(text[1])
        found = _INTEGER.match(text)
        if not text:
            return 0
        if found is None:
            self._complain(f"'{text}': expected a numeric value")
            return 0
        digits = found[2]
        base = 16 if digits[:2] in ("0x", "0X") else 8 if digits[0] == "0" and len(digits) > 1 else 10
        digits = digits[: len(digits) - len(digits.lstrip("01234567"))] if base == 8 else digits
        number = int(digits, base) * (-1 if found[1] == "-" else 1)
        if found.end() < len(text):
            self._complain(f"'{text}': value not completely converted")
        low, high = (INTMIN, INTMAX) if signed else (INTMIN, UINTMAX)
        if not low <= number <= high:
            self._complain(f"'{text}': Numerical result out of range")
            number = min(max(number, low), high)
        return number if signed else number & UINTMAX

    def _float(self, text: str) -> float:
        if text[:1] in ("'", '"') and len(text) > 1:
            return float(ord(text[1]))
        found = _FLOAT.match(text)
        if not text:
            return 0.0
        if found is None:
            self._complain(f"'{text}': expected a numeric value")
            return 0.0
        if found.end() < len(text):
            self._complain(f"'{text}': value not completely converted")
        return float(found[1])

    def _complain(self, text: str) -> None:
        self._out.error(text)
        self.status = 1


def _integer_text(flags: str, width: int, dot: str, letter: str, number: int) -> str:
    """A whole number as C prints it; ``#`` of an octal number is a mere 0 there."""
    if letter == "o" and "#" in flags:
        flags, digits = flags.replace("#", ""), f"{number:o}"
        return f"%{flags}{width or ''}s" % (digits if digits.startswith("0") else f"0{digits}")
    if dot:
        flags = flags.replace("0", "")
    return f"%{flags}{width or ''}{dot}{letter}" % number
