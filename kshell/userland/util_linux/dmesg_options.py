"""The options of dmesg, read (util-linux 2.38.1, dmesg.c)."""

from collections.abc import Iterator, Sequence

from kshell.userland.coreutils.timestamp import NoTime, parse_timestamp
from kshell.userland.libc.getopt import parse
from kshell.userland.libc.localtime import NSEC_PER_SEC
from kshell.userland.libc.long_options import short_names
from kshell.userland.util_linux.kmsg import FACILITIES, LEVELS, Record

USAGE = """
Usage:
 dmesg [options]

Display or control the kernel ring buffer.

Options:
 -C, --clear                 clear the kernel ring buffer
 -c, --read-clear            read and clear all messages
 -D, --console-off           disable printing messages to console
 -E, --console-on            enable printing messages to console
 -F, --file <file>           use the file instead of the kernel log buffer
 -f, --facility <list>       restrict output to defined facilities
 -H, --human                 human readable output
 -J, --json                  use JSON output format
 -k, --kernel                display kernel messages
 -L, --color[=<when>]        colorize messages (auto, always or never)
                               colors are enabled by default
 -l, --level <list>          restrict output to defined levels
 -n, --console-level <level> set level of messages printed to console
 -P, --nopager               do not pipe output into a pager
 -p, --force-prefix          force timestamp output on each line of multi-line messages
 -r, --raw                   print the raw message buffer
     --noescape              don't escape unprintable character
 -S, --syslog                force to use syslog(2) rather than /dev/kmsg
 -s, --buffer-size <size>    buffer size to query the kernel ring buffer
 -u, --userspace             display userspace messages
 -w, --follow                wait for new messages
 -W, --follow-new            wait and print only new messages
 -x, --decode                decode facility and level to readable string
 -d, --show-delta            show time delta between printed messages
 -e, --reltime               show local time and time delta in readable format
 -T, --ctime                 show human-readable timestamp (may be inaccurate!)
 -t, --notime                don't show any timestamp with messages
     --time-format <format>  show timestamp using the given format:
                               [delta|reltime|ctime|notime|iso]
Suspending/resume will make ctime and iso timestamps inaccurate.
     --since <time>          display the lines since the specified time
     --until <time>          display the lines until the specified time

 -h, --help                  display this help
 -V, --version               display version

Supported log facilities:
    kern - kernel messages
    user - random user-level messages
    mail - mail system
  daemon - system daemons
    auth - security/authorization messages
  syslog - messages generated internally by syslogd
     lpr - line printer subsystem
    news - network news subsystem

Supported log levels (priorities):
   emerg - system is unusable
   alert - action must be taken immediately
    crit - critical conditions
     err - error conditions
    warn - warning conditions
  notice - normal but significant condition
    info - informational
   debug - debug-level messages

For more details see dmesg(1).
"""
LONG = {
    "buffer-size=": "s",
    "clear": "C",
    "console-level=": "n",
    "console-off": "D",
    "console-on": "E",
    "ctime": "T",
    "decode": "x",
    "facility=": "f",
    "file=": "F",
    "follow": "w",
    "follow-new": "W",
    "force-prefix": "p",
    "help": "h",
    "human": "H",
    "json": "J",
    "kernel": "k",
    "level=": "l",
    "noescape": "noescape",
    "nopager": "P",
    "notime": "t",
    "raw": "r",
    "read-clear": "c",
    "reltime": "e",
    "show-delta": "d",
    "since=": "since",
    "syslog": "S",
    "time-format=": "time-format",
    "until=": "until",
    "userspace": "u",
    "version": "V",
    "color": "L",
}
SHORT = "CcDdEeF:f:HhJkLl:n:PprSs:TtuVWwx"
EXCLUSIVE = ("CDEcnr", "Hr", "Lr", "Sw", "Tr", "dr", "er", "rx", "rt")
TIME_FORMATS = ("notime", "ctime", "delta", "reltime", "iso")
TIME_OPTIONS = {"e": "reltime", "H": "reltime", "T": "ctime", "t": "notime"}


