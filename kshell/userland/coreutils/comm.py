"""comm: which lines two sorted files have in common (coreutils 9.1)."""

from kshell.userland import coreutils
from kshell.userland.coreutils.inputs import byte_lines
from kshell.userland.gnulib.quoting import quotef
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... FILE1 FILE2
Compare sorted files FILE1 and FILE2 line by line.

When FILE1 or FILE2 (not both) is -, read standard input.

With no options, produce three-column output.  Column one contains
lines unique to FILE1, column two contains lines unique to FILE2,
and column three contains lines common to both files.

  -1              suppress column 1 (lines unique to FILE1)
  -2              suppress column 2 (lines unique to FILE2)
  -3              suppress column 3 (lines that appear in both files)

  --check-order     check that the input is correctly sorted, even
                      if all input lines are pairable
  --nocheck-order   do not check that the input is correctly sorted
  --output-delimiter=STR  separate columns with STR
  --total           output a summary
  -z, --zero-terminated    line delimiter is NUL, not newline
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {
    "check-order": "check-order",
    "nocheck-order": "nocheck-order",
    "output-delimiter=": "output-delimiter",
    "total": "total",
    "zero-terminated": "z",
}


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "123z", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, files = parsed
    given = dict(short_names(options, LONG))
    if len(files) < 2:
        return coreutils.refuse(p, f"missing operand after '{files[0]}'" if files else "missing operand")
    if len(files) > 2:
        return coreutils.extra_operand(p, files[2])
    end = b"\0" if "z" in given else b"\n"
    with Stdout(p) as out:
        columns = list[list[bytes]]()
        for name in files:
            try:
                fd = 0 if name == "-" else p.sys.open(name)
                columns.append([line.removesuffix(end) for line in byte_lines(p, fd, end)])
            except OSError as failed:
                out.error(f"{quotef(name)}: {failed.strerror}")
                return 1
        return _Merge(out, given, end).run(columns[0], columns[1])


class _Merge:
    """Walks through both files at once, and tells where they are out of order."""

    def __init__(self, out: Stdout, given: dict[str, str], end: bytes) -> None:
        self._out = out
        self._given = given
        self._end = end
        self._tab = given.get("output-delimiter", "\t").encode("utf-8", "surrogateescape") or b"\0"
        self._counts = [0, 0, 0]
        self._disorder = [False, False]

    def run(self, first: list[bytes], second: list[bytes]) -> int:
        a = b = 0
        paired = True
        while a < len(first) or b < len(second):
            if b == len(second) or (a < len(first) and first[a] < second[b]):
                column, paired = 0, False
            elif a == len(first) or second[b] < first[a]:
                column, paired = 1, False
            else:
                column = 2
            self._show(column, second[b] if column == 1 else first[a])
            a += column != 1
            b += column != 0
            for number, lines, at in ((0, first, a), (1, second, b)):
                if self._is_disorder(number, lines, at, paired=paired):
                    return 1
        if "total" in self._given:
            counts = self._tab.join(b"%d" % count for count in self._counts)
            self._out.write_bytes(counts + self._tab + b"total" + self._end)
        if any(self._disorder):
            self._out.error("input is not in sorted order")
        return int(any(self._disorder))

    def _show(self, column: int, line: bytes) -> None:
        self._counts[column] += 1
        if str(column + 1) not in self._given:
            before = sum(str(number + 1) not in self._given for number in range(column))
            self._out.write_bytes(self._tab * before + line + self._end)

    def _is_disorder(self, number: int, lines: list[bytes], at: int, *, paired: bool) -> bool:
        """Tell of the first line of a file that is smaller than the one before; whether that ends it all."""
        checked = "check-order" in self._given
        if "nocheck-order" in self._given or self._disorder[number] or not 0 < at < len(lines):
            return False
        if lines[at] < lines[at - 1] and (checked or not paired):
            self._disorder[number] = True
            self._out.error(f"file {number + 1} is not in sorted order")
            return checked
        return False
