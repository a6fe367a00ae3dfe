"""truncate: cut files to a size, or make them longer (coreutils 9.1)."""

from kshell.uapi.fcntl import O_CREAT, O_TRUNC, O_WRONLY
from kshell.userland import coreutils
from kshell.userland.gnulib.counts import BadCount, count
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process

USAGE = """\
Usage: {name} OPTION... FILE...
Shrink or extend the size of each FILE to the specified size

A FILE argument that does not exist is created.

  -c, --no-create        do not create any files
  -s, --size=SIZE        set or adjust the file size by SIZE bytes
      --help        display this help and exit
      --version     output version information and exit

SIZE may also be prefixed by one of the following modifying characters:
'+' extend by, '-' reduce by, '<' at most, '>' at least.
"""
LONG = {"no-create": "c", "size=": "s"}


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "cs:", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, files = parsed
    given = dict(short_names(options, LONG))
    if "s" not in given:
        return coreutils.refuse(p, "you must specify either '--size' or '--reference'")
    sign = given["s"][:1] if given["s"][:1] in ("-", "+", "<", ">") else ""
    try:
        number = count(given["s"].removeprefix(sign))
    except BadCount:
        p.err(f"truncate: Invalid number: '{given['s']}'\n")
        return 1
    if not files:
        return coreutils.refuse(p, "missing file operand")
    return max([_cut(p, file, sign, number, create="c" not in given) for file in files])


def _cut(p: Process, file: str, sign: str, number: int, *, create: bool) -> int:
    """Give one file its size; 1 after a message."""
    try:
        data = b""
        try:
            data = p.read_file(file)
        except OSError as failed:
            if failed.errno != 2:
                raise
            if not create:
                return 0
        size = len(data)
        sizes = {"": number, "+": size + number, "-": max(size - number, 0)}
        sizes |= {"<": min(size, number), ">": max(size, number)}
        fd = p.sys.open(file, O_WRONLY | O_CREAT | O_TRUNC)
        p.write(fd, data[: sizes[sign]].ljust(sizes[sign], b"\0"))
        p.sys.close(fd)
    except OSError as failed:
        p.err(f"truncate: cannot open '{file}' for writing: {failed.strerror}\n")
        return 1
    return 0
