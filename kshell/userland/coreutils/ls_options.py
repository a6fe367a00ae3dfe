"""The options of ls (coreutils 9.1, ls.c: decode_switches)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from kshell.userland.gnulib.argmatch import BadWord, argmatch
from kshell.userland.libc.long_options import short_names

USAGE = """\
Usage: {name} [OPTION]... [FILE]...
List information about the FILEs (the current directory by default).
Sort entries alphabetically if none of -cftuvSUX nor --sort is specified.

  -a, --all                  do not ignore entries starting with .
  -A, --almost-all           do not list implied . and ..
  -b, --escape               print C-style escapes for nongraphic characters
  -B, --ignore-backups       do not list implied entries ending with ~
  -C                         list entries by columns
      --color[=WHEN]         colorize the output; WHEN can be 'always' (default
                               if omitted), 'auto', or 'never'
  -d, --directory            list directories themselves, not their contents
  -f                         do not sort, enable -aU, disable -ls --color
  -F, --classify             append indicator (one of */=>@|) to entries
      --file-type            likewise, except do not append '*'
      --format=WORD          across -x, commas -m, horizontal -x, long -l,
                               single-column -1, verbose -l, vertical -C
      --full-time            like -l --time-style=full-iso
  -g                         like -l, but do not list owner
      --group-directories-first
                             group directories before files
  -G, --no-group             in a long listing, don't print group names
  -h, --human-readable       with -l and -s, print sizes like 1K 234M 2G etc.
      --si                   likewise, but use powers of 1000 not 1024
  -H, --dereference-command-line
                             follow symbolic links listed on the command line
  -i, --inode                print the index number of each file
      --hide=PATTERN         do not list implied entries matching shell PATTERN
                               (overridden by -a or -A)
  -I, --ignore=PATTERN       do not list implied entries matching shell PATTERN
  -l                         use a long listing format
  -L, --dereference          when showing file information for a symbolic
                               link, show information for the file the link
                               references rather than for the link itself
  -m                         fill width with a comma separated list of entries
  -n, --numeric-uid-gid      like -l, but list numeric user and group IDs
  -N, --literal              print entry names without quoting
  -o                         like -l, but do not list group information
  -p, --indicator-style=slash
                             append / indicator to directories
  -Q, --quote-name           enclose entry names in double quotes
  -r, --reverse              reverse order while sorting
  -R, --recursive            list subdirectories recursively
  -s, --size                 print the allocated size of each file, in blocks
  -S                         sort by file size, largest first
      --sort=WORD            sort by WORD instead of name: none (-U), size (-S),
                               time (-t), version (-v), extension (-X), width
      --time-style=TIME_STYLE
                             time/date format with -l; full-iso, long-iso, iso,
                               locale, or +FORMAT
  -t                         sort by time, newest first
  -U                         do not sort; list entries in directory order
  -v                         natural sort of (version) numbers within text
  -w, --width=COLS           set output width to COLS.  0 means no limit
  -x                         list entries by lines instead of by columns
  -X                         sort alphabetically by entry extension
  -1                         list one file per line
      --help        display this help and exit
      --version     output version information and exit

Exit status:
 0  if OK,
 1  if minor problems (e.g., cannot access subdirectory),
 2  if serious trouble (e.g., cannot access command-line argument).
"""
SHORT = "aAbBcCdfFgGhHiI:lLmnNopQrRsStuUvw:xX1"
_NAMES = {
    "all": "a",
    "almost-all": "A",
    "escape": "b",
    "ignore-backups": "B",
    "directory": "d",
    "file-type": "file-type",
    "full-time": "full-time",
    "group-directories-first": "first",
    "no-group": "G",
    "human-readable": "h",
    "si": "si",
    "dereference-command-line": "H",
    "inode": "i",
    "hide=": "hide",
    "ignore=": "I",
    "dereference": "L",
    "numeric-uid-gid": "n",
    "literal": "N",
    "quote-name": "Q",
    "reverse": "r",
    "recursive": "R",
    "size": "s",
    "width=": "w",
}
LONG = (*_NAMES, "color=?", "classify=?", "format=", "indicator-style=", "sort=", "time-style=")
# option: a choice of its argument, and the letter that it stands for; "auto-" only at a terminal
WORDS = {
    "format": {"verbose long": "l", "commas": "m", "horizontal across": "x", "vertical": "C", "single-column": "1"},
    "sort": {"none": "U", "time": "t", "size": "S", "extension": "X", "version": "v", "width": "W"},
    "indicator-style": {"none": "plain", "slash": "p", "file-type": "file-type", "classify": "F"},
    "color": {"always yes force": "colored", "never no none": "colorless", "auto tty if-tty": "auto-colored"},
    "classify": {"always yes force": "F", "never no none": "plain", "auto tty if-tty": "auto-F"},
}
# option: what it sets
SETS: dict[str, dict[str, str | bool]] = {
    "a": {"hidden": "a"},
    "A": {"hidden": "A"},
    "b": {"quote": "escape"},
    "B": {"backups": False},
    "d": {"itself": True},
    "f": {"hidden": "a", "order": "U", "color": False},
    "F": {"indicator": "F"},
    "file-type": {"indicator": "file-type"},
    "g": {"format": "l", "owner": False},
    "G": {"group": False},
    "first": {"folders_first": True},
    "h": {"unit": "h"},
    "si": {"unit": "si"},
    "H": {"dereference": "H"},
    "i": {"inode": True},
    "L": {"dereference": "L"},
    "n": {"format": "l", "numeric": True},
    "N": {"quote": "literal"},
    "o": {"format": "l", "group": False},
    "p": {"indicator": "p"},
    "Q": {"quote": "c"},
    "r": {"reverse": True},
    "R": {"recursive": True},
    "s": {"blocks": True},
    "S": {"order": "S"},
    "t": {"order": "t"},
    "U": {"order": "U"},
    "v": {"order": "v"},
    "W": {"order": "W"},
    "X": {"order": "X"},
    "plain": {"indicator": ""},
    "colored": {"color": True},
    "colorless": {"color": False},
}
LONG_ISO = "%Y-%m-%d %H:%M"
FULL_ISO = "%Y-%m-%d %H:%M:%S.%N %z"
STYLES = {
    "full-iso": (FULL_ISO, FULL_ISO),
    "long-iso": (LONG_ISO, LONG_ISO),
    "iso": ("%m-%d %H:%M", "%Y-%m-%d "),
    "locale": ("%b %e %H:%M", "%b %e  %Y"),
}


class Wrong(Exception):
    """An option's argument that ls refuses; the text is the message."""

    def __init__(self, text: str, status: int = 2) -> None:
        super().__init__(text)
        self.status = status


