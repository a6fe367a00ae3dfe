"""head: the first part of files (coreutils 9.1)."""

import re
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from kshell.uapi.fcntl import SEEK_CUR
from kshell.userland import coreutils
from kshell.userland.coreutils.inputs import byte_lines, opened
from kshell.userland.gnulib.counts import BadCount, count
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process, WriteError

USAGE = """\
Usage: {name} [OPTION]... [FILE]...
Print the first 10 lines of each FILE to standard output.
With more than one FILE, precede each with a header giving the file name.

With no FILE, or when FILE is -, read standard input.

  -c, --bytes=[-]NUM       print the first NUM bytes of each file;
                             with the leading '-', print all but the last
                             NUM bytes of each file
  -n, --lines=[-]NUM       print the first NUM lines instead of the first 10;
                             with the leading '-', print all but the last
                             NUM lines of each file
  -q, --quiet, --silent    never print headers giving file names
  -v, --verbose            always print headers giving file names
  -z, --zero-terminated    line delimiter is NUL, not newline
      --help        display this help and exit
      --version     output version information and exit

NUM may have a multiplier suffix:
b 512, kB 1000, K 1024, MB 1000*1000, M 1024*1024,
GB 1000*1000*1000, G 1024*1024*1024, and so on for T, P, E, Z, Y.
"""
LONG = {
    "bytes=": "c",
    "lines=": "n",
    "quiet": "q",
    "silent": "q",
    "verbose": "v",
    "zero-terminated": "z",
}


class Part(NamedTuple):
    """How much: ``number`` lines, or bytes; with ``but`` all except so many of the last."""

    lines: bool
    number: int
    but: bool


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "c:n:qvz", tuple(LONG), USAGE, args=_modern(p.args))
    if isinstance(parsed, int):
        return parsed
    options, files = parsed
    part, headers, end = Part(True, 10, False), "", b"\n"
    for letter, value in short_names(options, LONG):
        if letter in "cn":
            try:
                part = Part(letter == "n", count(value.removeprefix("-")), value.startswith("-"))
            except BadCount as bad:
                p.err(f"head: invalid number of {'lines' if letter == 'n' else 'bytes'}: {bad}\n")
                return 1
        elif letter == "z":
            end = b"\0"
        else:
            headers = letter
    with Stdout(p) as out:
        named = headers == "v" or (len(files) > 1 and headers != "q")
        return _Head(p, out, part, end).files(files or ["-"], named=named)


def _modern(words: list[str]) -> list[str]:
    """The arguments with ``-n 5`` for the first one when that is ``-5`` (or ``-5c``, ``-5q``, ``-5v``)."""
    old = re.fullmatch(r"-(\d+)([bkmclqvz]*)", words[0]) if words else None
    if old is None:
        return words
    number, letters = old.groups()
    kind = "c" if set(letters) & set("bkmc") else "n"
    unit = next((letter for letter in letters if letter in "bkm"), "")
    rest = "".join(sorted(set(letters) & set("qvz")))
    return [f"-{kind}", number + unit.replace("k", "K").replace("m", "M"), *([f"-{rest}"] if rest else []), *words[1:]]


class _Head:
    def __init__(self, p: Process, out: Stdout, part: Part, end: bytes) -> None:
        self._p = p
        self._out = out
        self._part = part
        self._end = end

    def files(self, names: list[str], *, named: bool) -> int:
        """Print the heads of files; the exit status."""
        status, begin = 0, ""
        for name in names:
            shown, problem = "standard input" if name == "-" else name, "cannot open '{}' for reading"
            try:
                with opened(self._p, name) as fd:
                    if named:
                        self._out.write(f"{begin}==> {shown} <==\n")
                        begin = "\n"
                    problem = "error reading '{}'"
                    self._file(fd)
            except WriteError:
                raise
            except OSError as failed:
                self._out.error(f"{problem.format(shown)}: {failed.strerror}")
                status = 1
        return status

    def _file(self, fd: int) -> None:
        pieces = byte_lines(self._p, fd, self._end) if self._part.lines else self._p.chunks(fd)
        if self._part.but:
            self._all_but(pieces if self._part.lines else (bytes([b]) for data in pieces for b in data))
        elif self._part.number:
            self._first(fd)

    def _first(self, fd: int) -> None:
        """Print the first lines or bytes, and leave the file just behind them."""
        left = self._part.number
        for data in self._p.chunks(fd):
            taken = _length(data, left, self._end) if self._part.lines else left
            self._out.write_bytes(data[:taken])
            left -= data[:taken].count(self._end) if self._part.lines else len(data[:taken])
            if not left:
                with suppress(OSError):  # a pipe cannot go back
                    self._p.sys.lseek(fd, min(taken - len(data), 0), SEEK_CUR)
                return

    def _all_but(self, pieces: Iterable[bytes]) -> None:
        kept: deque[bytes] = deque()
        for piece in pieces:
            kept.append(piece)
            if len(kept) > self._part.number:
                self._out.write_bytes(kept.popleft())


def _length(data: bytes, lines: int, end: bytes) -> int:
    """How many bytes the first lines take."""
    at = 0
    for _ in range(lines):
        found = data.find(end, at)
        if found < 0:
            return len(data)
        at = found + 1
    return at
