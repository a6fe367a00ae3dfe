"""The command line that pgrep and pkill share (procps-ng 4.0.2)."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from kshell.userland.libc.getopt import UsageError, parse
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process
from kshell.userland.procps.pgrep_match import Criteria, Refused, Wrong
from kshell.userland.procps.readproc import Proc, processes

# the help of both programs, in the middle of which each has options of its own
USAGE_HEAD = """
Usage:
 {name} [options] <pattern>

Options:
"""
USAGE_TAIL = """\
 -c, --count               count of matching processes
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
    """A command line: its options by letter, and which processes are meant."""

    given: dict[str, str]
    criteria: Criteria


def run(p: Process, args: list[str], own: str, usage: str, act: Callable[[list[Proc], Request], int]) -> int:
    """Find processes and let ``act`` do with them what the program does; the exit status.

    ``own`` are the letters of the program's own options, ``usage`` is its help.
    """
    try:
        request = _understand(p, args, own, usage)
        if isinstance(request, int):
            return request
        found = request.criteria.select(processes(p))
    except UsageError as error:
        p.err(f"{p.name}: {error}\n{usage.format(name=p.name)}")
        return EXIT_USAGE
    except Wrong:
        p.err(usage.format(name=p.name))
        return EXIT_USAGE
    except Refused as refused:
        p.err(f"{p.name}: {refused}\n")
        return refused.status
    if not found and request.criteria.is_too_long:
        p.err(
            f"{p.name}: pattern that searches for process name longer than 15 characters will result in zero matches\n"
            f"Try `{p.name} -f' option to match against the complete command line.\n"
        )
    return act(found, request)


def _understand(p: Process, args: Iterable[str], own: str, usage: str) -> Request | int:
    """The request in the command line, or the status when all is said; UsageError, Wrong, Refused."""
    typed, operands = parse(list(args), SHORT + own, tuple(LONG))
    options = short_names(typed, LONG)
    for letter, _ in options:
        if letter == "V":
            p.out(f"{p.name} from procps-ng 4.0.2\n")
            return 0
        if letter == "h" or (letter == "i" and [option for option, _ in options].count("i") > 1):
            p.out(usage.format(name=p.name))
            return 0
        if letter == "?":
            raise Wrong
    return Request(dict(options), Criteria(p, options, operands))
