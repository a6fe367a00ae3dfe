"""mkdir: make folders (coreutils 9.1)."""

from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import S_IFDIR, S_ISDIR
from kshell.userland import coreutils
from kshell.userland.gnulib.filemode import BadMode, changed_mode
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... DIRECTORY...
Create the DIRECTORY(ies), if they do not already exist.

  -m, --mode=MODE   set file mode (as in chmod), not a=rwx - umask
  -p, --parents     no error if existing, make parent directories as needed,
                    with their file modes unaffected by any -m option.
  -v, --verbose     print a message for each created directory
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {"mode=": "m", "parents": "p", "verbose": "v"}


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "m:pv", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, folders = parsed
    if not folders:
        return coreutils.refuse(p, "missing operand")
    given = dict(short_names(options, LONG))
    umask = p.sys.umask(0)
    p.sys.umask(umask)
    mode = None
    if "m" in given:
        try:
            mode = changed_mode(given["m"], S_IFDIR | 0o777, umask)
        except BadMode:
            p.err(f"mkdir: invalid mode '{given['m']}'\n")
            return 1
    make = _Make(p, mode, verbose="v" in given)
    return max([make.with_parents(folder) if "p" in given else make.one(folder) for folder in folders])


class _Make:
    def __init__(self, p: Process, mode: int | None, *, verbose: bool) -> None:
        self._p = p
        self._mode = mode
        self._verbose = verbose

    def one(self, path: str) -> int:
        """Make a folder; 1 after a message."""
        try:
            self._make(path, self._mode)
        except OSError as failed:
            return self._fail(path, failed.strerror)
        return 0

    def with_parents(self, path: str) -> int:
        """Make a folder and those that lead to it, as far as they are missing; 1 after a message."""
        ends = [at for at in range(1, len(path)) if path[at] == "/" and path[at - 1] != "/"]
        for part in [*(path[:at] for at in ends if path[at:].strip("/")), path]:
            if self._is_folder(part):
                continue
            try:
                self._make(part, self._mode if part == path else None)
            except OSError as failed:
                blocked = failed.errno == Errno.EEXIST and part != path
                return self._fail(part, Errno.ENOTDIR.text if blocked else failed.strerror)
        return 0

    def _make(self, path: str, mode: int | None) -> None:
        self._p.sys.mkdir(path)
        if mode is not None:
            self._p.sys.chmod(path, mode)
        if self._verbose:
            self._p.out(f"mkdir: created directory '{path}'\n")

    def _is_folder(self, path: str) -> bool:
        try:
            return S_ISDIR(self._p.sys.stat(path).mode)
        except OSError:
            return False

    def _fail(self, path: str, reason: str | None) -> int:
        self._p.err(f"mkdir: cannot create directory '{path}': {reason}\n")
        return 1
