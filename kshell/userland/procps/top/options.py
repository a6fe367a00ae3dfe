"""The command line of top."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kshell.userland.libc.getopt import UsageError, parse
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.passwd import users
from kshell.userland.libc.strtol import strtol
from kshell.userland.process import Process
from kshell.userland.procps import strtod
from kshell.userland.procps.top.fields import FIELDS

USAGE = """
Usage:
 {name} [options]

Options:
 -b, --batch-mode                run in non-interactive batch mode
 -c, --cmdline-toggle            reverse last remembered 'c' state
 -d, --delay =SECS [.TENTHS]     iterative delay as SECS [.TENTHS]
 -E, --scale-summary-mem =SCALE  set mem as: k,m,g,t,p,e for SCALE
 -e, --scale-task-mem =SCALE     set mem with: k,m,g,t,p for SCALE
 -H, --threads-show              show tasks plus all their threads
 -i, --idle-toggle               reverse last remembered 'i' state
 -n, --iterations =NUMBER        exit on maximum iterations NUMBER
 -O, --list-fields               output all field names, then exit
 -o, --sort-override =FIELD      force sorting on this named FIELD
 -p, --pid =PIDLIST              monitor only the tasks in PIDLIST
 -S, --accum-time-toggle         reverse last remembered 'S' state
 -s, --secure-mode               run with secure mode restrictions
 -U, --filter-any-user =USER     show only processes owned by USER
 -u, --filter-only-euser =USER   show only processes owned by USER
 -w, --width [=COLUMNS]          change print width [,use COLUMNS]
 -1, --single-cpu-toggle         reverse last remembered '1' state

 -h, --help                      display this help text, then exit
 -V, --version                   output version information & exit

For more details see top(1).
"""
LONG = {
    "batch-mode": "b",
    "cmdline-toggle": "c",
    "delay=": "d",
    "scale-summary-mem=": "E",
    "scale-task-mem=": "e",
    "threads-show": "H",
    "help": "h",
    "idle-toggle": "i",
    "iterations=": "n",
    "list-fields": "O",
    "sort-override=": "o",
    "pid=": "p",
    "accum-time-toggle": "S",
    "secure-mode": "s",
    "filter-any-user=": "U",
    "filter-only-euser=": "u",
    "version": "V",
    "width=": "w",
    "single-cpu-toggle": "1",
}
SCALES = "kmgtpe"
MONPIDMAX = 20
SCREENMAX = 512
NARROWEST = 3
ENVIRONMENT = -1


class Wrong(Exception):
    """A command line that top refuses; the text is its message."""


class Done(Exception):
    """All is said: the exit status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass
class Options:
    """What to show and how; keys change it while an interactive top runs.

    ``user`` is (which numbers to look at, the number, whether to show the others), ``width`` the option w's, 0 for
    none, ENVIRONMENT for no number.
    """

    batch: bool = False
    command_line: bool = False
    delay: float = 3.0
    summary_scale: str = "m"
    task_scale: str = "k"
    threads: bool = False
    idle: bool = True
    iterations: int = -1
    sort: str = "%CPU"
    ascending: bool = False
    pids: list[int] = field(default_factory=list)
    user: tuple[str, int, bool] | None = None
    with_children: bool = False
    secure: bool = False
    width: int = 0
    each_cpu: bool = False


def parse_options(p: Process) -> Options:
    """The options of the command line; Wrong, Done."""
    try:
        typed, operands = parse(list(_plain(p.args)), "bcd:E:e:Hhin:Oo:p:SsU:u:Vw:1", tuple(LONG), permute=False)
    except UsageError as error:
        p.err(f"{p.name}: {error}\n")
        p.out("\n" if any(re.match("-[^-]*b|--b", word) for word in p.args) else "")
        raise Done(0) from None
    options = Options()
    for letter, value in short_names(typed, LONG):
        if letter in ("h", "V", "O"):
            names = "".join(f"{name}\n" for name in FIELDS)
            p.out({"h": USAGE.format(name=p.name), "V": f"{p.name} from procps-ng 4.0.2\n"}.get(letter, names))
            raise Done(0)
        _apply(p, options, letter, value.removeprefix("="))
    if operands:
        raise Wrong(f"unknown option '{operands[0]}'")
    if options.secure and any(letter == "d" for letter, _ in short_names(typed, LONG)):
        raise Wrong('-d disallowed in "secure" mode')
    return options


