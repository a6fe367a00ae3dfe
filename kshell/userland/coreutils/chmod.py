"""chmod: change the permissions of files (coreutils 9.1)."""

import re

from kshell.uapi.fcntl import S_ISDIR, S_ISLNK
from kshell.userland import coreutils
from kshell.userland.gnulib.filemode import BadMode, changed_mode, mode_text
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... MODE[,MODE]... FILE...
  or:  {name} [OPTION]... OCTAL-MODE FILE...
  or:  {name} [OPTION]... --reference=RFILE FILE...
Change the mode of each FILE to MODE.
With --reference, change the mode of each FILE to that of RFILE.

  -c, --changes          like verbose but report only when a change is made
  -f, --silent, --quiet  suppress most error messages
  -v, --verbose          output a diagnostic for every file processed
      --reference=RFILE  use RFILE's mode instead of MODE values
  -R, --recursive        change files and directories recursively
      --help        display this help and exit
      --version     output version information and exit

Each MODE is of the form '[ugoa]*([-+=]([rwxXst]*|[ugo]))+|[-+=][0-7]+'.
"""
LONG = {"changes": "c", "silent": "f", "quiet": "f", "verbose": "v", "reference=": "reference", "recursive": "R"}
_MODE = re.compile(r"-[rwxXstugo0-7]+[-+=,rwxXstugoa0-7]*")


def main(p: Process) -> int:
    # a mode such as -x looks like options
    removing = next((word for word in p.args if _MODE.fullmatch(word)), "")
    words = [word for word in p.args if word is not removing] if removing else p.args
    parsed = coreutils.parse(p, "cfRv", tuple(LONG), USAGE, args=words)
    if isinstance(parsed, int):
        return parsed
    options, operands = parsed
    given = dict(short_names(options, LONG))
    mode = removing
    if "reference" not in given and not removing:
        if len(operands) < 2:
            return coreutils.refuse(p, f"missing operand after '{operands[0]}'" if operands else "missing operand")
        mode = operands.pop(0)
    if not operands:
        return coreutils.refuse(p, f"missing operand after '{mode}'" if mode else "missing operand")
    if "reference" in given:
        try:
            mode = f"{p.sys.stat(given['reference']).mode & 0o7777:o}"
        except OSError as failed:
            p.err(f"chmod: failed to get attributes of '{given['reference']}': {failed.strerror}\n")
            return 1
    umask = p.sys.umask(0)
    p.sys.umask(umask)
    try:
        changed_mode(mode, 0, umask)
    except BadMode:
        return coreutils.refuse(p, f"invalid mode: '{mode}'")
    with Stdout(p) as out:
        change = _Change(p, out, mode, umask, set(given))
        return max([change.path(name, operand=True) for name in operands])


class _Change:
    """Changes modes with certain options; every step gives 1 after a message."""

    def __init__(self, p: Process, out: Stdout, mode: str, umask: int, flags: set[str]) -> None:
        self._p = p
        self._out = out
        self._mode = mode
        self._umask = umask
        self._flags = flags

    def path(self, path: str, *, operand: bool) -> int:
        """Change a file, with -R also what is in a folder."""
        try:
            link = S_ISLNK(self._p.sys.lstat(path).mode)
            if link and not operand:
                return 0
            before = self._p.sys.stat(path).mode
        except OSError as failed:
            dangling = operand and self._is_link(path)
            return self._fail(
                f"cannot operate on dangling symlink '{path}'"
                if dangling
                else f"cannot access '{path}': {failed.strerror}"
            )
        status = self._change(path, before)
        if "R" in self._flags and S_ISDIR(before):
            try:
                names = self._p.sys.getdents(path)
            except OSError as failed:
                return self._fail(f"cannot read directory '{path}': {failed.strerror}")
            status = max([status, *(self.path(f"{path.rstrip('/')}/{name}", operand=False) for name in names)])
        return status

    def _is_link(self, path: str) -> bool:
        try:
            return S_ISLNK(self._p.sys.lstat(path).mode)
        except OSError:
            return False

    def _change(self, path: str, before: int) -> int:
        after = changed_mode(self._mode, before, self._umask)
        old = before & 0o7777
        try:
            self._p.sys.chmod(path, after)
        except OSError as failed:
            return self._fail(f"changing permissions of '{path}': {failed.strerror}")
        if "v" in self._flags or ("c" in self._flags and after != old):
            shown = f"{after:04o} ({mode_text(before & ~0o7777 | after)[1:]})"
            was = f"changed from {old:04o} ({mode_text(before)[1:]}) to" if after != old else "retained as"
            self._out.write(f"mode of '{path}' {was} {shown}\n")
        if self._mode.startswith("-"):
            meant = changed_mode(f"a{self._mode}", before, 0)
            if after & ~meant:
                texts = (mode_text(before & ~0o7777 | mode)[1:] for mode in (after, meant))
                return self._fail(f"{path}: new permissions are {', not '.join(texts)}")
        return 0

    def _fail(self, text: str) -> int:
        if "f" not in self._flags:
            self._out.error(text)
        return 1
