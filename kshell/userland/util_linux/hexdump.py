"""hexdump: files in hexadecimal, octal, decimal or characters (util-linux 2.38.1)."""

from collections.abc import Iterator

from kshell.uapi.errno import Errno
from kshell.userland.coreutils.inputs import chunks_of, window
from kshell.userland.coreutils.od_types import ESCAPES
from kshell.userland.libc import getopt
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process

USAGE = """\
Usage:
 hexdump [options] <file>...

Display file contents in hexadecimal, decimal, octal, or ascii.

Options:
 -b, --one-byte-octal      one-byte octal display
 -c, --one-byte-char       one-byte character display
 -C, --canonical           canonical hex+ASCII display
 -d, --two-bytes-decimal   two-byte decimal display
 -o, --two-bytes-octal     two-byte octal display
 -x, --two-bytes-hex       two-byte hexadecimal display
 -n, --length <length>     interpret only length bytes of input
 -s, --skip <offset>       skip offset bytes from the beginning
 -v, --no-squeezing        output identical lines

 -h, --help                display this help
 -V, --version             display version
"""
LONG = {
    "one-byte-octal": "b",
    "one-byte-char": "c",
    "canonical": "C",
    "two-bytes-decimal": "d",
    "two-bytes-octal": "o",
    "two-bytes-hex": "x",
    "length=": "n",
    "skip=": "s",
    "no-squeezing": "v",
    "help": "h",
    "version": "V",
}
WIDTH = 16


def main(p: Process) -> int:
    try:
        options, files = getopt.parse(p.args, "bcCdoxn:s:vhV", tuple(LONG))
    except getopt.UsageError as error:
        return getopt.try_help(p, error)
    named = short_names(options, LONG)
    given = dict(named)
    if given.keys() & {"h", "V"}:
        p.out(USAGE if "h" in given else "hexdump from util-linux 2.38.1\n")
        return 0
    for letter, what in (("n", "length"), ("s", "offset")):
        if not _number(given.get(letter, "0")):
            p.err(f"hexdump: failed to parse {what}: '{given[letter]}'\n")
            return 1
    formats = [letter for letter, _ in named if letter in "bcCdox"] or ["default"]
    if p.name == "hd":
        formats = ["C"]
    skip = int(given.get("s", "0"), 0)
    most = int(given["n"], 0) if "n" in given else None
    with Stdout(p) as out:
        reader = _Reader(p, files or ["-"])
        for line in _dump(window(reader.chunks(), skip, most), formats, skip, squeeze="v" not in given):
            out.write(line)
        if files and reader.failed == len(files):
            p.err("hexdump: all input file arguments failed\n")
            return 1
    return int(reader.failed > 0)


def _number(text: str) -> bool:
    try:
        return int(text, 0) >= 0
    except ValueError:
        return False


class _Reader:
    def __init__(self, p: Process, names: list[str]) -> None:
        self.failed = 0
        self._p = p
        self._names = names

    def chunks(self) -> Iterator[bytes]:
        """What is in the files, one behind the other."""
        for name in self._names:
            try:
                yield from chunks_of(self._p, name)
            except OSError as failed:
                self._p.err(f"hexdump: {name}: {failed.strerror}\n")
                self.failed += failed.errno != Errno.EISDIR


def _dump(chunks: Iterator[bytes], formats: list[str], offset: int, *, squeeze: bool) -> Iterator[str]:
    """The lines of a dump, and the address of its end when there is anything."""
    rest, before, starred, address = b"", b"", False, "08x" if formats[-1] == "C" else "07x"
    for data in chunks:
        rest += data
        while len(rest) >= WIDTH:
            block, rest = rest[:WIDTH], rest[WIDTH:]
            if squeeze and block == before:
                yield "" if starred else "*\n"
                starred = True
            else:
                yield "".join(_line(block, kind, offset) for kind in formats)
                starred = False
            before = block
            offset += WIDTH
    if rest:
        yield "".join(_line(rest, kind, offset) for kind in formats)
    if rest or before:
        yield f"{offset + len(rest):{address}}\n"


def _line(block: bytes, kind: str, offset: int) -> str:
    if kind == "C":
        cells = [f"{byte:02x}" for byte in block] + ["  "] * (WIDTH - len(block))
        text = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in block)
        return f"{offset:08x}  {' '.join(cells[:8])}  {' '.join(cells[8:])}  |{text}|\n"
    if kind in "bc":
        cells = [_char(byte) if kind == "c" else f"{byte:03o}" for byte in block]
        shown, size, width = "".join(f" {cell:>3}" for cell in cells), 1, 4
    else:
        form, width = {"d": ("05d", 8), "o": ("06o", 8), "x": ("04x", 8), "default": ("04x", 5)}[kind]
        pairs = [block[at : at + 2].ljust(2, b"\0") for at in range(0, len(block), 2)]
        shown = "".join(f"{int.from_bytes(pair, 'little'):{form}}".rjust(width) for pair in pairs)
        size = 2
    return f"{offset:07x}{shown.ljust(WIDTH // size * width)}\n"


def _char(byte: int) -> str:
    return ESCAPES.get(byte) or (chr(byte) if 32 <= byte < 127 else f"{byte:03o}")