def _plain(words: list[str]) -> Iterator[str]:
    """The arguments with a number behind a -w that has none."""
    for at, word in enumerate(words):
        bare = re.fullmatch("-[bcHiSs1]*w|--width", word) is not None
        following = words[at + 1 : at + 2]
        yield word
        if bare and (not following or following[0].startswith("-")):
            yield str(ENVIRONMENT)


def _apply(p: Process, options: Options, letter: str, value: str) -> None:
    """Set one option; Wrong."""
    if letter in _TOGGLES:
        name = _TOGGLES[letter]
        setattr(options, name, not getattr(options, name))
    elif letter == "b":
        options.batch = True
    elif letter == "H":
        options.threads = True
    elif letter == "s":
        options.secure = True
    elif letter == "p":
        _add_pids(p, options, value)
    elif letter in "uU":
        if options.pids or options.user is not None:
            raise Wrong("conflicting process selections (U/p/u)")
        options.user = find_user(p, value, "Uid" if letter == "U" else "euid")
    elif letter == "o":
        name = value.lstrip("+-") if value[:1] in ("+", "-") else value
        if name not in FIELDS:
            raise Wrong(f"unrecognized field name '{name}'")
        options.sort = name
        if value[:1] in ("+", "-"):
            options.ascending = value.startswith("-")
    else:
        _set_number(options, letter, value)


_TOGGLES = {"c": "command_line", "i": "idle", "S": "with_children", "1": "each_cpu"}


def _set_number(options: Options, letter: str, value: str) -> None:
    if letter in "Ee":
        if len(value) != 1 or value.lower() not in (SCALES if letter == "E" else SCALES[:-1]):
            raise Wrong(f"bad memory scaling arg '{value}'")
        setattr(options, "summary_scale" if letter == "E" else "task_scale", value.lower())
    elif letter == "d":
        delay = strtod(value)
        if delay is None:
            raise Wrong(f"bad delay interval '{value}'")
        if delay < 0:
            raise Wrong("-d requires positive argument")
        options.delay = delay
    elif letter == "n":
        iterations = strtol(value)
        if iterations is None or iterations < 1:
            raise Wrong(f"bad iterations argument '{value}'")
        options.iterations = iterations
    elif letter == "w":
        width = strtol(value)
        if width is None or (width != ENVIRONMENT and not NARROWEST <= width <= SCREENMAX):
            raise Wrong(f"bad width arg '{value}'")
        options.width = width


def _add_pids(p: Process, options: Options, text: str) -> None:
    if options.user is not None:
        raise Wrong("conflicting process selections (U/p/u)")
    while text:
        found = re.match(r"\s*\d+", text)
        if found is None or re.search("[-+.]", text):
            raise Wrong(f"bad pid '{text}'")
        pid = int(found[0]) or p.sys.getpid()
        if pid not in options.pids:
            if len(options.pids) == MONPIDMAX:
                raise Wrong(f"pid limit ({MONPIDMAX}) exceeded")
            options.pids.append(pid)
        text = text.partition(",")[2]


def find_user(p: Process, text: str, which: str) -> tuple[str, int, bool]:
    """What the options u and U mean: ``!`` shows everybody else; Wrong."""
    others = text.startswith("!")
    name = text.removeprefix("!")
    number = strtol(name, 0)
    if number is None:
        number = next((user.uid for user in users(p) if user.name == name), -1)
    if number < 0:
        raise Wrong("Invalid user")
    return which, number, others