class Wrong(Exception):
    """An argument that dmesg refuses; the text is its message."""


def parse_options(args: Sequence[str]) -> tuple[list[tuple[str, str]], list[str], str]:
    """Options by their short names, arguments, and when to use colours; UsageError."""
    plain, color = _take_color(args)
    typed, rest = parse(plain, SHORT, tuple(LONG))
    options = short_names(typed, LONG)
    last = next((name for name, _ in reversed(options) if name in "HL"), "")
    return options, rest, "auto" if last == "H" else color


class Request:
    """What the options ask for; Wrong."""

    def __init__(self, options: Sequence[tuple[str, str]], now: int) -> None:
        self.given = {option for option, _ in options}
        self.levels: set[int] = set()
        self.facilities: set[int] = set()
        self.time_format = "time"
        self.console_level = 0
        self.file = ""
        self.since = self.until = 0
        _check_exclusive(options)
        for option, value in options:
            self._read(option, value, now)

    def _read(self, option: str, value: str, now: int) -> None:
        if option == "l":
            self.levels |= set(_numbers(value, LEVELS, "level"))
        elif option == "f":
            self.facilities |= set(_numbers(value, FACILITIES, "facility"))
        elif option == "k":
            self.facilities.add(0)
        elif option == "u":
            self.facilities |= set(range(1, len(FACILITIES)))
        elif option == "n":
            self.console_level = _console_level(value)
        elif option == "F":
            self.file = value
        elif option == "s" and not value.isdigit():
            raise Wrong(f"invalid buffer size argument: '{value}'")
        elif option == "time-format":
            if value not in TIME_FORMATS:
                raise Wrong(f"unknown time format: {value}")
            self.time_format = value
        elif option in TIME_OPTIONS:
            self.time_format = TIME_OPTIONS[option]
        elif option in ("since", "until"):
            try:
                setattr(self, option, parse_timestamp(value, now) // NSEC_PER_SEC)
            except NoTime:
                raise Wrong(f'invalid time value "{value}"') from None

    def accepts(self, record: Record, boot: int) -> bool:
        """Whether a record passes the filters; ``boot`` in s since 1970."""
        if self.given & {"l"} and record.level not in self.levels:
            return False
        if self.given & {"f", "k", "u"} and record.facility not in self.facilities:
            return False
        second = boot + record.usec // 1_000_000
        return not (self.since and self.since >= second) and not (self.until and self.until <= second)


def _take_color(args: Sequence[str]) -> tuple[list[str], str]:
    """The arguments with plain ``-L`` for ``-Lwhen`` and ``--color=when``, and that word."""
    plain, color = [], ""
    for arg in args:
        if arg.startswith(("--color=", "-L")) and arg != "-L":
            color = arg.partition("=")[2] if "=" in arg else arg[2:]
            arg = "-L"
        plain.append(arg)
    return plain, color


def _check_exclusive(options: Sequence[tuple[str, str]]) -> None:
    long = {short: "--" + name.rstrip("=") for name, short in LONG.items()}
    given = {option for option, _ in options}
    for group in EXCLUSIVE:
        if len(given & set(group)) > 1:
            raise Wrong(f"mutually exclusive arguments: {' '.join(long[letter] for letter in group)}")


def _numbers(text: str, names: Sequence[str], what: str) -> Iterator[int]:
    """The numbers of a list of names or numbers, separated by commas."""
    rest = text
    while rest:
        word, comma, later = rest.partition(",")
        if comma and not later:
            word = rest
        if word.isdigit() and int(word) < len(names):
            yield int(word)
        elif word.lower() in names:
            yield names.index(word.lower())
        else:
            raise Wrong(f"unknown {what} '{rest}'")
        rest = later


def _console_level(text: str) -> int:
    """The level below which messages come to the console: one more than the last to be seen."""
    if text.isdigit() and 1 <= int(text) <= len(LEVELS):
        return int(text)
    if text.lower() in LEVELS:
        return LEVELS.index(text.lower()) + 1
    raise Wrong(f"unknown level '{text}'")
