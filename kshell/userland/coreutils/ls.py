"""ls: list what is in folders (coreutils 9.1). Names are in the order of the C locale: by their bytes."""

from collections.abc import Callable, Sequence
from fnmatch import fnmatchcase
from typing import Any

from kshell.uapi.fcntl import S_ISDIR, S_ISLNK
from kshell.uapi.syscalls import CLOCK_REALTIME, Stat
from kshell.userland import coreutils
from kshell.userland.coreutils.ls_format import Entry, Formatter
from kshell.userland.coreutils.ls_options import LONG, SHORT, USAGE, Request, Wrong, parse_options
from kshell.userland.coreutils.sort_keys import version
from kshell.userland.gnulib.quoting import quoteaf
from kshell.userland.libc.passwd import groups, users
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process

MINOR, SERIOUS = 1, 2
COLORFUL = (
    "Eterm ansi *color* con[0-9]*x[0-9]* cons25 console cygwin *direct* dtterm gnome hurd jfbterm konsole kterm linux "
    "linux-c mlterm putty rxvt* screen* st* terminator tmux* vt100 xterm*".split()
)
KEYS: dict[str, Callable[[Entry], Any]] = {
    "t": lambda entry: -entry.stat.mtime,
    "S": lambda entry: -entry.stat.size,
    "X": lambda entry: entry.name.rpartition(".")[1:] if "." in entry.name else ("", ""),
    "v": lambda entry: version(entry.name),
    "W": lambda entry: len(entry.name),
}


def main(p: Process) -> int:
    parsed = coreutils.parse(p, SHORT, LONG, USAGE, failure=SERIOUS)
    if isinstance(parsed, int):
        return parsed
    options, names = parsed
    terminal = p.sys.isatty(1)
    columns = p.env.get("COLUMNS", "")
    width = int(columns) if columns.isdigit() and int(columns) else p.sys.winsize(1)[1] if terminal else 80
    try:
        request = parse_options(options, terminal=terminal, width=width)
    except Wrong as wrong:
        p.err(f"{p.argv[0]}: {wrong}\n")
        return wrong.status
    request.color = request.color and _knows_colors(p)
    with Stdout(p) as out:
        listing = _Listing(p, out, request)
        listing.operands(names or ["."])
    return listing.status


def _knows_colors(p: Process) -> bool:
    """Whether the terminal's name is one of those that dircolors knows."""
    if p.env.get("LS_COLORS") or p.env.get("COLORTERM"):
        return True
    return any(fnmatchcase(p.env.get("TERM", ""), pattern) for pattern in COLORFUL)


class _Listing:
    """Lists operands and folders in turn; ``status`` is the exit status so far."""

    def __init__(self, p: Process, out: Stdout, request: Request) -> None:
        self.status = 0
        self._p = p
        self._out = out
        self._request = request
        names: tuple[dict[int, str], dict[int, str]] = {}, {}
        if request.long and not request.numeric:
            names = {u.uid: u.name for u in users(p)}, {g.gid: g.name for g in groups(p)}
        self._formatter = Formatter(request, p.sys.clock_gettime(CLOCK_REALTIME), *names)
        self._begun = False

    def operands(self, names: Sequence[str]) -> None:
        """List what was named on the command line: first the files, then what is in the folders."""
        request = self._request
        entries = [entry for name in names if (entry := self._entry(name, name, operand=True))]
        folders = [] if request.itself else self._sorted([entry for entry in entries if S_ISDIR(entry.stat.mode)])
        files = [entry for entry in entries if request.itself or not S_ISDIR(entry.stat.mode)]
        if files:
            self._out.write(self._formatter.listing(self._sorted(files)))
            self._begun = True
        for folder in folders:
            self._folder(folder.name, named=len(names) > 1 or request.recursive, operand=True)

    def _folder(self, path: str, *, named: bool, operand: bool) -> None:
        try:
            names = self._p.sys.getdents(path)
        except OSError as failed:
            self._fail(f"cannot open directory {quoteaf(path)}: {failed.strerror}", operand=operand)
            return
        if named:
            self._out.write(f"{chr(10) if self._begun else ''}{self._formatter.shown(path)}:\n")
        self._begun = True
        request = self._request
        hidden = {"a": "", "A": "", "": "."}[request.hidden]
        names = [
            *([".", ".."] if request.hidden == "a" else []),
            *(n for n in names if not n.startswith(hidden or "/")),
        ]
        names = [name for name in names if not request.ignores(name)]
        base = path if path.endswith("/") else f"{path}/"
        entries = self._sorted([entry for name in names if (entry := self._entry(name, base + name, operand=False))])
        if request.long or request.blocks:
            self._out.write(f"total {self._formatter.total(entries)}\n")
        self._out.write(self._formatter.listing(entries))
        if request.recursive:
            for entry in entries:
                if S_ISDIR(entry.stat.mode) and entry.name not in (".", ".."):
                    self._folder(base + entry.name, named=True, operand=False)

    def _entry(self, name: str, path: str, *, operand: bool) -> Entry | None:
        """What is to be known of a name; None after a message."""
        request, target, broken = self._request, "", False
        try:
            status = self._p.sys.lstat(path)
            if S_ISLNK(status.mode):
                behind = self._behind(path)
                follow = request.dereference == "L" or (operand and request.dereference == "H")
                if follow or (operand and request.dereference == "D" and behind and S_ISDIR(behind.mode)):
                    status = self._p.sys.stat(path)
                elif request.long:
                    target, broken = self._read_link(path, operand=operand), behind is None
        except OSError as failed:
            self._fail(f"cannot access {quoteaf(path)}: {failed.strerror}", operand=operand)
            return None
        return Entry(name, status, target, behind.mode if target and behind else 0, broken)

    def _read_link(self, path: str, *, operand: bool) -> str:
        """Where a symbolic link says it leads; nothing after a message."""
        try:
            return self._p.sys.readlink(path)
        except OSError as failed:
            self._fail(f"cannot read symbolic link {quoteaf(path)}: {failed.strerror}", operand=operand)
            return ""

    def _behind(self, path: str) -> Stat | None:
        """What a symbolic link leads to."""
        try:
            return self._p.sys.stat(path)
        except OSError:
            return None

    def _sorted(self, entries: list[Entry]) -> list[Entry]:
        request = self._request
        if request.order == "U":
            return entries
        entries = sorted(entries, key=lambda entry: entry.name.encode("utf-8", "surrogateescape"))
        key = KEYS.get(request.order)
        if key is not None:
            entries.sort(key=key)
        if request.reverse:
            entries.reverse()
        if request.folders_first:
            entries.sort(key=lambda entry: not S_ISDIR(entry.target_mode or entry.stat.mode))
        return entries

    def _fail(self, text: str, *, operand: bool) -> None:
        self._out.error(text)
        self.status = max(self.status, SERIOUS if operand else MINOR)
