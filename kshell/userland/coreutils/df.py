"""df: how much room file systems have (coreutils 9.1)."""

from collections.abc import Sequence

from kshell.userland import coreutils
from kshell.userland.gnulib.canonical import EXISTING, canonical
from kshell.userland.gnulib.human import human
from kshell.userland.gnulib.quoting import quotef
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process
from kshell.userland.util_linux.mounts import Mount, mount_of, mounts

USAGE = """\
Usage: {name} [OPTION]... [FILE]...
Show information about the file system on which each FILE resides,
or all file systems by default.

  -a, --all             include pseudo, duplicate, inaccessible file systems
  -h, --human-readable  print sizes in powers of 1024 (e.g., 1023M)
  -H, --si              print sizes in powers of 1000 (e.g., 1.1G)
  -i, --inodes          list inode information instead of block usage
  -k                    like --block-size=1K
  -P, --portability     use the POSIX output format
  -t, --type=TYPE       limit listing to file systems of type TYPE
  -T, --print-type      print file system type
  -x, --exclude-type=TYPE   limit listing to file systems not of type TYPE
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {
    "all": "a",
    "human-readable": "h",
    "si": "H",
    "inodes": "i",
    "portability": "P",
    "type=": "t",
    "print-type": "T",
    "exclude-type=": "x",
}
WIDTHS = (14, 4, 5, 5, 5, 4, 0)


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "ahHikPt:Tx:", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, files = parsed
    given = dict(short_names(options, LONG))
    status = 0
    with Stdout(p) as out:
        chosen: list[Mount] = []
        for file in files:
            try:
                chosen.append(mount_of(p, canonical(p, file, EXISTING)))
            except OSError as failed:
                out.error(f"{quotef(file)}: {failed.strerror}")
                status = 1
        if not files:
            chosen = [m for m in mounts(p) if "a" in given or p.sys.statfs(m.path).blocks]
        wanted = [value for letter, value in short_names(options, LONG) if letter == "t"]
        unwanted = [value for letter, value in short_names(options, LONG) if letter == "x"]
        chosen = [m for m in chosen if (not wanted or m.kind in wanted) and m.kind not in unwanted]
        if chosen:
            out.write(_table([_heading(given), *(_row(p, mount, given) for mount in chosen)], typed="T" in given))
        elif not status:
            out.error("no file systems processed")
            status = 1
    return status


def _heading(given: dict[str, str]) -> list[str]:
    if "i" in given:
        return ["Filesystem", "Type", "Inodes", "IUsed", "IFree", "IUse%", "Mounted on"]
    if given.keys() & {"h", "H"}:
        return ["Filesystem", "Type", "Size", "Used", "Avail", "Use%", "Mounted on"]
    if "P" in given:
        return ["Filesystem", "Type", "1024-blocks", "Used", "Available", "Capacity", "Mounted on"]
    return ["Filesystem", "Type", "1K-blocks", "Used", "Available", "Use%", "Mounted on"]


def _row(p: Process, mount: Mount, given: dict[str, str]) -> list[str]:
    """What is shown of one file system."""
    stat = p.sys.statfs(mount.path)
    total, free = (stat.files, stat.ffree) if "i" in given else (stat.blocks, stat.bfree)
    used = total - free
    percent = f"{-(-used * 100 // total)}%" if total else "-"
    numbers = [_size(number, stat.bsize, given) for number in (total, used, free)]
    return [mount.source, mount.kind, *numbers, percent, mount.path]


def _size(number: int, unit: int, given: dict[str, str]) -> str:
    if "i" in given:
        unit = 1
    if given.keys() & {"h", "H"}:
        return human(number * unit, 1000 if "H" in given else 1024)
    return str(number) if "i" in given else str(-(-number * unit // 1024))


def _table(rows: Sequence[Sequence[str]], *, typed: bool) -> str:
    columns = [column for column in range(7) if typed or column != 1]
    widths = {column: max(WIDTHS[column], *(len(row[column]) for row in rows)) for column in columns}
    lines = []
    for row in rows:
        cells = [
            row[column].ljust(widths[column]) if column < 2 else row[column].rjust(widths[column])
            for column in columns[:-1]
        ]
        lines.append(" ".join([*cells, row[6]]))
    return "".join(line + "\n" for line in lines)
