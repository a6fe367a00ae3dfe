"""du: how much space files take (coreutils 9.1)."""

from kshell.uapi.fcntl import S_ISDIR, S_ISLNK, S_ISREG
from kshell.uapi.syscalls import Stat
from kshell.userland import coreutils
from kshell.userland.gnulib.human import human
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... [FILE]...
Summarize device usage of the set of FILEs, recursively for directories.

  -0, --null            end each output line with NUL, not newline
  -a, --all             write counts for all files, not just directories
      --apparent-size   print apparent sizes rather than device usage
  -b, --bytes           equivalent to '--apparent-size --block-size=1'
  -c, --total           produce a grand total
  -d, --max-depth=N     print the total for a directory (or file, with --all)
                          only if it is N or fewer levels below the command
                          line argument;  --max-depth=0 is the same as
                          --summarize
  -h, --human-readable  print sizes in human readable format (e.g., 1K 234M 2G)
  -k                    like --block-size=1K
  -L, --dereference     dereference all symbolic links
  -l, --count-links     count sizes many times if hard linked
  -m                    like --block-size=1M
  -S, --separate-dirs   for directories do not include size of subdirectories
      --si              like -h, but use powers of 1000 not 1024
  -s, --summarize       display only a total for each argument
  -x, --one-file-system  accepted; skips nothing
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {
    "null": "0",
    "all": "a",
    "apparent-size": "apparent",
    "bytes": "b",
    "total": "c",
    "max-depth=": "d",
    "human-readable": "h",
    "dereference": "L",
    "count-links": "l",
    "separate-dirs": "S",
    "si": "si",
    "summarize": "s",
    "one-file-system": "x",
}
BLOCK = 512


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "0abcd:hkLlmsSx", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, files = parsed
    given = dict(short_names(options, LONG))
    depth = given.get("d", "")
    if depth and not depth.isdigit():
        return coreutils.refuse(p, f"invalid maximum depth '{depth}'")
    if "s" in given and "a" in given:
        return coreutils.refuse(p, "cannot both summarize and show all entries")
    if "s" in given and depth not in ("", "0"):
        return coreutils.refuse(p, f"warning: summarizing conflicts with --max-depth={depth}")
    with Stdout(p) as out:
        usage = _Usage(p, out, given, 0 if "s" in given else int(depth) if depth else 1 << 30)
        total = sum(usage.operand(file) for file in files or ["."])
        if "c" in given:
            usage.show(total, "total")
        return usage.status


class _Usage:
    """Adds up and shows; ``status`` is the exit status so far. Sizes are in bytes."""

    def __init__(self, p: Process, out: Stdout, given: dict[str, str], depth: int) -> None:
        self.status = 0
        self._p = p
        self._out = out
        self._given = given
        self._depth = depth
        self._seen: set[int] = set()
        unit = [letter for letter in given if letter in ("b", "k", "m", "h", "si")]
        self._unit = unit[-1] if unit else "k"

    def show(self, size: int, name: str) -> None:
        """A line of output."""
        if self._unit in ("h", "si"):
            text = human(size, 1024 if self._unit == "h" else 1000)
        else:
            unit = {"b": 1, "k": 1024, "m": 1 << 20}[self._unit]
            text = str(-(-size // unit))
        self._out.write(f"{text}\t{name}" + ("\0" if "0" in self._given else "\n"))

    def operand(self, path: str) -> int:
        """What a file or folder takes that was named, with all that is in it."""
        status = self._stat(path)
        if status is None or self._counted(status):
            return 0
        return self._walk(path, status, 0)

    def _stat(self, path: str) -> Stat | None:
        try:
            status = self._p.sys.lstat(path)
            return self._p.sys.stat(path) if S_ISLNK(status.mode) and "L" in self._given else status
        except OSError as failed:
            self._fail(f"cannot access '{path}': {failed.strerror}")
            return None

    def _fail(self, text: str) -> None:
        self._out.error(text)
        self.status = 1

    def _counted(self, status: Stat) -> bool:
        """Whether a file was counted under another name already."""
        if "l" in self._given and not S_ISDIR(status.mode):
            return False
        seen = status.ino in self._seen
        self._seen.add(status.ino)
        return seen

    def _walk(self, path: str, status: Stat, depth: int) -> int:
        """What is taken by path and all below it, shown where that was asked for."""
        own = status.blocks * BLOCK
        if "b" in self._given or "apparent" in self._given:
            own = status.size if S_ISREG(status.mode) or S_ISDIR(status.mode) or S_ISLNK(status.mode) else 0
        below = files = 0
        if S_ISDIR(status.mode):
            try:
                names = self._p.sys.getdents(path)
            except OSError as failed:
                self._fail(f"cannot read directory '{path}': {failed.strerror}")
                names = []
            for name in names:
                child = f"{path.rstrip('/')}/{name}"
                found = self._stat(child)
                if found is None or self._counted(found):
                    continue
                size = self._walk(child, found, depth + 1)
                below, files = (below + size, files) if S_ISDIR(found.mode) else (below, files + size)
        total = own + files + below
        if depth <= self._depth and (S_ISDIR(status.mode) or "a" in self._given or not depth):
            self.show(total - below if "S" in self._given else total, path)
        return total
