"""rmdir: remove empty folders (coreutils 9.1)."""

from kshell.uapi.errno import Errno
from kshell.userland import coreutils
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... DIRECTORY...
Remove the DIRECTORY(ies), if they are empty.

      --ignore-fail-on-non-empty
                    ignore each failure to remove a non-empty directory
  -p, --parents     remove DIRECTORY and its ancestors
  -v, --verbose     output a diagnostic for every directory processed
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {"ignore-fail-on-non-empty": "ignore", "parents": "p", "verbose": "v"}


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "pv", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, folders = parsed
    if not folders:
        return coreutils.refuse(p, "missing operand")
    flags = set(dict(short_names(options, LONG)))
    return max([_remove(p, folder, flags) for folder in folders])


def _remove(p: Process, folder: str, flags: set[str]) -> int:
    """Remove a folder, with -p those that lead to it too; 1 after a message."""
    path, kind = folder, ""
    while path:
        if "v" in flags:
            p.out(f"rmdir: removing directory, '{path}'\n")
        try:
            p.sys.rmdir(path)
        except OSError as failed:
            if "ignore" in flags and failed.errno == Errno.ENOTEMPTY:
                return 0
            p.err(f"rmdir: failed to remove {kind}'{path}': {failed.strerror}\n")
            return 1
        path = path.rstrip("/").rpartition("/")[0].rstrip("/") if "p" in flags else ""
        kind = "directory "
    return 0
