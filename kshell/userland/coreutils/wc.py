"""wc: count lines, words, characters and bytes (coreutils 9.1)."""

import re
from collections.abc import Iterable, Sequence

from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import S_ISREG
from kshell.userland import coreutils
from kshell.userland.coreutils.inputs import opened
from kshell.userland.gnulib.quoting import quotef
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... [FILE]...
  or:  {name} [OPTION]... --files0-from=F
Print newline, word, and byte counts for each FILE, and a total line if
more than one FILE is specified.  A word is a non-zero-length sequence of
printable characters delimited by white space.

With no FILE, or when FILE is -, read standard input.

The options below may be used to select which counts are printed, always in
the following order: newline, word, character, byte, maximum line length.
  -c, --bytes            print the byte counts
  -m, --chars            print the character counts
  -l, --lines            print the newline counts
  -L, --max-line-length  print the maximum display width
  -w, --words            print the word counts
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {"bytes": "c", "chars": "m", "lines": "l", "max-line-length": "L", "words": "w"}
ORDER = "lwmcL"
TAB = 8
WIDEST = ORDER.index("L")
SPACES = re.compile(r"[ \t\n\v\f\r]+")


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "clLmw", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, files = parsed
    given = dict(short_names(options, LONG)) or dict.fromkeys("lwc")
    kinds = [ORDER.index(letter) for letter in ORDER if letter in given]
    names = files or ["-"]
    width = _width(p, names, len(kinds))
    status, totals = 0, [0] * len(ORDER)
    with Stdout(p) as out:
        for name in names:
            found = Counts()
            try:
                with opened(p, name) as fd:
                    found.add(p.lines(fd))
            except OSError as failed:
                out.error(f"{quotef(name)}: {failed.strerror}")
                status = 1
                if failed.errno != Errno.EISDIR:
                    continue
            totals = [
                max(pair) if kind == WIDEST else sum(pair)
                for kind, pair in enumerate(zip(totals, found.numbers, strict=True))
            ]
            out.write(_line(found.numbers, kinds, width, name if files else ""))
        if len(names) > 1:
            out.write(_line(totals, kinds, width, "total"))
    return status


def _width(p: Process, names: Sequence[str], kinds: int) -> int:
    """How wide the columns must be for the size of all files together; 7 when some have no size of their own."""
    if len(names) == kinds == 1:
        return 1
    total, least = 0, 1
    for name in names:
        try:
            status = p.sys.fstat(0) if name == "-" else p.sys.stat(name)
        except OSError:
            continue
        if S_ISREG(status.mode):
            total += status.size
        else:
            least = 7
    return max(len(str(total)), least)


def _line(numbers: Sequence[int], kinds: Sequence[int], width: int, name: str) -> str:
    columns = [f"{numbers[kind]:{width}}" for kind in kinds]
    return " ".join([*columns, *([name] if name else [])]) + "\n"


class Counts:
    """What is counted, in the order of ``ORDER``."""

    def __init__(self) -> None:
        self.numbers = [0] * len(ORDER)

    def add(self, lines: Iterable[str]) -> None:
        """Count lines with their newlines."""
        counted = self.numbers
        for line in lines:
            data = line.encode("utf-8", "surrogateescape")
            counted[0] += line.endswith("\n")
            counted[1] += sum(any(map(str.isprintable, word)) for word in SPACES.split(line) if word)
            counted[2] += sum(not "\udc80" <= char <= "\udcff" for char in line)
            counted[3] += len(data)
            counted[WIDEST] = max(counted[WIDEST], _display_width(line))


def _display_width(line: str) -> int:
    """The columns that the widest part of a line takes; a tab goes to the next multiple of 8."""
    widest = at = 0
    for char in line:
        if char == "\t":
            at += TAB - at % TAB
        elif char in "\r\f\n":
            at = 0
        else:
            at += char.isprintable()
        widest = max(widest, at)
    return widest
