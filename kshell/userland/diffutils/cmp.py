"""cmp: compare two files byte by byte (GNU diffutils 3.8)."""

from kshell.userland import diffutils
from kshell.userland.diffutils import TROUBLE
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... FILE1 [FILE2 [SKIP1 [SKIP2]]]
Compare two files byte by byte.

The optional SKIP1 and SKIP2 specify the number of bytes to skip
at the beginning of each file (zero by default).

Mandatory arguments to long options are mandatory for short options too.
  -b, --print-bytes          print differing bytes
  -l, --verbose              output byte numbers and differing byte values
  -n, --bytes=LIMIT          compare at most LIMIT bytes
  -s, --quiet, --silent      suppress all normal output
      --help                 display this help and exit
  -v, --version              output version information and exit

If a FILE is '-' or missing, read standard input.
Exit status is 0 if inputs are the same, 1 if different, 2 if trouble.
"""
LONG = {"print-bytes": "b", "verbose": "l", "bytes=": "n", "quiet": "s", "silent": "s"}


def main(p: Process) -> int:
    parsed = diffutils.parse(p, "bln:sv", LONG, USAGE)
    if isinstance(parsed, int):
        return parsed
    options, operands = parsed
    given = dict(options)
    if "v" in given:
        p.out("cmp (GNU diffutils) 3.8\n")
        return 0
    if not operands:
        return diffutils.refuse(p, "missing operand after 'cmp'")
    if len(operands) > 4:
        return diffutils.refuse(p, f"extra operand '{operands[4]}'")
    names = [*operands[:2], "-"][:2]
    data = list[bytes]()
    for name, skip in zip(names, [*operands[2:], "0", "0"], strict=False):
        try:
            read = p.read_all(0) if name == "-" else p.read_file(name)
        except OSError as failed:
            if "s" not in given:
                p.err(f"cmp: {name}: {failed.strerror}\n")
            return TROUBLE
        data.append(read[int(skip) if skip.isdigit() else 0 :])
    most = int(given["n"]) if given.get("n", "").isdigit() else None
    return _compare(p, names, data[0][:most], data[1][:most], given)


def _compare(p: Process, names: list[str], first: bytes, second: bytes, given: dict[str, str]) -> int:
    places = [at for at, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]]
    if "s" in given:
        return int(bool(places) or len(first) != len(second))
    if "l" in given:
        width = len(str(min(len(first), len(second))))
        for at in places:
            p.out(f"{at + 1:{width}d} {first[at]:3o} {second[at]:3o}\n")
    elif places:
        at = places[0]
        values = f" is {_octal(first[at])} {_octal(second[at])}" if "b" in given else ""
        what, line = "byte" if values else "char", first[:at].count(b"\n") + 1
        p.out(f"{names[0]} {names[1]} differ: {what} {at + 1}, line {line}{values}\n")
        return 1
    if len(first) != len(second):
        shorter, length = (names[0], len(first)) if len(first) < len(second) else (names[1], len(second))
        _end_of(p, shorter, first if length == len(first) else second, given)
        return 1
    return int(bool(places))


def _octal(byte: int) -> str:
    return f"{byte:3o} {chr(byte) if 32 <= byte < 127 else '^' + chr(byte ^ 64) if byte < 32 else '?'}"


def _end_of(p: Process, name: str, data: bytes, given: dict[str, str]) -> None:
    if not data:
        p.err(f"cmp: EOF on {name} which is empty\n")
    elif "l" in given:
        p.err(f"cmp: EOF on {name} after byte {len(data)}\n")
    else:
        lines = data.count(b"\n") + (not data.endswith(b"\n"))
        where = f"line {lines}" if data.endswith(b"\n") else f"in line {lines}"
        p.err(f"cmp: EOF on {name} after byte {len(data)}, {where}\n")
