"""dd: copy blocks (coreutils 9.1)."""

from kshell.uapi.fcntl import O_CREAT, O_NONBLOCK, O_TRUNC, O_WRONLY
from kshell.userland import coreutils
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPERAND]...
  or:  {name} OPTION
Copy a file, converting and formatting according to the operands.

  bs=BYTES        read and write up to BYTES bytes at a time (default: 512);
                  overrides ibs and obs
  conv=CONVS      notrunc: do not truncate the output file
  count=N         copy only N input blocks
  if=FILE         read from FILE instead of stdin
  of=FILE         write to FILE instead of stdout
  seek=N          skip N obs-sized output blocks
  skip=N          skip N ibs-sized input blocks
  status=LEVEL    The LEVEL of information to print to stderr;
                  'none' suppresses everything but error messages,
                  'noxfer' suppresses the final transfer statistics

N and BYTES may be followed by the following multiplicative suffixes:
c=1, w=2, b=512, kB=1000, K=1024, MB=1000*1000, M=1024*1024, xM=M,
GB=1000*1000*1000, G=1024*1024*1024, and so on for T, P, E, Z, Y.

Options are:
      --help        display this help and exit
      --version     output version information and exit
"""
KNOWN = ("bs", "conv", "count", "ibs", "if", "obs", "of", "seek", "skip", "status", "iflag", "oflag", "cbs")
SUFFIXES = {
    "": 1,
    "c": 1,
    "w": 2,
    "b": 512,
    "kB": 1000,
    "K": 1024,
    "k": 1024,
    "MB": 1000**2,
    "M": 1024**2,
    "GB": 1000**3,
    "G": 1024**3,
}
DEFAULT_BLOCK = 512
NSEC_PER_SEC = 1_000_000_000
UNITS = ("B", "kB", "MB", "GB", "TB")


class Wrong(Exception):
    """An operand that dd refuses; the text is the message."""


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "", (), USAGE)
    if isinstance(parsed, int):
        return parsed
    given = dict[str, str]()
    for word in parsed[1]:
        name, equals, value = word.partition("=")
        if not equals or name not in KNOWN:
            return coreutils.refuse(p, f"unrecognized operand '{word}'")
        given[name] = value
    try:
        size = _number(given.get("bs") or given.get("ibs") or str(DEFAULT_BLOCK))
        if not size:
            raise Wrong(f"invalid number: '{given.get('bs') or given.get('ibs')}'")
        count = _number(given["count"]) if "count" in given else None
        return _Copy(p, given, size).run(count, _number(given.get("skip", "0")), _number(given.get("seek", "0")))
    except Wrong as wrong:
        p.err(f"dd: {wrong}\n")
        return 1


def _number(text: str) -> int:
    """A number with a unit, ``2x512`` too; Wrong."""
    total = 1
    for factor in text.split("x"):
        digits = factor[: len(factor) - len(factor.lstrip("0123456789"))]
        if not digits or factor[len(digits) :] not in SUFFIXES:
            raise Wrong(f"invalid number: '{text}'")
        total *= int(digits) * SUFFIXES[factor[len(digits) :]]
    return total


class _Copy:
    """One copy: blocks that were whole, and others, on both sides."""

    def __init__(self, p: Process, given: dict[str, str], size: int) -> None:
        self._p = p
        self._given = given
        self._size = size
        self._whole = self._partial = self._bytes = 0

    def run(self, count: int | None, skip: int, seek: int) -> int:
        """Copy; the status. Wrong."""
        start = self._p.sys.clock_gettime(1)
        reader, writer = self._open(seek)
        for _ in range(skip):
            self._p.sys.read(reader, self._size)
        status = 0
        while count is None or self._whole + self._partial < count:
            try:
                data = self._p.sys.read(reader, self._size)
            except OSError as failed:
                self._p.err(f"dd: error reading '{self._given.get('if', 'standard input')}': {failed.strerror}\n")
                status = 1
                break
            if not data:
                break
            if len(data) == self._size:
                self._whole += 1
            else:
                self._partial += 1
            try:
                self._p.write(writer, data)
            except OSError as failed:
                self._p.err(f"dd: writing to '{self._given.get('of', 'standard output')}': {failed.strerror}\n")
                status = 1
                break
            self._bytes += len(data)
        self._report(self._p.sys.clock_gettime(1) - start)
        return status

    def _open(self, seek: int) -> tuple[int, int]:
        sys, given = self._p.sys, self._given
        name = given.get("if", "")
        try:
            flags = O_NONBLOCK if "nonblock" in given.get("iflag", "").split(",") else 0
            reader = sys.open(name, flags) if name else 0
            name = given.get("of", "")
            keep = "notrunc" in given.get("conv", "").split(",") or seek
            writer = sys.open(name, O_WRONLY | O_CREAT | (0 if keep else O_TRUNC)) if name else 1
        except OSError as failed:
            raise Wrong(f"failed to open '{name}': {failed.strerror}") from None
        if seek and name:
            sys.lseek(writer, seek * self._size)
        return reader, writer

    def _report(self, ns: int) -> None:
        level = self._given.get("status", "")
        if level == "none":
            return
        records = f"{self._whole}+{self._partial} records"
        self._p.err(f"{records} in\n{records} out\n")
        if level == "noxfer":
            return
        total, seconds = self._bytes, max(ns, 1) / NSEC_PER_SEC
        named = [] if total < 1000 else [_scaled(total, 1000, UNITS)] if total < 1024 else None
        if named is None:
            named = [_scaled(total, 1000, UNITS), _scaled(total, 1024, ("B", "KiB", "MiB", "GiB", "TiB"))]
        sizes = f" ({', '.join(named)})" if named else ""
        plural = "" if total == 1 else "s"
        rate = _scaled(total / seconds, 1000, UNITS)
        self._p.err(f"{total} byte{plural}{sizes} copied, {seconds:.6g} s, {rate}/s\n")


def _scaled(number: float, base: int, units: tuple[str, ...]) -> str:
    """``1.0 kB``, ``25 MB``: one digit behind the point when there is one before it."""
    power = 0
    while number >= base and power < len(units) - 1:
        number, power = number / base, power + 1
    return f"{number:.1f} {units[power]}" if power and number < 9.95 else f"{number:.0f} {units[power]}"
