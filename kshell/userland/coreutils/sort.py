"""sort: lines in order (coreutils 9.1, in the C locale: by bytes)."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from kshell.uapi.fcntl import O_CREAT, O_TRUNC, O_WRONLY
from kshell.userland import coreutils
from kshell.userland.coreutils.inputs import byte_lines, opened
from kshell.userland.coreutils.sort_keys import BadKey, Key, parse_key
from kshell.userland.gnulib.argmatch import BadWord, argmatch
from kshell.userland.gnulib.quoting import quotef
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.stdout import BUFSIZ, Stdout
from kshell.userland.process import Process, WriteError

USAGE = """\
Usage: {name} [OPTION]... [FILE]...
Write sorted concatenation of all FILE(s) to standard output.

With no FILE, or when FILE is -, read standard input.

Ordering options:

  -b, --ignore-leading-blanks  ignore leading blanks
  -d, --dictionary-order      consider only blanks and alphanumeric characters
  -f, --ignore-case           fold lower case to upper case characters
  -g, --general-numeric-sort  compare according to general numerical value
  -i, --ignore-nonprinting    consider only printable characters
  -M, --month-sort            compare (unknown) < 'JAN' < ... < 'DEC'
  -h, --human-numeric-sort    compare human readable numbers (e.g., 2K 1G)
  -n, --numeric-sort          compare according to string numerical value
  -r, --reverse               reverse the result of comparisons
      --sort=WORD             sort according to WORD:
                                general-numeric -g, human-numeric -h, month -M,
                                numeric -n, version -V
  -V, --version-sort          natural sort of (version) numbers within text

Other options:

  -c, --check, --check=diagnose-first  check for sorted input; do not sort
  -C, --check=quiet, --check=silent  like -c, but do not report first bad line
  -k, --key=KEYDEF          sort via a key; KEYDEF gives location and type
  -m, --merge               merge already sorted files; do not sort
  -o, --output=FILE         write result to FILE instead of standard output
  -s, --stable              stabilize sort by disabling last-resort comparison
  -t, --field-separator=SEP  use SEP instead of non-blank to blank transition
      --parallel=N          accepted; one process sorts
  -S, --buffer-size=SIZE    accepted; all is in memory
  -T, --temporary-directory=DIR  accepted; no temporaries are needed
  -u, --unique              with -c, check for strict ordering;
                              without -c, output only the first of an equal run
  -z, --zero-terminated     line delimiter is NUL, not newline
      --help        display this help and exit
      --version     output version information and exit

