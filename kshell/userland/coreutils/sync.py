"""sync: have the kernel write what it still holds (coreutils 9.1)."""

from kshell.userland import coreutils
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION] [FILE]...
Synchronize cached writes to persistent storage

If one or more files are specified, sync only them,
or their containing file systems.

  -d, --data             sync only file data, no unneeded metadata
  -f, --file-system      sync the file systems that contain the files
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {"data": "d", "file-system": "f"}


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "df", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, files = parsed
    if "d" in dict(short_names(options, LONG)) and not files:
        p.err("sync: --data needs at least one argument\n")
        return 1
    status = 0
    for file in files:
        try:
            p.sys.close(p.sys.open(file))
        except OSError as failed:
            p.err(f"sync: error opening '{file}': {failed.strerror}\n")
            status = 1
    p.sys.sync()
    return status
