"""od: files in octal and other forms (coreutils 9.1)."""

import re
from collections.abc import Iterator
from math import lcm

from kshell.uapi.errno import Errno
from kshell.userland import coreutils
from kshell.userland.coreutils.inputs import chunks_of, window
from kshell.userland.coreutils.od_types import OLD, BadType, Type, parse_types
from kshell.userland.gnulib.quoting import quotef
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... [FILE]...
Write an unambiguous representation, octal bytes by default,
of FILE to standard output.  With more than one FILE argument,
concatenate them in the listed order to form the input.

With no FILE, or when FILE is -, read standard input.

  -A, --address-radix=RADIX   output format for file offsets; RADIX is one
                                of [doxn], for Decimal, Octal, Hex or None
  -j, --skip-bytes=BYTES      skip BYTES input bytes first
  -N, --read-bytes=BYTES      limit dump to BYTES input bytes
  -t, --format=TYPE           select output format or formats
  -v, --output-duplicates     do not use * to mark line suppression
  -w[BYTES], --width[=BYTES]  output BYTES bytes per output line;
                                32 is implied when BYTES is not specified
      --help        display this help and exit
      --version     output version information and exit

Traditional format specifications may be intermixed; they accumulate:
  -a   same as -t a,  select named characters, ignoring high-order bit
  -b   same as -t o1, select octal bytes
  -c   same as -t c,  select printable characters or backslash escapes
  -d   same as -t u2, select unsigned decimal 2-byte units
  -f   same as -t fF, select floats
  -i   same as -t dI, select decimal ints
  -l   same as -t dL, select decimal longs
  -o   same as -t o2, select octal 2-byte units
  -s   same as -t d2, select decimal 2-byte units
  -x   same as -t x2, select hexadecimal 2-byte units
"""
LONG = {
    "address-radix=": "A",
    "skip-bytes=": "j",
    "read-bytes=": "N",
    "format=": "t",
    "output-duplicates": "v",
    "width=?": "w",
}
ADDRESSES = {"o": "07o", "d": "07d", "x": "06x", "n": ""}
UNITS = {"": 1, "b": 512, "K": 1024, "k": 1024, "kB": 1000, "M": 1 << 20, "m": 1 << 20}


class Wrong(Exception):
    """An option's argument that od refuses; the text is the message."""


def main(p: Process) -> int:
    words = ["--width=32" if word in ("-w", "--width") else word for word in p.args]
    parsed = coreutils.parse(p, "A:abcdfij:lN:ost:vw:x", tuple(LONG), USAGE, args=words)
    if isinstance(parsed, int):
        return parsed
    options, files = parsed
    named = short_names(options, LONG)
    try:
        dump = _dump(named)
        skip, most = (_bytes(dict(named).get(letter, ""), letter) for letter in "jN")
    except (Wrong, BadType) as wrong:
        p.err(f"od: {wrong}\n")
        return 1
    with Stdout(p) as out:
        reader = _Reader(p, out, files or ["-"])
        data = window(reader.chunks(), skip or 0, most)
        for line in dump.lines(data, skip or 0, reader):
            out.write(line)
        return reader.status


def _dump(options: list[tuple[str, str]]) -> "_Dump":
    """The dump that the options ask for; Wrong, BadType."""
    given = dict(options)
    radix = given.get("A", "o")
    if radix not in ADDRESSES:
        raise Wrong(f"invalid output address radix '{radix}'; it must be one character from [doxn]")
    types: list[Type] = []
    for letter, value in options:
        types += parse_types(value if letter == "t" else OLD.get(letter, ""))
    types = types or parse_types("o2")
    unit = lcm(*(kind.size for kind in types))
    width = unit * max(1, 16 // unit)
    if "w" in given:
        if not given["w"].isdigit():
            raise Wrong(f"invalid -w argument '{given['w']}'")
        width = int(given["w"])
    return _Dump(types, width, ADDRESSES[radix], squeeze="v" not in given)


def _bytes(text: str, letter: str) -> int | None:
    """A number of bytes such as ``10``, ``0x1f``, ``010`` or ``2K``; None when there is none, Wrong."""
    if not text:
        return None
    found = re.fullmatch(r"(0[xX][0-9a-fA-F]+|\d+)(b|[kK]|kB|[mM])?", text)
    if found is None:
        raise Wrong(f"invalid -{letter} argument '{text}'")
    digits = found[1]
    base = 16 if digits[:2].lower() == "0x" else 8 if digits[0] == "0" else 10
    return int(digits, base) * UNITS[found[2] or ""]


class _Reader:
    """Reads files one behind the other; ``status`` is 1 when one of them could not be read."""

    def __init__(self, p: Process, out: Stdout, names: list[str]) -> None:
        self.status = 0
        self.opened = False
        self._p = p
        self._out = out
        self._names = names

    def chunks(self) -> Iterator[bytes]:
        """What is in the files."""
        for name in self._names:
            try:
                for data in chunks_of(self._p, name):
                    self.opened = True
                    yield data
                self.opened = True
            except OSError as failed:
                self._out.error(f"{quotef(name)}: {failed.strerror}")
                self.opened = self.opened or failed.errno == Errno.EISDIR
                self.status = 1


class _Dump:
    """Makes lines of ``width`` bytes, shown in each of ``types``; ``squeeze`` puts ``*`` for lines that repeat."""

    def __init__(self, types: list[Type], width: int, address: str, *, squeeze: bool) -> None:
        self._types = types
        self._width = width
        self._address = address
        self._squeeze = squeeze
        self._columns = max((kind.width + 1) * (width // kind.size) for kind in types)

    def lines(self, chunks: Iterator[bytes], offset: int, reader: _Reader) -> Iterator[str]:
        """The lines of a dump, and the address of its end."""
        rest, before, starred = b"", b"", False
        for data in chunks:
            rest += data
            while len(rest) >= self._width:
                block, rest = rest[: self._width], rest[self._width :]
                if self._squeeze and block == before:
                    yield "" if starred else "*\n"
                    starred = True
                else:
                    yield self._block(block, offset)
                    starred = False
                before = block
                offset += len(block)
        if rest:
            yield self._block(rest, offset)
        if self._address and (reader.opened or rest or before):
            yield f"{offset + len(rest):{self._address}}\n"

    def _block(self, block: bytes, offset: int) -> str:
        address = f"{offset:{self._address}}" if self._address else ""
        text = ""
        for number, kind in enumerate(self._types):
            shown = self._items(block, kind)
            if kind.text:
                shown = shown.ljust(self._columns) + "  >" + "".join(map(_printable, block)) + "<"
            text += (address if not number else " " * len(address)) + shown + "\n"
        return text

    def _items(self, block: bytes, kind: Type) -> str:
        fields = self._width // kind.size
        spare = self._columns - (kind.width + 1) * fields
        shown = ""
        for number, at in enumerate(range(0, len(block), kind.size)):
            item = block[at : at + kind.size].ljust(kind.size, b"\0")
            left = fields - number
            pad = spare * left // fields - spare * (left - 1) // fields
            shown += kind.show(item).rjust(kind.width + 1 + pad)
        return shown


def _printable(byte: int) -> str:
    return chr(byte) if 32 <= byte < 127 else "."
