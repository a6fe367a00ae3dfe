"""pgrep and pkill: find processes by what they are, and list them or send them a signal (procps-ng 4.0.2)."""

from collections.abc import Sequence
from typing import NamedTuple

from kshell.uapi.errno import Errno
from kshell.uapi.signals import Signal
from kshell.userland.getopt import UsageError, parse
from kshell.userland.long_options import short_names
from kshell.userland.pgrep_match import Criteria, Refused, Wrong
from kshell.userland.process import Process
from kshell.userland.readproc import Proc, processes
from kshell.userland.signames import signal_number, take_signal
from kshell.userland.strtol import strtol

USAGE = """
Usage:
 {name} [options] <pattern>

Options:
{own} -c, --count               count of matching processes
 -f, --full                use full process name to match
 -g, --pgroup <PGID,...>   match listed process group IDs
 -G, --group <GID,...>     match real group IDs
 -i, --ignore-case         match case insensitively
 -n, --newest              select most recently started
 -o, --oldest              select least recently started
 -O, --older <seconds>     select where older than seconds
 -P, --parent <PPID,...>   match only child processes of the given parent
 -s, --session <SID,...>   match session IDs
 -t, --terminal <tty,...>  match by controlling terminal
 -u, --euid <ID,...>       match by effective IDs
 -U, --uid <ID,...>        match by real IDs
 -x, --exact               match exactly with the command name
 -F, --pidfile <file>      read PIDs from file
 -L, --logpidfile          fail if PID file is not locked
 -r, --runstates <state>   match runstates [D,S,Z,...]
 -A, --ignore-ancestors    exclude our ancestors from results
 --cgroup <grp,...>        match by cgroup v2 names
 --ns <PID>                match the processes that belong to the same
                           namespace as <pid>
 --nslist <ns,...>         list which namespaces will be considered for
                           the --ns option.
                           Available namespaces: ipc, mnt, net, pid, user, uts

 -h, --help     display this help and exit
 -V, --version  output version information and exit

For more details see pgrep(1).
"""
LISTS = """\
 -d, --delimiter <string>  specify output delimiter
 -l, --list-name           list PID and process name
 -a, --list-full           list PID and full command line
 -v, --inverse             negates the matching
 -w, --lightweight         list all TID
"""
KILLS = """\
 -<sig>, --signal <sig>    signal to send (either number or name)
 -q, --queue <value>       integer value to be sent with the signal
 -e, --echo                display what is killed
"""
SHORT = "LF:cfinoxP:O:Ag:s:u:U:G:t:r:?Vh"
LONG = {
    "signal=": "signal",
    "ignore-ancestors": "A",
    "count": "c",
    "cgroup=": "cgroup",
    "delimiter=": "d",
    "list-name": "l",
    "list-full": "a",
    "full": "f",
    "pgroup=": "g",
    "group=": "G",
    "ignore-case": "i",
    "newest": "n",
    "oldest": "o",
    "older=": "O",
    "parent=": "P",
    "session=": "s",
    "terminal=": "t",
    "euid=": "u",
    "uid=": "U",
    "inverse": "v",
    "lightweight": "w",
    "exact": "x",
    "pidfile=": "F",
    "logpidfile": "L",
    "echo": "e",
    "ns=": "ns",
    "nslist=": "nslist",
    "queue=": "q",
    "runstates=": "r",
    "help": "h",
    "version": "V",
}
EXIT_USAGE = 2


class Request(NamedTuple):
    """A command line: options by letter, criteria, and for pkill the signal (None: one that does not exist)."""

    given: dict[str, str]
    criteria: Criteria
    signal: int | None


def main(p: Process) -> int:
    """pgrep, or pkill when it is called so."""
    kills = p.name == "pkill"
    try:
        request = _understand(p, kills=kills)
        if isinstance(request, int):
            return request
        found = request.criteria.select(processes(p))
    except UsageError as error:
        p.err(f"{p.name}: {error}\n")
        return _usage(p, kills=kills)
    except Wrong:
        return _usage(p, kills=kills)
    except Refused as refused:
        p.err(f"{p.name}: {refused}\n")
        return refused.status
    if not found and request.criteria.is_too_long:
        p.err(
            f"{p.name}: pattern that searches for process name longer than 15 characters will result in zero matches\n"
            f"Try `{p.name} -f' option to match against the complete command line.\n"
        )
    return _kill(p, found, request) if kills else _list(p, found, request.given)


def _understand(p: Process, *, kills: bool) -> Request | int:
    """The request in the command line, or the status when all is said; UsageError, Wrong, Refused."""
    typed_signal, args = take_signal(p.args) if kills else (None, p.args)
    typed, operands = parse(args, SHORT + ("eq:" if kills else "lad:vw"), tuple(LONG))
    options = short_names(typed, LONG)
    signal: int | None = int(Signal.SIGTERM) if typed_signal is None else typed_signal
    for letter, value in options:
        if letter == "V":
            p.out(f"{p.name} from procps-ng 4.0.2\n")
            return 0
        if letter == "h" or (letter == "i" and [option for option, _ in options].count("i") > 1):
            p.out(_usage_text(p, kills=kills))
            return 0
        if letter == "?":
            raise Wrong
        if letter == "signal":
            signal = signal_number(value) if signal_number(value) is not None else strtol(value)
    return Request(dict(options), Criteria(p, options, operands), signal)


def _usage_text(p: Process, *, kills: bool) -> str:
    return USAGE.format(name=p.name, own=KILLS if kills else LISTS)


def _usage(p: Process, *, kills: bool) -> int:
    p.err(_usage_text(p, kills=kills))
    return EXIT_USAGE


def _list(p: Process, found: Sequence[Proc], given: dict[str, str]) -> int:
    if "c" in given:
        p.out(f"{len(found)}\n")
    elif found:
        rows = [f"{proc.pid}{_title(proc, given)}" for proc in found]
        p.out(given.get("d", "\n").join(rows) + "\n")
    return 0 if found else 1


def _title(proc: Proc, given: dict[str, str]) -> str:
    if "a" in given:
        return f" {proc.cmdline}"
    return f" {proc.cmd}" if "l" in given else ""


def _kill(p: Process, found: Sequence[Proc], request: Request) -> int:
    killed = 0
    for proc in found:
        try:
            p.sys.kill(proc.pid, -1 if request.signal is None else request.signal)
        except OSError as failed:
            if failed.errno != Errno.ESRCH:  # it has gone by itself, which is fine
                p.err(f"{p.name}: killing pid {proc.pid} failed: {failed.strerror}\n")
            continue
        killed += 1
        if "e" in request.given:
            p.out(f"{proc.cmd} killed (pid {proc.pid})\n")
    if "c" in request.given:
        p.out(f"{len(found)}\n")
    return 0 if killed else 1
