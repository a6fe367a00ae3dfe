"""mv: rename files and folders, or move them into a folder (coreutils 9.1)."""

from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import S_ISDIR
from kshell.userland import coreutils
from kshell.userland.coreutils.file_targets import Refused, Transfer, confirmed, existing, transfers
from kshell.userland.libc.getopt import UsageError, try_help
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... [-T] SOURCE DEST
  or:  {name} [OPTION]... SOURCE... DIRECTORY
  or:  {name} [OPTION]... -t DIRECTORY SOURCE...
Rename SOURCE to DEST, or move SOURCE(s) to DIRECTORY.

  -f, --force                  do not prompt before overwriting
  -i, --interactive            prompt before overwrite
  -n, --no-clobber             do not overwrite an existing file
  -t, --target-directory=DIRECTORY  move all SOURCE arguments into DIRECTORY
  -T, --no-target-directory    treat DEST as a normal file
  -u, --update                 move only when the SOURCE file is newer
                                 than the destination file or when the
                                 destination file is missing
  -v, --verbose                explain what is being done
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {
    "force": "f",
    "interactive": "i",
    "no-clobber": "n",
    "target-directory=": "t",
    "no-target-directory": "T",
    "update": "u",
    "verbose": "v",
}


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "fint:Tuv", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, operands = parsed
    given = dict(short_names(options, LONG))
    try:
        wanted = transfers(p, operands, given.get("t"), exact="T" in given)
    except UsageError as error:
        return try_help(p, error)
    except Refused as refused:
        return _fail(p, str(refused))
    return max([_move(p, transfer, set(given)) for transfer in wanted])


def _fail(p: Process, text: str) -> int:
    p.err(f"mv: {text}\n")
    return 1


def _move(p: Process, transfer: Transfer, flags: set[str]) -> int:
    """Move one thing; 1 after a message."""
    source, target = transfer
    try:
        status = p.sys.lstat(source)
    except OSError as failed:
        return _fail(p, f"cannot stat '{source}': {failed.strerror}")
    try:
        there = existing(p, target)
    except Refused as refused:
        return _fail(p, str(refused))
    if there is not None:
        if there == status:
            return _fail(p, f"'{source}' and '{target}' are the same file")
        if S_ISDIR(there.mode) and not S_ISDIR(status.mode):
            return _fail(p, f"cannot overwrite directory '{target}' with non-directory")
        if S_ISDIR(status.mode) and not S_ISDIR(there.mode):
            return _fail(p, f"cannot overwrite non-directory '{target}' with directory '{source}'")
        if "n" in flags or ("u" in flags and there.mtime >= status.mtime):
            return 0
        if "i" in flags and not confirmed(p, f"overwrite '{target}'"):
            return 0
    try:
        p.sys.rename(source, target)
    except OSError as failed:
        if failed.errno == Errno.EINVAL:
            return _fail(p, f"cannot move '{source}' to a subdirectory of itself, '{target}'")
        return _fail(p, f"cannot move '{source}' to '{target}': {failed.strerror}")
    if "v" in flags:
        p.out(f"renamed '{source}' -> '{target}'\n")
    return 0
