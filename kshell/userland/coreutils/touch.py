"""touch: set the times of files, making those that are missing (coreutils 9.1; a file has one time here)."""

from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import O_CREAT, O_NONBLOCK, O_WRONLY
from kshell.uapi.syscalls import CLOCK_REALTIME
from kshell.userland import coreutils
from kshell.userland.coreutils.timestamp import NoTime, parse_posix_time, parse_timestamp
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... FILE...
Update the access and modification times of each FILE to the current time.

A FILE argument that does not exist is created empty, unless -c or -h
is supplied.

  -a                     change only the access time
  -c, --no-create        do not create any files
  -d, --date=STRING      parse STRING and use it instead of current time
  -m                     change only the modification time
  -r, --reference=FILE   use this file's times instead of current time
  -t STAMP               use [[CC]YY]MMDDhhmm[.ss] instead of current time
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {"no-create": "c", "date=": "d", "reference=": "r"}


class Wrong(Exception):
    """An argument that touch refuses; the text is the message."""


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "acd:mr:t:", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, files = parsed
    given = dict(short_names(options, LONG))
    try:
        moment = _moment(p, given)
    except Wrong as wrong:
        p.err(f"touch: {wrong}\n")
        return 1
    if not files:
        return coreutils.refuse(p, "missing file operand")
    return max([_touch(p, file, moment, given) for file in files])


def _moment(p: Process, given: dict[str, str]) -> int | None:
    """The ns since 1970 to set, None for now; Wrong."""
    now = p.sys.clock_gettime(CLOCK_REALTIME)
    if "r" in given:
        try:
            return p.sys.stat(given["r"]).mtime
        except OSError as failed:
            raise Wrong(f"failed to get attributes of '{given['r']}': {failed.strerror}") from None
    if "d" not in given and "t" not in given:
        return None
    try:
        return parse_timestamp(given["d"], now) if "d" in given else parse_posix_time(given["t"], now, year_first=True)
    except NoTime:
        raise Wrong(f"invalid date format '{given.get('d', given.get('t'))}'") from None


def _touch(p: Process, file: str, moment: int | None, given: dict[str, str]) -> int:
    """Touch one file; 1 after a message."""
    try:
        if "c" not in given:
            try:
                p.sys.close(p.sys.open(file, O_WRONLY | O_CREAT | O_NONBLOCK))
            except OSError as failed:
                if failed.errno != Errno.EISDIR:
                    raise
        if "a" not in given or "m" in given:
            p.sys.utimes(file, moment)
    except OSError as failed:
        if failed.errno != Errno.ENOENT or "c" not in given:
            p.err(f"touch: cannot touch '{file}': {failed.strerror}\n")
            return 1
    return 0
