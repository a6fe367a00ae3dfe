"""seq: numbers from one to another (coreutils 9.1). Decimal fractions are counted exactly."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from kshell.userland import coreutils
from kshell.userland.libc.getopt import UsageError, try_help
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... LAST
  or:  {name} [OPTION]... FIRST LAST
  or:  {name} [OPTION]... FIRST INCREMENT LAST
Print numbers from FIRST to LAST, in steps of INCREMENT.

  -f, --format=FORMAT      use printf style floating-point FORMAT
  -s, --separator=STRING   use STRING to separate numbers (default: \\n)
  -w, --equal-width        equalize width by padding with leading zeroes
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {"format=": "f", "separator=": "s", "equal-width": "w"}
WITH_VALUE = ("-f", "-s", "--format", "--separator")
NUMERALS = tuple("0123456789.")


class Number(NamedTuple):
    """A decimal number, ``mantissa`` / 10 ** ``scale``; ``fixed`` unless it was written with an exponent."""

    mantissa: int
    scale: int
    fixed: bool

    def at(self, scale: int) -> int:
        """The mantissa for another, not smaller scale."""
        return int(self.mantissa * 10 ** (scale - self.scale))


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "f:s:w", tuple(LONG), USAGE, args=_guarded(p.args), permute=False)
    if isinstance(parsed, int):
        return parsed
    options, operands = parsed
    given = dict(short_names(options, LONG))
    try:
        texts = _texts(operands, given.get("f"), wide="w" in given)
    except UsageError as error:
        return try_help(p, error)
    except _BadFormat as bad:
        p.err(f"seq: format '{given['f']}' {bad}\n")
        return 1
    separator, begun = given.get("s", "\n"), False
    for text in texts:
        p.out(separator + text if begun else text)
        begun = True
    p.out("\n" if begun else "")
    return 0


def _guarded(words: Sequence[str]) -> list[str]:
    """The arguments with ``--`` before the first number, so that ``-5`` is no option."""
    at = 0
    while at < len(words) and words[at][:1] == "-" and words[at][1:2] not in NUMERALS and words[at] != "--":
        at += 2 if words[at] in WITH_VALUE else 1
    return [*words[:at], "--", *words[at:]] if at <= len(words) and words[at : at + 1] != ["--"] else list(words)


def _texts(operands: Sequence[str], form: str | None, *, wide: bool) -> Iterator[str]:
    """The numbers as they are to be printed; UsageError, _BadFormat."""
    if not operands:
        raise UsageError("missing operand")
    if len(operands) > 3:
        raise UsageError(f"extra operand '{operands[3]}'")
    show = _shower(form) if form is not None else None
    if show is not None and wide:
        raise UsageError("format string may not be specified when printing equal width strings")
    numbers = [_number(operand) for operand in operands]
    one = Number(1, 0, True)
    first, step, last = [one, one, *numbers] if len(numbers) == 1 else [numbers[0], one, numbers[1]]
    if len(numbers) == 3:
        first, step, last = numbers
    if not step.mantissa:
        raise UsageError(f"invalid Zero increment value: '{operands[1]}'")
    return _count(first, step, last, show, wide=wide)


def _count(
    first: Number, step: Number, last: Number, show: Callable[[float], str] | None, *, wide: bool
) -> Iterator[str]:
    scale = max(first.scale, step.scale, last.scale)
    digits = max(first.scale, step.scale)
    start, by, end = first.at(scale), step.at(scale), last.at(scale)
    count = (end - start) // by
    fixed = first.fixed and step.fixed and last.fixed
    width = max(len(_fixed(value, scale, digits)) for value in (start, start + count * by)) if wide else 0
    for number in range(count + 1):
        value = start + number * by
        if show is not None:
            yield show(value / 10**scale)
        elif fixed:
            yield _fixed(value, scale, digits).zfill(width)
        else:
            yield f"{value / 10**scale:g}".zfill(width)


def _fixed(value: int, scale: int, digits: int) -> str:
    """A number with so many digits behind the point."""
    whole, part = divmod(abs(value) // 10 ** (scale - digits), 10**digits)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{part:0{digits}}" if digits else f"{sign}{whole}"


def _number(text: str) -> Number:
    """A number as typed; UsageError."""
    plain, _, exponent = text.lower().partition("e")
    sign = -1 if plain.startswith("-") else 1
    digits = plain[1:] if plain[:1] in ("-", "+") else plain
    if digits.startswith("0x") and digits[2:].isalnum():
        try:
            return Number(sign * int(text.lstrip("+-"), 16), 0, True)
        except ValueError:
            raise UsageError(f"invalid floating point argument: '{text}'") from None
    whole, _, part = digits.partition(".")
    power = exponent.removeprefix("-").removeprefix("+") or "0"
    if not (whole + part + power).isdigit() or not whole + part or ("e" in text.lower() and not exponent):
        raise UsageError(f"invalid floating point argument: '{text}'")
    scale = len(part) - int(exponent or 0)
    mantissa = sign * int(whole + part)
    return Number(mantissa, scale, not exponent) if scale >= 0 else Number(mantissa * 10**-scale, 0, not exponent)


class _BadFormat(Exception):
    """A format that printf could not use for a number; the text says what it is or has."""


def _shower(form: str) -> Callable[[float], str]:
    """A function that prints a number in a format with one directive for a float; _BadFormat."""
    at, found = 0, 0
    while (at := form.find("%", at)) >= 0:
        if form[at + 1 : at + 2] == "%":
            at += 2
            continue
        end = at + 1
        while end < len(form) and form[end] in "-+#0 '.123456789":
            end += 1
        if form[end : end + 1] not in tuple("aAeEfFgG"):
            raise _BadFormat(f"has unknown %{form[end : end + 1]} directive" if form[end:] else "ends in %")
        found += 1
        at = end + 1
    if found != 1:
        raise _BadFormat("has too many % directives" if found else "has no % directive")
    return lambda value: form % value
