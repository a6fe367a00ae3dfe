"""xargs: run a program with arguments that are read (findutils 4.9)."""

from collections.abc import Iterator
from itertools import islice

from kshell.uapi.fcntl import O_RDONLY
from kshell.uapi.wait import WEXITSTATUS, WIFEXITED, WTERMSIG
from kshell.userland.findutils.xargs_items import Unmatched, delimited, lines, words
from kshell.userland.gnulib.quoting import quoted
from kshell.userland.libc import getopt
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.spawn import spawn
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... COMMAND [INITIAL-ARGS]...
Run COMMAND with arguments INITIAL-ARGS and more arguments read from input.

Mandatory and optional arguments to long options are also
mandatory or optional for the corresponding short option.
  -0, --null                   items are separated by a null, not whitespace;
                                 disables quote and backslash processing and
                                 logical EOF processing
  -a, --arg-file=FILE          read arguments from FILE, not standard input
  -d, --delimiter=CHARACTER    items in input stream are separated by CHARACTER,
                                 not by whitespace; disables quote and backslash
                                 processing and logical EOF processing
  -E END                       set logical EOF string; if END occurs as a line
                                 of input, the rest of the input is ignored
  -I R                         same as --replace=R
  -i, --replace[=R]            replace R in INITIAL-ARGS with names read
                                 from standard input, split at newlines;
                                 if R is unspecified, assume {{}}
  -L, --max-lines=MAX-LINES    use at most MAX-LINES non-blank input lines per
                                 command line
  -n, --max-args=MAX-ARGS      use at most MAX-ARGS arguments per command line
  -P, --max-procs=MAX-PROCS    accepted; one process runs at a time
  -r, --no-run-if-empty        if there are no arguments, then do not run COMMAND;
                                 if this option is not given, COMMAND will be
                                 run at least once
  -s, --max-chars=MAX-CHARS    limit length of command line to MAX-CHARS
  -t, --verbose                print commands before executing them
  -x, --exit                   exit if the size (see -s) is exceeded
      --help                   display this help and exit
      --version                output version information and exit
"""
LONG = {
    "null": "0",
    "arg-file=": "a",
    "delimiter=": "d",
    "replace=?": "I",
    "max-lines=": "L",
    "max-args=": "n",
    "max-procs=": "P",
    "no-run-if-empty": "r",
    "max-chars=": "s",
    "exit": "x",
    "verbose": "t",
    "help": "help",
    "version": "version",
}
ESCAPES = {"n": "\n", "t": "\t", "0": "\0", "\\": "\\", "a": "\a", "b": "\b", "f": "\f", "r": "\r", "v": "\v"}
EXIT_SOME_FAILED, EXIT_255, EXIT_KILLED = 123, 124, 125
MAX_CHARS = 131_072


class TooLong(ValueError):
    """A command line that -s does not allow; the text is the message."""


class Ended(Exception):
    """A program's end that ends xargs too."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def main(p: Process) -> int:
    args = ["--replace={}" if word in ("-i", "--replace") else word for word in p.args]
    try:
        options, command = getopt.parse(args, "0a:d:E:I:L:n:P:rs:tx", tuple(LONG), permute=False)
        given = dict(short_names(options, LONG))
        for letter in ("L", "n", "P", "s"):
            _check_number(letter, given.get(letter, "1"))
    except getopt.UsageError as error:
        return getopt.try_help(p, error)
    if given.keys() & {"help", "version"}:
        p.out(USAGE.format(name=p.argv[0]) if "help" in given else "xargs (GNU findutils) 4.9.0\n")
        return 0
    try:
        fd = p.sys.open(given["a"]) if "a" in given else 0
    except OSError as failed:
        p.err(f"xargs: Cannot open input file '{given['a']}': {failed.strerror}\n")
        return 1
    runner = _Runner(p, command or ["echo"], given)
    try:
        runner.run(fd)
    except (Unmatched, TooLong) as wrong:
        p.err(f"xargs: {wrong}\n")
        return 1
    except Ended as ended:
        return ended.status
    return runner.status


