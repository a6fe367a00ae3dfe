"""The options of grep (GNU grep 3.8)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kshell.userland.gnulib.argmatch import BadWord, argmatch
from kshell.userland.libc.long_options import short_names

USAGE = """\
Usage: {name} [OPTION]... PATTERNS [FILE]...
Search for PATTERNS in each FILE.
Example: {name} -i 'hello world' menu.h main.c
PATTERNS can contain multiple patterns separated by newlines.

Pattern selection and interpretation:
  -E, --extended-regexp     PATTERNS are extended regular expressions
  -F, --fixed-strings       PATTERNS are strings
  -G, --basic-regexp        PATTERNS are basic regular expressions
  -P, --perl-regexp         PATTERNS are Perl regular expressions
  -e, --regexp=PATTERNS     use PATTERNS for matching
  -f, --file=FILE           take PATTERNS from FILE
  -i, --ignore-case         ignore case distinctions in patterns and data
      --no-ignore-case      do not ignore case distinctions (default)
  -w, --word-regexp         match only whole words
  -x, --line-regexp         match only whole lines
  -z, --null-data           a data line ends in 0 byte, not newline

Miscellaneous:
  -s, --no-messages         suppress error messages
  -v, --invert-match        select non-matching lines
  -V, --version             display version information and exit
      --help                display this help text and exit

Output control:
  -m, --max-count=NUM       stop after NUM selected lines
  -b, --byte-offset         print the byte offset with output lines
  -n, --line-number         print line number with output lines
      --line-buffered       flush output on every line
  -H, --with-filename       print file name with output lines
  -h, --no-filename         suppress the file name prefix on output
      --label=LABEL         use LABEL as the standard input file name prefix
  -o, --only-matching       show only nonempty parts of lines that match
  -q, --quiet, --silent     suppress all normal output
      --binary-files=TYPE   assume that binary files are TYPE;
                            TYPE is 'binary', 'text', or 'without-match'
  -a, --text                equivalent to --binary-files=text
  -I                        equivalent to --binary-files=without-match
  -d, --directories=ACTION  how to handle directories;
                            ACTION is 'read', 'recurse', or 'skip'
  -r, --recursive           like --directories=recurse
  -R, --dereference-recursive  likewise, but follow all symlinks
      --include=GLOB        search only files that match GLOB (a file pattern)
      --exclude=GLOB        skip files that match GLOB
      --exclude-dir=GLOB    skip directories that match GLOB
  -L, --files-without-match  print only names of FILEs with no selected lines
  -l, --files-with-matches  print only names of FILEs with selected lines
  -c, --count               print only a count of selected lines per FILE
  -Z, --null                print 0 byte after FILE name

Context control:
  -B, --before-context=NUM  print NUM lines of leading context
  -A, --after-context=NUM   print NUM lines of trailing context
  -C, --context=NUM         print NUM lines of output context
  -NUM                      same as --context=NUM
      --group-separator=SEP  print SEP on line between matches with context
      --no-group-separator  do not print separator for matches with context
      --color[=WHEN],
      --colour[=WHEN]       use markers to highlight the matching strings;
                            WHEN is 'always', 'never', or 'auto'

When FILE is '-', read standard input.  With no FILE, read '.' if
recursive, '-' otherwise.  With fewer than two FILEs, assume -h.
Exit status is 0 if any line is selected, 1 otherwise;
if any error occurs and -q is not given, the exit status is 2.
"""
TRY = "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n"
SHORT = "0123456789A:B:C:EFGHILPRUVZabcd:e:f:hilm:noqrsvwxyz"
_NAMES = {
    "extended-regexp": "E",
    "fixed-strings": "F",
    "basic-regexp": "G",
    "perl-regexp": "P",
    "regexp=": "e",
    "file=": "f",
    "ignore-case": "i",
    "no-ignore-case": "no-i",
    "word-regexp": "w",
    "line-regexp": "x",
    "null-data": "z",
    "no-messages": "s",
    "invert-match": "v",
    "version": "V",
    "help": "help",
    "max-count=": "m",
    "byte-offset": "b",
    "line-number": "n",
    "line-buffered": "line-buffered",
    "with-filename": "H",
    "no-filename": "h",
    "label=": "label",
    "only-matching": "o",
    "quiet": "q",
    "silent": "q",
    "binary-files=": "binary-files",
    "text": "a",
    "binary": "U",
    "directories=": "d",
    "recursive": "r",
    "dereference-recursive": "R",
    "include=": "include",
    "exclude=": "exclude",
    "exclude-dir=": "exclude-dir",
    "files-without-match": "L",
    "files-with-matches": "l",
    "count": "c",
    "null": "Z",
    "before-context=": "B",
    "after-context=": "A",
    "context=": "C",
    "group-separator=": "separator",
    "no-group-separator": "no-separator",
}
LONG = (*_NAMES, "color=?", "colour=?")


class Wrong(Exception):
    """An option's argument that grep refuses; the text is the message, with its newline."""

    def __init__(self, text: str, status: int = 2) -> None:
        super().__init__(text)
        self.status = status


