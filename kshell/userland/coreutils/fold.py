"""fold: break long lines (coreutils 9.1)."""

from kshell.userland import coreutils
from kshell.userland.coreutils.inputs import byte_lines, opened
from kshell.userland.gnulib.quoting import quotef
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process, WriteError

USAGE = """\
Usage: {name} [OPTION]... [FILE]...
Wrap input lines in each FILE, writing to standard output.

With no FILE, or when FILE is -, read standard input.

  -b, --bytes         count bytes rather than columns
  -s, --spaces        break at spaces
  -w, --width=WIDTH   use WIDTH columns instead of 80
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {"bytes": "b", "spaces": "s", "width=": "w"}
TAB = 8


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "bsw:", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, files = parsed
    given = dict(short_names(options, LONG))
    text = given.get("w", "80")
    if not text.isdigit() or not int(text):
        reason = ": Numerical result out of range" if text.isdigit() else ""
        p.err(f"fold: invalid number of columns: '{text}'{reason}\n")
        return 1
    status = 0
    with Stdout(p) as out:
        for name in files or ["-"]:
            try:
                with opened(p, name) as fd:
                    for line in byte_lines(p, fd):
                        out.write_bytes(_folded(line, int(text), given))
            except WriteError:
                raise
            except OSError as failed:
                out.error(f"{quotef(name)}: {failed.strerror}")
                status = 1
    return status


def _folded(line: bytes, width: int, given: dict[str, str]) -> bytes:
    body = line.removesuffix(b"\n")
    out, rest = b"", b""
    for at in range(len(body)):
        byte = body[at : at + 1]
        while rest and _columns(rest + byte, given) > width:
            cut = max(rest.rfind(b" "), rest.rfind(b"\t")) + 1 if "s" in given else 0
            cut = cut or len(rest)
            out, rest = out + rest[:cut] + b"\n", rest[cut:]
        rest += byte
    return out + rest + line[len(body) :]


def _columns(text: bytes, given: dict[str, str]) -> int:
    if "b" in given:
        return len(text)
    column = 0
    for byte in text:
        column = column + TAB - column % TAB if byte == 9 else max(column - 1, 0) if byte == 8 else column + 1
    return column
