"""nl: number lines (coreutils 9.1; pages and their sections are not told apart)."""

from collections.abc import Callable

from kshell.userland import coreutils
from kshell.userland.coreutils.inputs import opened
from kshell.userland.gnulib.quoting import quotef
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.posix_regex import BadRegex, Regex, translate
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process, WriteError

USAGE = """\
Usage: {name} [OPTION]... [FILE]...
Write each FILE to standard output, with line numbers added.

With no FILE, or when FILE is -, read standard input.

  -b, --body-numbering=STYLE      use STYLE for numbering body lines
  -i, --line-increment=NUMBER     line number increment at each line
  -n, --number-format=FORMAT      insert line numbers according to FORMAT
  -s, --number-separator=STRING   add STRING after (possible) line number
  -v, --starting-line-number=NUMBER  first line number
  -w, --number-width=NUMBER       use NUMBER columns for line numbers
      --help        display this help and exit
      --version     output version information and exit

Default options are: -bt -i1 -n'rn' -s<TAB> -v1 -w6

STYLE is one of:

  a      number all lines
  t      number only nonempty lines
  n      number no lines
  pBRE   number only lines that contain a match for the basic regular
         expression, BRE

FORMAT is one of:

  ln     left justified, no leading zeros
  rn     right justified, no leading zeros
  rz     right justified, leading zeros
"""
LONG = {
    "body-numbering=": "b",
    "line-increment=": "i",
    "number-format=": "n",
    "number-separator=": "s",
    "starting-line-number=": "v",
    "number-width=": "w",
}
NUMBERS = {"i": "line number increment", "v": "starting line number", "w": "line number field width"}


class Wrong(Exception):
    """An option's argument that nl refuses; the text is the message."""


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "b:i:n:s:v:w:", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, files = parsed
    given = {"i": "1", "v": "1", "w": "6", "n": "rn", "s": "\t"} | dict(short_names(options, LONG))
    try:
        wanted = _style(given.get("b", "t"))
        step, number, width = (_number(given[letter], NUMBERS[letter], letter) for letter in "ivw")
    except Wrong as wrong:
        p.err(f"nl: {wrong}\n")
        return 1
    if given["n"] not in ("ln", "rn", "rz"):
        return coreutils.refuse(p, f"invalid line numbering format: '{given['n']}'")
    if wanted is None:
        return coreutils.refuse(p, f"invalid body numbering style: '{given['b']}'")
    form = {"ln": "<", "rn": ">", "rz": "0>"}[given["n"]]
    status = 0
    with Stdout(p) as out:
        for name in files or ["-"]:
            try:
                with opened(p, name) as fd:
                    for line in p.lines(fd):
                        text = line.removesuffix("\n")
                        if wanted(text):
                            out.write(f"{number:{form}{width}}{given['s']}{text}\n")
                            number += step
                        else:
                            out.write(" " * (width + len(given["s"])) + text + "\n")
            except WriteError:
                raise
            except OSError as failed:
                out.error(f"{quotef(name)}: {failed.strerror}")
                status = 1
    return status


def _style(style: str) -> Callable[[str], bool] | None:
    """Which lines get a number; None for an unknown style, Wrong for a bad expression."""
    if style.startswith("p"):
        try:
            return Regex(translate(style[1:], extended=False)).matches
        except BadRegex as bad:
            raise Wrong(str(bad)) from None
    return {"a": lambda _: True, "t": bool, "n": lambda _: False}.get(style)


def _number(text: str, what: str, letter: str) -> int:
    digits = text.lstrip("-+") if letter != "w" else text
    if not digits.isdigit() or len(text) > len(digits) + 1:
        raise Wrong(f"invalid {what}: '{text}'")
    if letter == "w" and not int(text):
        raise Wrong(f"invalid {what}: '{text}': Numerical result out of range")
    return int(text)
