"""cp: copy files and folders (coreutils 9.1)."""

from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import O_CREAT, O_TRUNC, O_WRONLY, S_ISDIR
from kshell.uapi.syscalls import Stat
from kshell.userland import coreutils
from kshell.userland.file_targets import Refused, Transfer, confirmed, existing, stat, transfers
from kshell.userland.getopt import UsageError, try_help
from kshell.userland.long_options import short_names
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... [-T] SOURCE DEST
  or:  {name} [OPTION]... SOURCE... DIRECTORY
  or:  {name} [OPTION]... -t DIRECTORY SOURCE...
Copy SOURCE to DEST, or multiple SOURCE(s) to DIRECTORY.

  -a, --archive                same as -r here
  -f, --force                  if an existing destination file cannot be
                                 opened, remove it and try again
  -i, --interactive            prompt before overwrite
  -n, --no-clobber             do not overwrite an existing file
  -p                           accepted; times and owners are not kept
  -R, -r, --recursive          copy directories recursively
  -t, --target-directory=DIRECTORY  copy all SOURCE arguments into DIRECTORY
  -T, --no-target-directory    treat DEST as a normal file
  -v, --verbose                explain what is being done
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {
    "archive": "r",
    "force": "f",
    "interactive": "i",
    "no-clobber": "n",
    "recursive": "r",
    "target-directory=": "t",
    "no-target-directory": "T",
    "verbose": "v",
}
ALIASES = {"a": "r", "R": "r"}


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "afinpRrt:Tv", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, operands = parsed
    given = dict(short_names(options, LONG))
    flags = {ALIASES.get(letter, letter) for letter in given}
    try:
        wanted = transfers(p, operands, given.get("t"), exact="T" in flags)
    except UsageError as error:
        return try_help(p, error)
    except Refused as refused:
        return _fail(p, str(refused))
    return max([_Copy(p, flags).copy(transfer) for transfer in wanted])


def _fail(p: Process, text: str) -> int:
    p.err(f"cp: {text}\n")
    return 1


class _Copy:
    """Copies with certain options; every step says what failed and gives 1 then."""

    def __init__(self, p: Process, flags: set[str]) -> None:
        self.p = p
        self.flags = flags

    def copy(self, transfer: Transfer) -> int:
        source, target = transfer
        try:
            status = self.p.sys.stat(source)
        except OSError as failed:
            return _fail(self.p, f"cannot stat '{source}': {failed.strerror}")
        if S_ISDIR(status.mode) and "r" not in self.flags:
            return _fail(self.p, f"-r not specified; omitting directory '{source}'")
        try:
            there = existing(self.p, target)
        except Refused as refused:
            return _fail(self.p, str(refused))
        if S_ISDIR(status.mode):
            return self._folder(transfer, there)
        return self._file(transfer, status, there)

    def _file(self, transfer: Transfer, status: Stat, there: Stat | None) -> int:
        source, target = transfer
        if there is not None:
            if there == status:
                return _fail(self.p, f"'{source}' and '{target}' are the same file")
            if S_ISDIR(there.mode):
                return _fail(self.p, f"cannot overwrite directory '{target}' with non-directory")
            if "n" in self.flags or ("i" in self.flags and not confirmed(self.p, f"overwrite '{target}'")):
                return 0
        if "v" in self.flags:
            self.p.out(f"'{source}' -> '{target}'\n")
        try:
            data = self.p.read_file(source)
        except OSError as failed:
            return _fail(self.p, f"cannot open '{source}' for reading: {failed.strerror}")
        try:
            self._write(target, data, status.mode & 0o777, exists=there is not None)
        except OSError as failed:
            reason = Errno.ENOTDIR.text if there is None and target.endswith("/") else failed.strerror
            return _fail(self.p, f"cannot create regular file '{target}': {reason}")
        return 0

    def _write(self, target: str, data: bytes, mode: int, *, exists: bool) -> None:
        flags = O_WRONLY | O_CREAT | O_TRUNC
        try:
            fd = self.p.sys.open(target, flags, mode)
        except OSError:
            if not exists or "f" not in self.flags:
                raise
            self.p.sys.unlink(target)
            fd = self.p.sys.open(target, flags, mode)
        try:
            self.p.write(fd, data)
        finally:
            self.p.sys.close(fd)

    def _folder(self, transfer: Transfer, there: Stat | None) -> int:
        source, target = transfer
        if there is not None and not S_ISDIR(there.mode):
            return _fail(self.p, f"cannot overwrite non-directory '{target}' with directory '{source}'")
        if _inside(self.p, source, target):
            return _fail(self.p, f"cannot copy a directory, '{source}', into itself, '{target}'")
        names = self.p.sys.getdents(source)
        if there is None:
            if "v" in self.flags:
                self.p.out(f"'{source}' -> '{target}'\n")
            try:
                self.p.sys.mkdir(target)
            except OSError as failed:
                return _fail(self.p, f"cannot create directory '{target}': {failed.strerror}")
        done = [self.copy(Transfer(f"{source.rstrip('/')}/{name}", f"{target.rstrip('/')}/{name}")) for name in names]
        return max(done, default=0)


def _inside(p: Process, source: str, target: str) -> bool:
    """Whether target is, or would be, the folder source or somewhere below it."""
    own = stat(p, source)
    parts: list[str] = []
    for part in f"{p.sys.getcwd()}/{target}".split("/") if not target.startswith("/") else target.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return any(stat(p, "/" + "/".join(parts[:depth])) == own for depth in range(len(parts) + 1))