@dataclass
class Request:
    """What is to be listed, and how.

    ``format`` is one of C x m 1 l, ``order`` one of name t S X U, ``quote`` one of shell literal c escape,
    ``indicator`` one of F file-type p or nothing, ``dereference`` one of L H D (folders named as operands) or nothing.
    """

    format: str
    width: int
    quote: str
    hidden: str = ""
    order: str = "name"
    reverse: bool = False
    folders_first: bool = False
    itself: bool = False
    recursive: bool = False
    dereference: str = ""
    inode: bool = False
    blocks: bool = False
    unit: str = ""
    numeric: bool = False
    owner: bool = True
    group: bool = True
    indicator: str = ""
    color: bool = False
    recent: str = "%b %e %H:%M"
    old: str = "%b %e  %Y"
    backups: bool = True
    ignored: list[str] = field(default_factory=list)
    hiding: list[str] = field(default_factory=list)

    @property
    def long(self) -> bool:
        return self.format == "l"

    def ignores(self, name: str) -> bool:
        """Whether a name in a folder is not to be listed."""
        if not self.backups and name.endswith("~"):
            return True
        patterns = self.ignored if self.hidden else [*self.ignored, *self.hiding]
        return any(fnmatchcase(name, pattern) and not name.startswith(".") for pattern in patterns)


def parse_options(options: Sequence[tuple[str, str]], *, terminal: bool, width: int) -> Request:
    """What the options ask for; Wrong. ``terminal`` says whether the output is one, ``width`` how wide it is."""
    request = Request("C" if terminal else "1", width, "shell" if terminal else "literal")
    for letter, value in short_names(options, _NAMES):
        _apply(request, letter, value, terminal=terminal)
    if not request.dereference and not request.itself and not request.long and request.indicator != "F":
        request.dereference = "D"
    return request


def _apply(request: Request, letter: str, value: str, *, terminal: bool) -> None:
    """Set what one option asks for; Wrong."""
    if letter in WORDS:
        letter = _choice(letter, value)
    if letter.startswith("auto-"):
        letter = letter[5:] if terminal else ""
    if letter in ("C", "x", "m", "1", "l"):
        request.format = request.format if letter == "1" and request.long else letter
    elif letter == "w":
        if not value.isdigit():
            raise Wrong(f"invalid line width: '{value}'")
        request.width = int(value)
    elif letter == "hide":
        request.hiding.append(value)
    elif letter == "I":
        request.ignored.append(value)
    elif letter in ("time-style", "full-time"):
        request.recent, request.old = _time_style(value or "full-iso")
        request.format = "l" if letter == "full-time" else request.format
    for name, setting in SETS.get(letter, {}).items():
        setattr(request, name, setting)


def _choice(option: str, value: str) -> str:
    """The letter that stands for an option's argument; Wrong."""
    words = WORDS[option]
    if not value and option in ("color", "classify"):
        return next(iter(words.values()))
    try:
        first = argmatch(value, f"--{option}", tuple(words))
    except BadWord as bad:
        raise Wrong(f"{bad}\nTry 'ls --help' for more information.", 1) from None
    return next(letter for names, letter in words.items() if names.split()[0] == first)


def _time_style(value: str) -> tuple[str, str]:
    """The formats of a recent and of an old time; Wrong."""
    if value.startswith("+"):
        recent, _, old = value[1:].partition("\n")
        return recent, old or recent
    style = STYLES.get(value.removeprefix("posix-"))
    if style is None:
        listed = "\n".join(f"  - [posix-]{name}" for name in STYLES)
        raise Wrong(
            f"invalid argument '{value}' for 'time style'\nValid arguments are:\n{listed}\n"
            "  - +FORMAT (e.g., +%H:%M) for a 'date'-style format\nTry 'ls --help' for more information."
        )
    return style