def _check_number(letter: str, text: str) -> None:
    if not text.isdigit():
        raise getopt.UsageError(f'invalid number "{text}" for -{letter} option')
    if not int(text) and letter != "P":
        raise getopt.UsageError(f"value 0 for -{letter} option should be >= 1")


class _Runner:
    """Runs the command with items; ``status`` is the exit status so far."""

    def __init__(self, p: Process, command: list[str], given: dict[str, str]) -> None:
        self.status = 0
        self._p = p
        self._command = command
        self._given = given

    def run(self, fd: int) -> None:
        """Run it as often as is needed; Unmatched, Ended."""
        given, begun = self._given, False
        if "I" in given:
            for item in delimited(self._p, fd, self._delimiter) if self._delimiter else lines(self._p, fd):
                self._start([word.replace(given["I"] or "{}", item) for word in self._command])
            return
        for group in self._groups(fd):
            self._start([*self._command, *group])
            begun = True
        if not begun and "r" not in given:
            self._start(self._command)

    @property
    def _delimiter(self) -> bytes:
        if "0" in self._given:
            return b"\0"
        text = self._given.get("d", "")
        if text.startswith("\\") and len(text) == 2:
            text = ESCAPES.get(text[1], text[1])
        return text.encode("utf-8", "surrogateescape")

    def _groups(self, fd: int) -> Iterator[list[str]]:
        """The arguments for one run each."""
        rows = ([item] for item in delimited(self._p, fd, self._delimiter)) if self._delimiter else words(self._p, fd)
        if "E" in self._given and not self._delimiter:
            rows = self._before_end(rows)
        if "L" in self._given:
            while chunk := list(islice(rows, int(self._given["L"]))):
                yield [item for row in chunk for item in row]
            return
        yield from self._chunks(item for row in rows for item in row)

    def _before_end(self, rows: Iterator[list[str]]) -> Iterator[list[str]]:
        """The words before the one that -E gives."""
        for row in rows:
            if self._given["E"] in row:
                yield row[: row.index(self._given["E"])]
                return
            yield row

    def _chunks(self, items: Iterator[str]) -> Iterator[list[str]]:
        """As many arguments as -n and -s allow in each; TooLong."""
        most = int(self._given["n"]) if "n" in self._given else MAX_CHARS
        limit = int(self._given.get("s", MAX_CHARS))
        base = length = sum(len(word) + 1 for word in self._command)
        if base > limit:
            raise TooLong("cannot fit single argument within argument list size limit")
        group: list[str] = []
        for item in items:
            full = length + len(item) + 1 > limit
            if full and (not group or "x" in self._given):
                raise TooLong(f"argument {'list' if group else 'line'} too long")
            if group and (full or len(group) == most):
                yield group
                group, length = [], base
            group.append(item)
            length += len(item) + 1
        if group:
            yield group

    def _start(self, argv: list[str]) -> None:
        if "t" in self._given:
            self._p.err(" ".join(quoted(word) for word in argv) + "\n")
        status = spawn(self._p, argv, self._without_input)
        if not WIFEXITED(status):
            self._p.err(f"xargs: {argv[0]}: terminated by signal {WTERMSIG(status)}\n")
            raise Ended(EXIT_KILLED)
        code = WEXITSTATUS(status)
        if code == 255:
            self._p.err(f"xargs: {argv[0]}: exited with status 255; aborting\n")
            raise Ended(EXIT_255)
        if code in (126, 127):
            raise Ended(code)
        if code:
            self.status = EXIT_SOME_FAILED

    def _without_input(self) -> None:
        """The program must not read what xargs reads."""
        if "a" not in self._given:
            self._p.sys.dup2(self._p.sys.open("/dev/null", O_RDONLY), 0)
