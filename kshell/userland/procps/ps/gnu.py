"""GNU options of ps: words behind two dashes."""

import re
from collections.abc import Callable

from kshell.userland.libc.strtol import strtol
from kshell.userland.process import Process
from kshell.userland.procps.ps.help import print_help
from kshell.userland.procps.ps.lists import (
    Parser,
    parse_gid,
    parse_list,
    parse_pid,
    parse_ppid,
    parse_tty,
    parse_uid,
)
from kshell.userland.procps.ps.options import Done, Format, Listed, Options, Spec, Wrong
from kshell.userland.procps.ps.words import VERSION, Words

LONGEST = 15
_LISTS: dict[str, tuple[str, Parser, str]] = {
    "Group": ("rgid", parse_gid, "list of real groups must follow --Group"),
    "User": ("ruid", parse_uid, "list of real users must follow --User"),
    "group": ("egid", parse_gid, "list of effective groups must follow --group"),
    "pid": ("pid", parse_pid, "list of process IDs must follow --pid"),
    "ppid": ("ppid", parse_ppid, "list of process IDs must follow --ppid"),
    "quick-pid": ("quick", parse_pid, "List of process IDs must follow --quick-pid."),
    "sid": ("session", parse_pid, "some sid thing(s) must follow --sid"),
    "tty": ("tty", parse_tty, "list of ttys must follow --tty"),
    "user": ("euid", parse_uid, "list of effective users must follow --user"),
}
_SPECS = {
    "format": "format specification must follow --format",
    "sort": "long sort specification must follow --sort",
}


def parse_gnu(p: Process, words: Words, options: Options) -> None:
    """Take the option of the word that ``words`` has come to; Wrong, Done."""
    name = re.split("[:=]", words.word[2:], maxsplit=1)[0]
    given = words.word[2 + len(name) :]
    if len(name) > LONGEST:
        raise Wrong("unknown gnu long option")
    if name in _LISTS:
        kind, parse, missing = _LISTS[name]
        options.lists.append(Listed(kind, parse_list(p, _argument(words, given, missing), parse, options.negate)))
    elif name in _SPECS:
        options.specs.append(Spec(f"--{name}", _argument(words, given, _SPECS[name])))
    elif name in _WIDTHS:
        options.columns = _positive(words, given, "number of columns must follow --cols, --width, or --columns")
    elif name in _HEIGHTS:
        options.rows = _positive(words, given, "number of rows must follow --rows or --lines")
    elif name in _FLAGS:
        takes, add = _FLAGS[name]
        if given:
            raise Wrong(f"option --{takes} does not take an argument")
        add(options)
    elif name == "context":
        options.format |= Format.CONTEXT
    elif name == "version":
        words.alone("--version")
        p.out(VERSION)
        raise Done(0)
    elif name == "info":
        words.alone("--info")
        raise Wrong("unknown gnu long option")
    elif name == "help":
        raise Done(print_help(p, given[1:] or (words.take("") if not given and words.has_next() else ""), 0))
    else:
        raise Wrong("unknown gnu long option")


_WIDTHS = ("cols", "columns", "width")
_HEIGHTS = ("rows", "lines")


def _argument(words: Words, given: str, missing: str) -> str:
    """The argument behind ``=`` or ``:``, or else the next word; Wrong(missing)."""
    if given and not given[1:]:
        raise Wrong(missing)
    return given[1:] or words.take(missing)


def _positive(words: Words, given: str, wrong: str) -> int:
    number = strtol(_argument(words, given, wrong), 0)
    if number is None or not 0 < number < 2_000_000_000:
        raise Wrong(wrong)
    return number


def _headers(kind: str) -> Callable[[Options], None]:
    def add(options: Options) -> None:
        if options.headers:
            raise Wrong("only one heading option may be specified")
        options.headers = kind

    return add


def _cumulative(options: Options) -> None:
    options.with_dead_children = True


def _deselect(options: Options) -> None:
    options.negate = True


def _forest(options: Options) -> None:
    options.forest = "g"


# the name in the message, and what the option does
_FLAGS: dict[str, tuple[str, Callable[[Options], None]]] = {
    "cumulative": ("cumulative", _cumulative),
    "deselect": ("deselect", _deselect),
    "forest": ("forest", _forest),
}
for _word in ("header", "headers", "heading", "headings"):
    _FLAGS[_word] = "heading", _headers("multi")
    _FLAGS[f"no-{_word}"] = _FLAGS[f"no{_word}"] = "no-heading", _headers("none")
