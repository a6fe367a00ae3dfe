"""tac: files from their last line to their first (coreutils 9.1)."""

from kshell.uapi.errno import Errno
from kshell.userland import coreutils
from kshell.userland.coreutils.inputs import opened
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process, WriteError

USAGE = """\
Usage: {name} [OPTION]... [FILE]...
Write each FILE to standard output, last line first.

With no FILE, or when FILE is -, read standard input.

  -b, --before             attach the separator before instead of after
  -s, --separator=STRING   use STRING as the separator instead of newline
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {"before": "b", "separator=": "s"}


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "bs:", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, files = parsed
    given = dict(short_names(options, LONG))
    separator = given.get("s", "\n").encode("utf-8", "surrogateescape") or b"\0"
    status = 0
    with Stdout(p) as out:
        for name in files or ["-"]:
            what = f"failed to open '{name}' for reading"
            try:
                with opened(p, name) as fd:
                    what = f"{name}: read error"
                    for part in reversed(_parts(p.read_all(fd), separator, before="b" in given)):
                        out.write_bytes(part)
            except WriteError:
                raise
            except OSError as failed:
                # tac looks for the end of a folder first, and gets EINVAL
                reason = Errno.EINVAL.text if failed.errno == Errno.EISDIR else failed.strerror
                out.error(f"{what}: {reason}")
                status = 1
    return status


def _parts(data: bytes, separator: bytes, *, before: bool) -> list[bytes]:
    """The lines with their separators behind them, or before."""
    pieces = data.split(separator)
    if before:
        return [part for part in (pieces[0], *(separator + piece for piece in pieces[1:])) if part]
    return [part for part in (*(piece + separator for piece in pieces[:-1]), pieces[-1]) if part]
