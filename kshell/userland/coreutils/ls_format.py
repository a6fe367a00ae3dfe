"""How ls writes what it has found: long lines, columns, colours (coreutils 9.1, ls.c)."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kshell.uapi.fcntl import S_IFBLK, S_IFCHR, S_IFIFO, S_IFLNK, S_IFMT, S_IFREG, S_IFSOCK, S_ISDIR, S_ISLNK, S_ISREG
from kshell.uapi.syscalls import Stat
from kshell.userland.coreutils.columns import Cell, across, by_commas, down
from kshell.userland.coreutils.ls_options import Request
from kshell.userland.gnulib.filemode import mode_text
from kshell.userland.gnulib.human import human
from kshell.userland.gnulib.quoting import c_quoted, quoted
from kshell.userland.libc.localtime import NSEC_PER_SEC, gmtime, strftime

HALF_YEAR = 31_556_952 // 2
BLOCK = 512
INDICATORS = {S_IFIFO: "|", S_IFSOCK: "=", S_IFREG: ""}
DEVICES = (S_IFCHR, S_IFBLK)
COLORS = {S_IFLNK: "01;36", S_IFIFO: "33", S_IFSOCK: "01;35", S_IFBLK: "01;33", S_IFCHR: "01;33"}
OWNER, GROUP, SIZE = 4, 5, 6
S_ISUID, S_ISGID, S_ISVTX = 0o4000, 0o2000, 0o1000
RESET = "\x1b[0m"


class Entry(NamedTuple):
    """A name and what is behind it; of a symbolic link also where it leads, and the mode of what is there."""

    name: str
    stat: Stat
    target: str = ""
    target_mode: int = 0
    broken: bool = False


class Formatter:
    """Makes the text for entries, as ``request`` wants it; ``now`` in ns since 1970, the names of users and groups."""

    def __init__(self, request: Request, now: int, users: Mapping[int, str], groups: Mapping[int, str]) -> None:
        self._request = request
        self._now = now // NSEC_PER_SEC
        self._users = users
        self._groups = groups
        self._colored = False

    def listing(self, entries: Sequence[Entry]) -> str:
        """All entries, with their newlines."""
        if self._request.long:
            return self._long(entries)
        cells = self._cells(entries)
        width = self._request.width
        if self._request.format == "C":
            return down(cells, width, tabs=not self._request.color)
        if self._request.format == "x":
            return across(cells, width, tabs=not self._request.color)
        if self._request.format == "m":
            return by_commas(cells, width)
        return "".join(f"{cell.text}\n" for cell in cells)

    def total(self, entries: Sequence[Entry]) -> str:
        """The space that entries take."""
        return self._space(sum(entry.stat.blocks for entry in entries))

    def _space(self, blocks: int) -> str:
        return self._size(blocks * BLOCK) if self._request.unit else str(-(-blocks * BLOCK // 1024))

    def _size(self, size: int) -> str:
        unit = self._request.unit
        return human(size, 1000 if unit == "si" else 1024) if unit else str(size)

    # -- names

    def shown(self, name: str) -> str:
        """A name, quoted as it has been asked for."""
        quote = self._request.quote
        if quote == "shell":
            return quoted(name)
        return name if quote == "literal" else c_quoted(name, quotes=quote == "c")

    def _name(self, entry: Entry, *, padded: bool = False) -> str:
        text = self.shown(entry.name)
        blank = " " if padded and text == entry.name else ""
        return blank + self._painted(text, entry.stat.mode, broken=entry.broken)

    def _padded(self, entries: Sequence[Entry]) -> bool:
        """Whether names without quotes get a blank, so that they stand below those with quotes."""
        return self._request.quote == "shell" and any(self.shown(entry.name) != entry.name for entry in entries)

    def _cells(self, entries: Sequence[Entry]) -> list[Cell]:
        """Names with what goes before and behind them."""
        padded = self._padded(entries) and self._request.format in ("C", "x")
        inodes = max((len(str(entry.stat.ino)) for entry in entries), default=0)
        spaces = max((len(self._space(entry.stat.blocks)) for entry in entries), default=0)
        columns = self._request.format in ("C", "x")
        cells = []
        for entry in entries:
            before = (
                f"{entry.stat.ino:{inodes if columns or self._request.format == '1' else 0}} "
                if self._request.inode
                else ""
            )
            if self._request.blocks:
                before += f"{self._space(entry.stat.blocks):>{spaces}} "
            shown = self.shown(entry.name)
            indicator = self._indicator(entry.stat.mode)
            length = len(before) + len(shown) + len(indicator) + (padded and shown == entry.name)
            cells.append(Cell(before + self._name(entry, padded=padded) + indicator, length))
        return cells

    def _indicator(self, mode: int) -> str:
        kind = self._request.indicator
        if not kind:
            return ""
        if S_ISDIR(mode):
            return "/"
        if kind == "p":
            return ""
        if S_ISLNK(mode):
            return "@" if not self._request.long else ""
        if S_ISREG(mode):
            return "*" if kind == "F" and mode & 0o111 else ""
        return INDICATORS.get(mode & S_IFMT, "")

    # -- colours

    def _painted(self, text: str, mode: int, *, broken: bool = False) -> str:
        color = _color(mode) if self._request.color else ""
        if not color:
            return text
        begin = "" if self._colored else RESET
        self._colored = True
        return f"{begin}\x1b[{color}m{text}{RESET}"

    # -- long lines

    def _long(self, entries: Sequence[Entry]) -> str:
        padded = self._padded(entries)
        rows = [self._fields(entry) for entry in entries]
        devices = [entry.stat.rdev for entry in entries if entry.stat.mode & S_IFMT in DEVICES]
        major, minor = (max((len(str(rdev[part])) for rdev in devices), default=0) for part in (0, 1))
        widths = [max((len(row[column]) for row in rows), default=0) for column in range(len(rows[0]))] if rows else []
        if devices:
            widths[SIZE] = max(widths[SIZE], major + 2 + minor)
        return "".join(
            self._row(entry, row, widths, minor) + self._name(entry, padded=padded) + self._tail(entry) + "\n"
            for entry, row in zip(entries, rows, strict=True)
        )

    def _fields(self, entry: Entry) -> list[str]:
        """Inode, blocks, mode, links, owner, group, size and date."""
        request, status = self._request, entry.stat
        return [
            str(status.ino) if request.inode else "",
            self._space(status.blocks) if request.blocks else "",
            mode_text(status.mode),
            str(status.nlink),
            self._users.get(status.uid, str(status.uid)) if request.owner else "",
            self._groups.get(status.gid, str(status.gid)) if request.group else "",
            "" if status.mode & S_IFMT in DEVICES else self._size(status.size),
            self._date(status.mtime),
        ]

    def _row(self, entry: Entry, row: Sequence[str], widths: Sequence[int], minor: int) -> str:
        words = []
        for column, (text, width) in enumerate(zip(row, widths, strict=True)):
            if column == SIZE and entry.stat.mode & S_IFMT in DEVICES:
                numbers = entry.stat.rdev
                words.append(f"{numbers[0]:{width - 2 - minor}}, {numbers[1]:{minor}}")
            elif text:
                left = column in (OWNER, GROUP) and not (self._request.numeric or text.isdigit())
                words.append(text.ljust(width) if left else text.rjust(width))
        return " ".join(words) + " "

    def _date(self, mtime: int) -> str:
        age = self._now - mtime // NSEC_PER_SEC
        recent = 0 <= age < HALF_YEAR
        return strftime(self._request.recent if recent else self._request.old, gmtime(mtime))

    def _tail(self, entry: Entry) -> str:
        """What follows the name: where a link leads, and the indicator."""
        if not entry.target:
            return self._indicator(entry.stat.mode)
        target = self._painted(self.shown(entry.target), entry.target_mode)
        return f" -> {target}{self._indicator(entry.target_mode)}"


def _color(mode: int) -> str:
    """The colour of a kind of file, as built into ls."""
    if S_ISREG(mode):
        special = "37;41" if mode & S_ISUID else "30;43" if mode & S_ISGID else ""
        return special or ("01;32" if mode & 0o111 else "")
    if S_ISDIR(mode):
        sticky, open_to_all = bool(mode & S_ISVTX), bool(mode & 0o002)
        return {(True, True): "30;42", (False, True): "34;42", (True, False): "37;44"}.get(
            (sticky, open_to_all), "01;34"
        )
    return COLORS.get(mode & S_IFMT, "")
