"""rm: remove files and folders (coreutils 9.1)."""

from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import S_ISDIR
from kshell.uapi.syscalls import Stat
from kshell.userland import coreutils
from kshell.userland.coreutils.file_targets import base_name, confirmed, kind
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... [FILE]...
Remove (unlink) the FILE(s).

  -f, --force           ignore nonexistent files and arguments, never prompt
  -i                    prompt before every removal
  -r, -R, --recursive   remove directories and their contents recursively
  -d, --dir             remove empty directories
  -v, --verbose         explain what is being done
      --no-preserve-root  do not treat '/' specially
      --help        display this help and exit
      --version     output version information and exit

By default, rm does not remove directories.  Use the --recursive (-r or -R)
option to remove each listed directory, too, along with all of its contents.

To remove a file whose name starts with a '-', for example '-foo',
use one of these commands:
  {name} -- -foo

  {name} ./-foo
"""
LONG = {"force": "f", "recursive": "r", "dir": "d", "verbose": "v", "no-preserve-root": "root"}
GONE = (Errno.ENOENT, Errno.ENOTDIR)


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "dfirRv", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, names = parsed
    flags: set[str] = set()
    for letter, _ in short_names(options, LONG):
        flags -= {"f": {"i"}, "i": {"f"}}.get(letter, set())
        flags.add("r" if letter == "R" else letter)
    if not names:
        return 0 if "f" in flags else coreutils.refuse(p, "missing operand")
    with Stdout(p) as out:
        remove = _Remove(p, out, flags)
        return max([remove.operand(name) for name in names])


class _Remove:
    """Removes with certain options; every step says what failed and gives 1 then."""

    def __init__(self, p: Process, out: Stdout, flags: set[str]) -> None:
        self._p = p
        self._out = out
        self._flags = flags

    def operand(self, name: str) -> int:
        """Remove what was named on the command line."""
        if "r" in self._flags:
            if base_name(name) in (".", ".."):
                return self._say(f"refusing to remove '.' or '..' directory: skipping '{name}'")
            if name and not name.strip("/") and "root" not in self._flags:
                alias = "" if name == "/" else f"'{name}' (same as '/')"
                self._say(f"it is dangerous to operate recursively on {alias or chr(39) + '/' + chr(39)}")
                return self._say("use --no-preserve-root to override this failsafe")
        return self.remove(name)

    def remove(self, path: str) -> int:
        """Remove a file, or a folder with all that is in it."""
        try:
            status = self._p.sys.lstat(path)
        except OSError as failed:
            return 0 if "f" in self._flags and failed.errno in GONE else self._fail(path, failed.strerror)
        if not S_ISDIR(status.mode):
            return self._file(path, status)
        if not self._flags & {"r", "d"}:
            return self._fail(path, Errno.EISDIR.text)
        return self._folder(path)

    def _file(self, path: str, status: Stat) -> int:
        if not self._may(f"remove {kind(status)} '{path}'"):
            return 0
        try:
            self._p.sys.unlink(path)
        except OSError as failed:
            return self._fail(path, failed.strerror)
        return self._done(f"removed '{path}'")

    def _folder(self, path: str) -> int:
        try:
            names = self._p.sys.getdents(path) if "r" in self._flags else []
        except OSError as failed:
            return self._fail(path, failed.strerror)
        if names:
            if not self._may(f"descend into directory '{path}'"):
                return 0
            if max([self.remove(f"{path.rstrip('/')}/{name}") for name in names]):
                return 1
        if not self._may(f"remove directory '{path}'"):
            return 0
        try:
            self._p.sys.rmdir(path)
        except OSError as failed:
            return self._fail(path, failed.strerror)
        return self._done(f"removed directory '{path}'")

    def _may(self, question: str) -> bool:
        return "i" not in self._flags or confirmed(self._p, question)

    def _done(self, text: str) -> int:
        if "v" in self._flags:
            self._out.write(text + "\n")
        return 0

    def _fail(self, path: str, reason: str | None) -> int:
        return self._say(f"cannot remove '{path}': {reason}")

    def _say(self, text: str) -> int:
        self._out.error(text)
        return 1