@dataclass
class Request:
    """What to look for, where, and what to say of it. ``most`` and ``context`` are -1 where nothing was said."""

    syntax: str = "G"
    patterns: list[str] = field(default_factory=list)
    pattern_files: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    most: int = -1
    before: int = -1
    after: int = -1
    context: int = -1
    separator: str | None = "--"
    label: str = "(standard input)"
    binary: str = "binary"
    folders: str = "read"
    named: bool | None = None
    globs: dict[str, list[str]] = field(default_factory=lambda: {"include": [], "exclude": [], "exclude-dir": []})
    color: str = "never"

    @property
    def lines_before(self) -> int:
        """How many lines of context go before a selected one."""
        return self.before if self.before >= 0 else max(self.context, 0)

    @property
    def lines_after(self) -> int:
        return self.after if self.after >= 0 else max(self.context, 0)

    @property
    def with_context(self) -> bool:
        return max(self.before, self.after, self.context) >= 0


def parse_options(options: Sequence[tuple[str, str]]) -> Request:
    """What the options ask for; Wrong."""
    request = Request()
    digits = ""
    for letter, value in short_names(options, _NAMES):
        if letter.isdigit():
            digits += letter
            request.context = int(digits)
            continue
        digits = ""
        if (
            letter in "EFGP"
            and request.syntax != letter
            and "EFGP" in request.flags
            and "P" in (letter, request.syntax)
        ):
            raise Wrong("conflicting matchers specified\n")
        _apply(request, letter, value)
    return request


def _apply(request: Request, letter: str, value: str) -> None:
    if letter in ("E", "F", "G", "P"):
        request.syntax = letter
        request.flags.add("EFGP")
    elif letter == "e":
        request.patterns += value.split("\n")
    elif letter == "f":
        request.pattern_files.append(value)
    elif letter == "m":
        request.most = _number(value, "invalid max count\n")
    elif letter in ("A", "B", "C"):
        number = _number(value, f"{value}: invalid context length argument\n")
        setattr(request, {"A": "after", "B": "before", "C": "context"}[letter], number)
    elif letter in ("H", "h"):
        request.named = letter == "H"
    elif letter in request.globs:
        request.globs[letter].append(value)
    elif letter in ("i", "y", "no-i"):
        request.flags = request.flags | {"i"} if letter != "no-i" else request.flags - {"i"}
    else:
        _apply_word(request, letter, value)


def _apply_word(request: Request, letter: str, value: str) -> None:
    """An option that takes a word, or only says that it is there."""
    if letter in ("a", "I", "binary-files"):
        kind = {"a": "text", "I": "without-match"}.get(letter, value)
        if kind not in ("binary", "text", "without-match"):
            raise Wrong("unknown binary-files type\n")
        request.binary = kind
    elif letter in ("r", "R"):
        request.folders = "recurse"
        request.flags |= {"R"} if letter == "R" else set()
    elif letter == "d":
        try:
            request.folders = argmatch(value, "--directories", ("read", "recurse", "skip"))
        except BadWord as bad:
            raise Wrong(f"{bad}\n{TRY}", 1) from None
    elif letter in ("color", "colour"):
        kinds = {"always": "always yes force", "never": "never no none", "auto": "auto tty if-tty"}
        fitting = [kind for kind, words in kinds.items() if (value or "auto") in words.split()]
        request.color = fitting[0] if fitting else "unknown"
    elif letter in ("separator", "no-separator"):
        request.separator = value if letter == "separator" else None
    elif letter == "label":
        request.label = value
    else:
        request.flags.add(letter)


def _number(text: str, complaint: str) -> int:
    if not re.fullmatch(r"\d+", text):
        raise Wrong(complaint)
    return int(text)
