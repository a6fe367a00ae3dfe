"""cat: copy files to standard output (coreutils 9.1)."""

from collections.abc import Iterator

from kshell.uapi.fcntl import S_ISREG
from kshell.userland import coreutils
from kshell.userland.coreutils.inputs import opened
from kshell.userland.gnulib.quoting import quotef
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process, WriteError

USAGE = """\
Usage: {name} [OPTION]... [FILE]...
Concatenate FILE(s) to standard output.

With no FILE, or when FILE is -, read standard input.

  -A, --show-all           equivalent to -vET
  -b, --number-nonblank    number nonempty output lines, overrides -n
  -e                       equivalent to -vE
  -E, --show-ends          display $ at end of each line
  -n, --number             number all output lines
  -s, --squeeze-blank      suppress repeated empty output lines
  -t                       equivalent to -vT
  -T, --show-tabs          display TAB characters as ^I
  -u                       (ignored)
  -v, --show-nonprinting   use ^ and M- notation, except for LFD and TAB
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {
    "show-all": "A",
    "number-nonblank": "b",
    "show-ends": "E",
    "number": "n",
    "squeeze-blank": "s",
    "show-tabs": "T",
    "show-nonprinting": "v",
}
MEANS = {"A": "vET", "e": "vE", "t": "vT"}


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "AbeEnstTuv", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, files = parsed
    flags = {flag for letter, _ in short_names(options, LONG) for flag in MEANS.get(letter, letter)} - {"u"}
    status = 0
    shower = Shower(flags)
    with Stdout(p, unbuffered=True) as out:
        for name in files or ["-"]:
            try:
                with opened(p, name) as fd:
                    if _is_output(p, fd):
                        out.error(f"{name}: input file is output file")
                        status = 1
                        continue
                    for data in shower.shown(p.lines(fd)) if flags else p.chunks(fd):
                        out.write_bytes(data)
            except WriteError:
                raise
            except OSError as failed:
                out.error(f"{quotef(name)}: {failed.strerror}")
                status = 1
    return status


def _is_output(p: Process, fd: int) -> bool:
    """Whether cat would read what it writes, without end."""
    source, target = p.sys.fstat(fd), p.sys.fstat(1)
    return S_ISREG(target.mode) and source.ino == target.ino and p.sys.lseek(fd, 0, 1) < source.size


class Shower:
    """Makes visible what ``flags`` (of bEnsTv) ask for; counts lines across files."""

    def __init__(self, flags: set[str]) -> None:
        self._flags = flags
        self._number = 0
        self._blank = 0
        self._begun = False

    def shown(self, lines: Iterator[str]) -> Iterator[bytes]:
        """The lines as they are to be seen."""
        for line in lines:
            blank = line == "\n" and not self._begun
            self._blank = self._blank + 1 if blank else 0
            if self._blank > 1 and "s" in self._flags:
                continue
            numbered = not blank if "b" in self._flags else "n" in self._flags
            if numbered and not self._begun:
                self._number += 1
                yield b"%6d\t" % self._number
            self._begun = not line.endswith("\n")
            yield self._visible(line.encode("utf-8", "surrogateescape"))

    def _visible(self, line: bytes) -> bytes:
        body, end = (line[:-1], b"\n") if line.endswith(b"\n") else (line, b"")
        tail = b""
        if "E" in self._flags and end:
            body, tail = (body[:-1], b"^M$") if body.endswith(b"\r") and "v" not in self._flags else (body, b"$")
        if "v" in self._flags:
            body = b"".join(map(caret, body))
        if "T" in self._flags:
            body = body.replace(b"\t", b"^I")
        return body + tail + end


def caret(byte: int) -> bytes:
    """A byte in ``^`` and ``M-`` notation; a tab stays."""
    if byte >= 128:
        high = byte - 128
        return b"M-" + (caret(high) if high != 9 else b"^I")
    if byte == 127:
        return b"^?"
    return bytes([byte]) if byte >= 32 or byte == 9 else b"^" + bytes([byte + 64])
