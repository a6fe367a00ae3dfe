"""cut: parts of each line (coreutils 9.1; characters are bytes, as in its -c)."""

from collections.abc import Sequence

from kshell.userland import coreutils
from kshell.userland.coreutils.fieldlist import BadList, complement, merged, parse_list
from kshell.userland.coreutils.inputs import byte_lines, opened
from kshell.userland.gnulib.quoting import quotef
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process, WriteError

USAGE = """\
Usage: {name} OPTION... [FILE]...
Print selected parts of lines from each FILE to standard output.

With no FILE, or when FILE is -, read standard input.

  -b, --bytes=LIST        select only these bytes
  -c, --characters=LIST   select only these characters
  -d, --delimiter=DELIM   use DELIM instead of TAB for field delimiter
  -f, --fields=LIST       select only these fields;  also print any line
                            that contains no delimiter character, unless
                            the -s option is specified
  -n                      (ignored)
      --complement        complement the set of selected bytes, characters
                            or fields
  -s, --only-delimited    do not print lines not containing delimiters
      --output-delimiter=STRING  use STRING as the output delimiter
                            the default is to use the input delimiter
  -z, --zero-terminated    line delimiter is NUL, not newline
      --help        display this help and exit
      --version     output version information and exit

Use one, and only one of -b, -c or -f.  Each LIST is made up of one
range, or many ranges separated by commas.  Each range is one of:

  N     N'th byte, character or field, counted from 1
  N-    from N'th byte, character or field, to end of line
  N-M   from N'th to M'th (included) byte, character or field
  -M    from first to M'th (included) byte, character or field
"""
LONG = {
    "bytes=": "b",
    "characters=": "c",
    "delimiter=": "d",
    "fields=": "f",
    "complement": "complement",
    "only-delimited": "s",
    "output-delimiter=": "output",
    "zero-terminated": "z",
}


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "b:c:d:f:nsz", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, files = parsed
    named = short_names(options, LONG)
    lists = [(letter, value) for letter, value in named if letter in ("b", "c", "f")]
    try:
        cutter = _cutter(lists, dict(named))
    except BadList as bad:
        return coreutils.refuse(p, str(bad))
    status = 0
    end = b"\0" if "z" in dict(named) else b"\n"
    with Stdout(p) as out:
        for name in files or ["-"]:
            try:
                with opened(p, name) as fd:
                    for line in byte_lines(p, fd, end):
                        part = cutter.cut(line.removesuffix(end))
                        if part is not None:
                            out.write_bytes(part + end)
            except WriteError:
                raise
            except OSError as failed:
                out.error(f"{quotef(name)}: {failed.strerror}")
                status = 1
    return status


def _cutter(lists: Sequence[tuple[str, str]], given: dict[str, str]) -> "_Cutter":
    """What the options ask for; BadList."""
    delimiter = given.get("d", "\t").encode("utf-8", "surrogateescape") or b"\0"
    if len(delimiter) > 1:
        raise BadList("the delimiter must be a single character")
    if not lists:
        raise BadList("you must specify a list of bytes, characters, or fields")
    if len(lists) > 1:
        raise BadList("only one list may be specified")
    letter, text = lists[0]
    fields = letter == "f"
    if not fields and "d" in given:
        raise BadList("an input delimiter may be specified only when operating on fields")
    if not fields and "s" in given:
        raise BadList("suppressing non-delimited lines makes sense\n\tonly when operating on fields")
    ranges = parse_list(text, "field" if fields else "byte/character")
    ranges = complement(ranges) if "complement" in given else merged(ranges)
    output = given["output"].encode("utf-8", "surrogateescape") if "output" in given else None
    return _Cutter(ranges, delimiter if fields else None, output, only_delimited="s" in given)


class _Cutter:
    """Takes the parts ``ranges`` out of lines: fields between ``delimiter``, or bytes when that is None."""

    def __init__(
        self, ranges: list[tuple[int, int]], delimiter: bytes | None, output: bytes | None, *, only_delimited: bool
    ) -> None:
        self._ranges = ranges
        self._delimiter = delimiter
        self._output = output
        self._only_delimited = only_delimited

    def cut(self, line: bytes) -> bytes | None:
        """What is left of a line, None when it is not to be printed."""
        if self._delimiter is None:
            parts = [line[low - 1 : high] for low, high in self._ranges]
            return (self._output or b"").join(part for part in parts if part)
        fields = line.split(self._delimiter)
        if len(fields) == 1:
            return None if self._only_delimited else line
        chosen = [field for low, high in self._ranges for field in fields[low - 1 : high]]
        return (self._delimiter if self._output is None else self._output).join(chosen)
