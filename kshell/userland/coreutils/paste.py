"""paste: lines of files side by side (coreutils 9.1)."""

from collections.abc import Iterator, Sequence

from kshell.userland import coreutils
from kshell.userland.coreutils.inputs import byte_lines
from kshell.userland.gnulib.quoting import quotef
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... [FILE]...
Write lines consisting of the sequentially corresponding lines from
each FILE, separated by TABs, to standard output.

With no FILE, or when FILE is -, read standard input.

  -d, --delimiters=LIST   reuse characters from LIST instead of TABs
  -s, --serial            paste one file at a time instead of in parallel
  -z, --zero-terminated    line delimiter is NUL, not newline
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {"delimiters=": "d", "serial": "s", "zero-terminated": "z"}
ESCAPES = {"0": b"", "n": b"\n", "t": b"\t", "\\": b"\\", "b": b"\b", "f": b"\f", "r": b"\r", "v": b"\v"}


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "d:sz", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, files = parsed
    given = dict(short_names(options, LONG))
    delimiters = _delimiters(given.get("d", "\t"))
    end = b"\0" if "z" in given else b"\n"
    status, fds = 0, list[int]()
    with Stdout(p) as out:
        for name in files or ["-"]:
            try:
                fds.append(0 if name == "-" else p.sys.open(name))
            except OSError as failed:
                out.error(f"{quotef(name)}: {failed.strerror}")
                if "s" not in given:
                    return 1
                status = 1
        read = {fd: (line.removesuffix(end) for line in byte_lines(p, fd, end)) for fd in fds}
        for row in map(list, read.values()) if "s" in given else _rows([read[fd] for fd in fds]):
            out.write_bytes(_joined(row, delimiters) + end)
    return status


def _delimiters(text: str) -> list[bytes]:
    found, at = list[bytes](), 0
    while at < len(text):
        if text[at] == "\\" and at + 1 < len(text):
            at += 1
            found.append(ESCAPES.get(text[at], text[at].encode()))
        else:
            found.append(text[at].encode("utf-8", "surrogateescape"))
        at += 1
    return found or [b""]


def _rows(columns: Sequence[Iterator[bytes]]) -> Iterator[list[bytes]]:
    """A line of each file, until all have ended; a file that is named twice is read by turns."""
    while True:
        row = [next(column, None) for column in columns]
        if all(line is None for line in row):
            return
        yield [line or b"" for line in row]


def _joined(parts: list[bytes], delimiters: list[bytes]) -> bytes:
    text = parts[0] if parts else b""
    for number, part in enumerate(parts[1:]):
        text += delimiters[number % len(delimiters)] + part
    return text
