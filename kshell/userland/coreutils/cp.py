"""cp: copy files and folders (coreutils 9.1)."""

from contextlib import suppress

from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import O_CREAT, O_TRUNC, O_WRONLY, S_ISDIR, S_ISLNK
from kshell.uapi.syscalls import Stat
from kshell.userland import coreutils
from kshell.userland.coreutils.file_targets import Refused, Transfer, confirmed, existing, stat, transfers
from kshell.userland.libc.getopt import UsageError, try_help
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... [-T] SOURCE DEST
  or:  {name} [OPTION]... SOURCE... DIRECTORY
  or:  {name} [OPTION]... -t DIRECTORY SOURCE...
Copy SOURCE to DEST, or multiple SOURCE(s) to DIRECTORY.

  -a, --archive                same as -dR --preserve=all
  -d                           same as --no-dereference --preserve=links
  -f, --force                  if an existing destination file cannot be
                                 opened, remove it and try again
  -i, --interactive            prompt before overwrite
  -l, --link                   hard link files instead of copying
  -L, --dereference            always follow symbolic links in SOURCE
  -n, --no-clobber             do not overwrite an existing file
  -P, --no-dereference         never follow symbolic links in SOURCE
  -p                           same as --preserve=mode,ownership,timestamps
  -R, -r, --recursive          copy directories recursively
  -s, --symbolic-link          make symbolic links instead of copying
  -t, --target-directory=DIRECTORY  copy all SOURCE arguments into DIRECTORY
  -T, --no-target-directory    treat DEST as a normal file
  -u, --update                 copy only when the SOURCE file is newer
                                 than the destination file or when the
                                 destination file is missing
  -v, --verbose                explain what is being done
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {
    "archive": "a",
    "dereference": "L",
    "force": "f",
    "interactive": "i",
    "link": "l",
    "no-clobber": "n",
    "no-dereference": "P",
    "recursive": "r",
    "symbolic-link": "s",
    "target-directory=": "t",
    "no-target-directory": "T",
    "update": "u",
    "verbose": "v",
}
MEANS = {"a": "rPp", "d": "P", "R": "r"}


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "adfilLnPpRrst:Tuv", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, operands = parsed
    given = dict(short_names(options, LONG))
    flags = {flag for letter in given for flag in MEANS.get(letter, letter)}
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
        keep_links = "L" not in self.flags and self.flags & {"P", "r"}
        try:
            status = (self.p.sys.lstat if keep_links else self.p.sys.stat)(source)
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
            if "n" in self.flags or ("u" in self.flags and there.mtime >= status.mtime):
                return 0
            if "i" in self.flags and not confirmed(self.p, f"overwrite '{target}'"):
                return 0
        if "v" in self.flags:
            self.p.out(f"'{source}' -> '{target}'\n")
        if S_ISLNK(status.mode) or self.flags & {"l", "s"}:
            return self._link(transfer, status, exists=there is not None)
        try:
            data = self.p.read_file(source)
        except OSError as failed:
            return _fail(self.p, f"cannot open '{source}' for reading: {failed.strerror}")
        try:
            self._write(target, data, status.mode & 0o777, exists=there is not None)
        except OSError as failed:
            reason = Errno.ENOTDIR.text if there is None and target.endswith("/") else failed.strerror
            return _fail(self.p, f"cannot create regular file '{target}': {reason}")
        return self._keep(target, status)

    def _link(self, transfer: Transfer, status: Stat, *, exists: bool) -> int:
        """Make a link: the same as the source is, or (-l, -s) one to it."""
        source, target = transfer
        symbolic = S_ISLNK(status.mode) or "s" in self.flags
        kind = "symbolic" if symbolic else "hard"
        try:
            if exists and (self.flags & {"f", "r"} or S_ISLNK(status.mode)):
                self.p.sys.unlink(target)
            if S_ISLNK(status.mode):
                self.p.sys.symlink(self.p.sys.readlink(source), target)
            else:
                (self.p.sys.symlink if symbolic else self.p.sys.link)(source, target)
        except OSError as failed:
            return _fail(self.p, f"cannot create {kind} link '{target}' to '{source}': {failed.strerror}")
        return 0

    def _keep(self, target: str, status: Stat) -> int:
        """Give the copy mode, owner and time of the source, with -p."""
        if "p" in self.flags:
            with suppress(OSError):  # only root may; cp says nothing of it
                self.p.sys.chown(target, status.uid, status.gid)
            self.p.sys.chmod(target, status.mode & 0o7777)
            self.p.sys.utimes(target, status.mtime)
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
        return max([*done, self._keep(target, self.p.sys.stat(source))])


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
