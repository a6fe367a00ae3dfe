"""chown and chgrp: change who owns files (coreutils 9.1)."""

from typing import NamedTuple

from kshell.uapi.fcntl import S_ISDIR, S_ISLNK
from kshell.uapi.syscalls import Stat
from kshell.userland import coreutils
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.passwd import find_group, find_user, group_name, user_name
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process

CHOWN_USAGE = """\
Usage: {name} [OPTION]... [OWNER][:[GROUP]] FILE...
  or:  {name} [OPTION]... --reference=RFILE FILE...
Change the owner and/or group of each FILE to OWNER and/or GROUP.
With --reference, change the owner and group of each FILE to those of RFILE.

"""
CHGRP_USAGE = """\
Usage: {name} [OPTION]... GROUP FILE...
  or:  {name} [OPTION]... --reference=RFILE FILE...
Change the group of each FILE to GROUP.
With --reference, change the group of each FILE to that of RFILE.

"""
OPTIONS = """\
  -c, --changes          like verbose but report only when a change is made
  -f, --silent, --quiet  suppress most error messages
  -v, --verbose          output a diagnostic for every file processed
  -h, --no-dereference   affect symbolic links instead of any referenced file
      --reference=RFILE  use RFILE's owner and group
  -R, --recursive        operate on files and directories recursively
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {
    "changes": "c",
    "silent": "f",
    "quiet": "f",
    "verbose": "v",
    "no-dereference": "h",
    "reference=": "reference",
    "recursive": "R",
}


class Owner(NamedTuple):
    """Who is to own a file: ids, -1 for no change, and how they were written (None: not at all)."""

    uid: int
    gid: int
    user: str | None
    group: str | None


class Wrong(Exception):
    """An owner that does not exist; the text is the message."""


def main(p: Process) -> int:
    return _run(p, group_only=False)


def chgrp(p: Process) -> int:
    """chgrp: change the group only."""
    return _run(p, group_only=True)


def _run(p: Process, *, group_only: bool) -> int:
    parsed = coreutils.parse(p, "cfhRv", tuple(LONG), (CHGRP_USAGE if group_only else CHOWN_USAGE) + OPTIONS)
    if isinstance(parsed, int):
        return parsed
    options, operands = parsed
    given = dict(short_names(options, LONG))
    if "reference" not in given and len(operands) < 2:
        return coreutils.refuse(p, f"missing operand after '{operands[0]}'" if operands else "missing operand")
    try:
        if "reference" in given:
            owner = _reference(p, given["reference"], group_only=group_only)
        else:
            owner = _group(p, operands[0]) if group_only else _owner(p, operands[0])
            operands = operands[1:]
    except Wrong as wrong:
        p.err(f"{p.name}: {wrong}\n")
        return 1
    if not operands:
        return coreutils.refuse(p, "missing operand")
    with Stdout(p) as out:
        change = _Change(p, out, owner, set(given), group_only=group_only)
        return max([change.path(name) for name in operands])


def _reference(p: Process, path: str, *, group_only: bool) -> Owner:
    try:
        status = p.sys.stat(path)
    except OSError as failed:
        raise Wrong(f"failed to get attributes of '{path}': {failed.strerror}") from None
    group = group_name(p, status.gid) or str(status.gid)
    if group_only:
        return Owner(-1, status.gid, None, group)
    return Owner(status.uid, status.gid, user_name(p, status.uid) or str(status.uid), group)


def _group(p: Process, word: str) -> Owner:
    gid = find_group(p, word)
    if gid is None:
        raise Wrong(f"invalid group: '{word}'")
    return Owner(-1, gid, None, word)


def _owner(p: Process, word: str) -> Owner:
    """``USER``, ``USER:GROUP``, ``USER:`` (and the group of that user), ``:GROUP``; Wrong."""
    name, sign, group = word.partition(":")
    if not sign and "." in word and find_user(p, word) is None:
        name, sign, group = word.partition(".")
        p.err(f"{p.name}: warning: '.' should be ':': '{word}'\n")
    uid = gid = -1
    if name:
        user = find_user(p, name)
        if user is None and not name.isdigit():
            raise Wrong(f"invalid user: '{word}'")
        uid = user.uid if user is not None else int(name)
        if sign and not group and user is not None:
            gid, group = user.gid, group_name(p, user.gid) or str(user.gid)
    if group and gid == -1:
        found = find_group(p, group)
        if found is None:
            raise Wrong(f"invalid group: '{word}'")
        gid = found
    return Owner(uid, gid, name or None, group or None)


class _Change:
    """Changes owners with certain options; every step gives 1 after a message."""

    def __init__(self, p: Process, out: Stdout, owner: Owner, flags: set[str], *, group_only: bool) -> None:
        self._p = p
        self._out = out
        self._owner = owner
        self._flags = flags
        self._group_only = group_only

    def path(self, path: str) -> int:
        """Change a file, with -R first what is in a folder."""
        follow = "h" not in self._flags
        try:
            status = self._p.sys.lstat(path)
            if S_ISLNK(status.mode) and follow:
                status = self._p.sys.stat(path)
        except OSError as failed:
            return self._fail(f"cannot access '{path}': {failed.strerror}")
        done = 0
        if "R" in self._flags and S_ISDIR(status.mode):
            try:
                names = self._p.sys.getdents(path)
            except OSError as failed:
                return self._fail(f"cannot read directory '{path}': {failed.strerror}")
            done = max([self.path(f"{path.rstrip('/')}/{name}") for name in names], default=0)
        what = "group" if self._group_only else "ownership"
        try:
            self._p.sys.chown(path, self._owner.uid, self._owner.gid, follow=follow)
        except OSError as failed:
            return self._fail(f"changing {what} of '{path}': {failed.strerror}")
        self._tell(path, status, what)
        return done

    def _tell(self, path: str, before: Stat, what: str) -> None:
        changed = self._owner.uid not in (-1, before.uid) or self._owner.gid not in (-1, before.gid)
        if "v" not in self._flags and not ("c" in self._flags and changed):
            return
        user = user_name(self._p, before.uid) or str(before.uid)
        group = group_name(self._p, before.gid) or str(before.gid)
        old = _spelled(user if self._owner.user else None, group if self._owner.group else None)
        new = _spelled(self._owner.user, self._owner.group)
        verb = f"changed {what} of '{path}' from {old} to {new}" if changed else f"{what} of '{path}' retained as {old}"
        self._out.write(verb + "\n")

    def _fail(self, text: str) -> int:
        if "f" not in self._flags:
            self._out.error(text)
        return 1


def _spelled(user: str | None, group: str | None) -> str:
    return f"{user}:{group}" if user and group else user or f"{group}"