KEYDEF is F[.C][OPTS][,F[.C][OPTS]] for start and stop position, where F is a
field number and C a character position in the field; both are origin 1, and
the stop position defaults to the line's end.
"""
LONG = {
    "ignore-leading-blanks": "b",
    "dictionary-order": "d",
    "ignore-case": "f",
    "general-numeric-sort": "g",
    "ignore-nonprinting": "i",
    "month-sort": "M",
    "human-numeric-sort": "h",
    "numeric-sort": "n",
    "reverse": "r",
    "version-sort": "V",
    "key=": "k",
    "merge": "m",
    "output=": "o",
    "stable": "s",
    "field-separator=": "t",
    "unique": "u",
    "parallel=": "S",
    "buffer-size=": "S",
    "temporary-directory=": "T",
    "zero-terminated": "z",
}
SORTS = {"general-numeric": "g", "human-numeric": "h", "month": "M", "numeric": "n", "version": "V"}
EXIT_DISORDER, EXIT_FAILURE = 1, 2


class Wrong(Exception):
    """Options or files that sort refuses; the text is the message."""


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "bcCdfghik:mMno:rsS:t:T:uVz", (*LONG, "sort=", "check=?"), USAGE, failure=EXIT_FAILURE)
    if isinstance(parsed, int):
        return parsed
    options, files = parsed
    try:
        sorter = Sorter(short_names(options, LONG))
        if sorter.check and len(files) > 1:
            raise Wrong(f"extra operand '{files[1]}' not allowed with -{sorter.check}")
        lines = [line for name in files or ["-"] for line in _lines(p, name, sorter.end)]
        if sorter.check:
            return _check(p, sorter, lines, files[0] if files else "-")
        return _write(p, sorter, b"".join(line + sorter.end for line in map(_bytes, sorter.sorted(lines))))
    except BadWord as bad:
        p.err(f"sort: {bad}\nTry 'sort --help' for more information.\n")
        return 1
    except (Wrong, BadKey) as wrong:
        p.err(f"sort: {wrong}\n")
        return EXIT_FAILURE


def _bytes(line: str) -> bytes:
    return line.encode("utf-8", "surrogateescape")


def _lines(p: Process, name: str, end: bytes) -> list[str]:
    """The lines of a file without their ends; Wrong."""
    what = "cannot read"
    try:
        with opened(p, name) as fd:
            what = "read failed"
            return [line.removesuffix(end).decode("utf-8", "surrogateescape") for line in byte_lines(p, fd, end)]
    except OSError as failed:
        raise Wrong(f"{what}: {quotef(name)}: {failed.strerror}") from None


def _check(p: Process, sorter: "Sorter", lines: Sequence[str], name: str) -> int:
    for number, (first, second) in enumerate(pairwise(lines), 2):
        if sorter.disorder(first, second):
            if sorter.check == "c":
                p.err(f"sort: {name}:{number}: disorder: {second}\n")
            return EXIT_DISORDER
    return 0


def _write(p: Process, sorter: "Sorter", data: bytes) -> int:
    if not sorter.output:
        try:
            with Stdout(p) as out:
                out.write_bytes(data)
        except WriteError as failed:
            what = "write failed" if len(data) > BUFSIZ else "fflush failed"
            p.err(f"sort: {what}: 'standard output': {failed.strerror}\nsort: write error\n")
            return EXIT_FAILURE
        return 0
    try:
        fd = p.sys.open(sorter.output, O_WRONLY | O_CREAT | O_TRUNC)
    except OSError as failed:
        raise Wrong(f"open failed: {sorter.output}: {failed.strerror}") from None
    try:
        p.write(fd, data)
    except OSError as failed:
        raise Wrong(f"write failed: {sorter.output}: {failed.strerror}") from None
    return 0


def _value(key: Key, tab: str | None, line: str) -> Any:
    return key.value(line, tab)


class Sorter:
    """The order that the options ask for; Wrong, BadKey, BadWord."""

    def __init__(self, options: Sequence[tuple[str, str]]) -> None:
        self.end = b"\n"
        self.check = ""
        self.output = ""
        self._tab: str | None = None
        self._stable = self._unique = False
        self._keys: list[Key] = []
        self._order = ""
        for letter, value in options:
            self._option(letter, value)
        kinds = sorted(set(self._order) & set("dghinMV"))
        if len(set(kinds) & set("ghnMV")) > 1 or (set(kinds) & set("ghnMV") and set(kinds) & set("di")):
            raise Wrong(f"options '-{''.join(kinds)}' are incompatible")
        for key in self._keys:
            if not key.order:
                key.order = self._order
                key.skip_start = key.skip_end = "b" in self._order
        self._reverse = "r" in self._order
        if not self._keys and set(self._order) - {"r"}:
            blanks = "b" in self._order
            self._keys = [Key(order=self._order, skip_start=blanks, skip_end=blanks)]

    def _option(self, letter: str, value: str) -> None:
        if letter == "k":
            self._keys.append(parse_key(value))
        elif letter == "t":
            value = "\0" if value == "\\0" else value
            if len(value) != 1:
                raise Wrong(f"multi-character tab '{value}'" if value else "empty tab")
            self._tab = value
        elif letter == "sort":
            self._order += SORTS[argmatch(value, "--sort", tuple(SORTS))]
        elif letter == "check":
            kind = argmatch(value or "diagnose-first", "--check", ("quiet silent", "diagnose-first"))
            self.check = "C" if kind == "quiet" else "c"
        elif letter in "cC":
            self.check = letter
        elif letter == "o":
            self.output = value
        elif letter == "z":
            self.end = b"\0"
        elif letter in "su":
            self._stable, self._unique = self._stable or letter == "s", self._unique or letter == "u"
        elif letter != "m":
            self._order += letter

    def sorted(self, lines: Sequence[str]) -> list[str]:
        """The lines in order."""
        ordered = list(lines)
        if not (self._stable or self._unique) or not self._keys:
            ordered.sort(key=_bytes, reverse=self._reverse)
        for key in reversed(self._keys):
            ordered.sort(key=partial(_value, key, self._tab), reverse=key.reverse)
        if self._unique:
            before: list[Any] = [None, *map(self._values, ordered)]
            ordered = [line for line, (last, now) in zip(ordered, pairwise(before), strict=True) if now != last]
        return ordered

    def _values(self, line: str) -> list[Any]:
        return [key.value(line, self._tab) for key in self._keys] if self._keys else [line]

    def disorder(self, first: str, second: str) -> bool:
        """Whether the second line should stand before the first, or (unique) not behind it."""
        for key in self._keys:
            values = key.value(first, self._tab), key.value(second, self._tab)
            if values[0] != values[1]:
                return bool(values[0] > values[1]) != key.reverse
        if self._unique and self._keys:
            return True
        if self._keys and self._stable:
            return False
        lines = _bytes(first), _bytes(second)
        return self._unique if lines[0] == lines[1] else (lines[0] > lines[1]) != self._reverse
