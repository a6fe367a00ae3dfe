"""mktemp: make a file or a folder of a name that is not taken (coreutils 9.1).

The letters follow from the process number and from what is there: the same session gets the same names.
"""

import zlib

from kshell.uapi.fcntl import O_CREAT, O_EXCL, O_RDWR
from kshell.userland import coreutils
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... [TEMPLATE]
Create a temporary file or directory, safely, and print its name.
TEMPLATE must contain at least 3 consecutive 'X's in last component.
If TEMPLATE is not specified, use tmp.XXXXXXXXXX, and --tmpdir is implied.
Files are created u+rw, and directories u+rwx, minus umask restrictions.

  -d, --directory     create a directory, not a file
  -u, --dry-run       do not create anything; merely print a name (unsafe)
  -q, --quiet         suppress diagnostics about file/dir-creation failure
      --suffix=SUFF   append SUFF to TEMPLATE; SUFF must not contain a slash.
  -p DIR, --tmpdir[=DIR]  interpret TEMPLATE relative to DIR; if DIR is not
                        specified, use $TMPDIR if set, else /tmp.
  -t                  interpret TEMPLATE as a single file name component,
                        relative to a directory [deprecated]
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {"directory": "d", "dry-run": "u", "quiet": "q", "suffix=": "suffix", "tmpdir=?": "p"}
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
FEWEST = 3
TRIES = 1000


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "dup:qt", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, operands = parsed
    given = dict(short_names(options, LONG))
    if len(operands) > 1:
        return coreutils.refuse(p, "too many templates")
    template = operands[0] if operands else "tmp.XXXXXXXXXX"
    suffix = given.get("suffix", template[len(template.rstrip("X")) :] and "")
    stem, count, suffix = _parts(template, suffix)
    if count < FEWEST:
        p.err(f"mktemp: too few X's in template '{template}'\n")
        return 1
    if not operands or "p" in given or "t" in given:
        stem = f"{(given.get('p') or p.env.get('TMPDIR') or '/tmp').rstrip('/')}/{stem}"
    for number in range(TRIES):
        path = stem + _letters(p.sys.getpid() * TRIES + number, count) + suffix
        try:
            if _make(p, path, given):
                p.out(path + "\n")
                return 0
        except OSError as failed:
            if "q" not in given:
                what, asked = "directory" if "d" in given else "file", f"{stem}{'X' * count}{suffix}"
                p.err(f"mktemp: failed to create {what} via template '{asked}': {failed.strerror}\n")
            return 1
    return 1


def _parts(template: str, suffix: str) -> tuple[str, int, str]:
    """What stands before the last run of X in the last component, how many there are, what stands behind."""
    folder, slash, name = template.rpartition("/")
    end = len(name)
    while end and name[end - 1] != "X":
        end -= 1
    start = end
    while start and name[start - 1] == "X":
        start -= 1
    return folder + slash + name[:start], end - start, name[end:] + suffix


def _letters(seed: int, count: int) -> str:
    return "".join(LETTERS[zlib.crc32(b"%d %d" % (seed, place)) % len(LETTERS)] for place in range(count))


def _make(p: Process, path: str, given: dict[str, str]) -> bool:
    """Make it; False if the name is taken."""
    try:
        if "u" in given:
            p.sys.lstat(path)
            return False
        if "d" in given:
            p.sys.mkdir(path, 0o700)
        else:
            p.sys.close(p.sys.open(path, O_RDWR | O_CREAT | O_EXCL, 0o600))
    except FileExistsError:
        return False
    except FileNotFoundError:
        if "u" not in given:
            raise
    return True
