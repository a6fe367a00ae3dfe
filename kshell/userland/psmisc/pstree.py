"""pstree: the processes as a tree (psmisc 23.6)."""

from collections.abc import Iterator

from kshell.userland.libc.getopt import UsageError, parse
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.passwd import users
from kshell.userland.libc.strtol import strtol
from kshell.userland.process import Process
from kshell.userland.procps.readproc import HERTZ, processes, uptime
from kshell.userland.psmisc.pstree_draw import ASCII, UTF8, VT100, Node, Picture, Style, node_of

USAGE = """\
Usage: pstree [-acglpsStTuZ] [ -h | -H PID ] [ -n | -N type ]
              [ -A | -G | -U ] [ PID | USER ]
   or: pstree -V

Display a tree of processes.

  -a, --arguments     show command line arguments
  -A, --ascii         use ASCII line drawing characters
  -c, --compact-not   don't compact identical subtrees
  -C, --color=TYPE    color process by attribute
                      (age)
  -g, --show-pgids    show process group ids; implies -c
  -G, --vt100         use VT100 line drawing characters
  -h, --highlight-all highlight current process and its ancestors
  -H PID, --highlight-pid=PID
                      highlight this process and its ancestors
  -l, --long          don't truncate long lines
  -n, --numeric-sort  sort output by PID
  -N TYPE, --ns-sort=TYPE
                      sort output by this namespace type
                              (cgroup, ipc, mnt, net, pid, time, user, uts)
  -p, --show-pids     show PIDs; implies -c
  -s, --show-parents  show parents of the selected process
  -S, --ns-changes    show namespace transitions
  -t, --thread-names  show full thread names
  -T, --hide-threads  hide threads, show only processes
  -u, --uid-changes   show uid transitions
  -U, --unicode       use UTF-8 (Unicode) line drawing characters
  -V, --version       display version information
  -Z, --security-context
                      show security attributes

  PID    start at this PID; default is 1 (init)
  USER   show only trees rooted at processes of this user

"""
VERSION = """\
pstree (PSmisc) 23.6
Copyright (C) 1993-2021 Werner Almesberger and Craig Small

PSmisc comes with ABSOLUTELY NO WARRANTY.
This is free software, and you are welcome to redistribute it under
the terms of the GNU General Public License.
For more information about these matters, see the files named COPYING.
"""
LONG = {
    "arguments": "a",
    "ascii": "A",
    "compact-not": "c",
    "color=": "C",
    "vt100": "G",
    "highlight-all": "h",
    "highlight-pid=": "H",
    "long": "l",
    "numeric-sort": "n",
    "ns-sort=": "N",
    "show-pids": "p",
    "show-pgids": "g",
    "show-parents": "s",
    "ns-changes": "S",
    "thread-names": "t",
    "hide-threads": "T",
    "uid-changes": "u",
    "unicode": "U",
    "version": "V",
    "security-context": "Z",
}
NAMESPACES = ("cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts")
SYMBOLS = {"A": ASCII, "G": VT100, "U": UTF8}
INIT = 1
WIDTH = 132


def main(p: Process) -> int:
    try:
        typed, operands = parse(p.args, "aAcC:GhH:nN:pglsStTuUVZ", tuple(LONG))
    except UsageError as error:
        p.err(f"{p.name}: {error}\n{USAGE}")
        return 1
    options = short_names(typed, LONG)
    given = dict(options)
    if "V" in given:
        p.err(VERSION)
        return 0
    wanted = _wanted(p, operands)
    if _is_wrong(given) or wanted is None:
        p.err(USAGE)
        return 1
    if "H" in given and not p.env.get("TERM"):
        p.err("TERM is not set\n")
        return 1
    if isinstance(wanted, str):
        p.err(f"No such user name: {wanted}\n")
        return 1
    style = _style(p, given, [letter for letter, _ in options])
    return _show(p, style, given, *wanted)


def _is_wrong(given: dict[str, str]) -> bool:
    return (
        given.get("C", "age").lower() != "age"
        or given.get("N", "pid") not in NAMESPACES
        or ("h" in given and "H" in given)
        or ("H" in given and not strtol(given["H"]))
    )


def _wanted(p: Process, operands: list[str]) -> tuple[int | None, int | None] | str | None:
    """The number of the process or the user that is named, a user that does not exist, or None for a wrong operand."""
    if not operands:
        return None, None
    if len(operands) > 1:
        return None
    if operands[0][:1].isdigit():
        pid = strtol(operands[0])
        return None if pid is None else (pid, None)
    uid = next((user.uid for user in users(p) if user.name == operands[0]), None)
    return operands[0] if uid is None else (None, uid)


def _style(p: Process, given: dict[str, str], letters: list[str]) -> Style:
    utf8 = p.sys.isatty(1) and p.env.get("LANG", "").endswith("UTF-8")
    lines = UTF8 if utf8 else ASCII
    for letter in letters:
        lines = SYMBOLS.get(letter, lines)
    return Style(
        lines,
        0 if "l" in given else _width(p),
        arguments="a" in given,
        compact="c" not in given and "p" not in given,
        pids="p" in given,
        pgids="g" in given,
        users="u" in given,
        contexts="Z" in given,
        by_age="C" in given,
    )


def _width(p: Process) -> int:
    """How wide lines may be: as COLUMNS says, or the terminal."""
    columns = strtol(p.env.get("COLUMNS", ""))
    if columns is not None and columns > 0:
        return columns
    try:
        return p.sys.winsize(1)[1]
    except OSError:
        return WIDTH


def _show(p: Process, style: Style, given: dict[str, str], pid: int | None, uid: int | None) -> int:
    nodes, parents = _tree(p, style.width, by_pid="n" in given)
    marked = p.sys.getpid() if "h" in given and p.env.get("TERM") else strtol(given.get("H", ""))
    while marked in nodes:
        nodes[marked].highlighted = True
        marked = parents[marked]
    picture = Picture(style, {user.uid: user.name for user in users(p)})
    if "s" in given and pid is not None:
        if pid not in nodes:
            p.err(f"Process {pid} not found.\n")
            return 1
        pid = _trim(nodes, parents, pid)
    if uid is None:
        if pid is None and "N" in given:
            picture.text += "".join(f"{line}\n" for line in _namespace(p, given["N"]))
        if (pid or INIT) in nodes:
            picture.draw(nodes[pid or INIT])
    else:
        for number, root in enumerate(_roots(nodes[INIT], uid)):
            picture.text += "\n" if number else ""
            picture.draw(root)
        if not picture.text:
            p.err("No processes found.\n")
            return 1
    p.out(picture.text)
    return 0


def _tree(p: Process, width: int, *, by_pid: bool) -> tuple[dict[int, Node], dict[int, int]]:
    """All processes by number with their children in order, and their parents' numbers."""
    now = uptime(p)
    procs = list(processes(p))
    nodes = {proc.pid: node_of(proc, proc.ticks_elapsed(now) / HERTZ, width) for proc in procs}
    parents = {proc.pid: proc.ppid for proc in procs}
    for node in sorted(nodes.values(), key=lambda node: node.pid if by_pid else (node.comm, node.uid)):
        if parents[node.pid] in nodes:
            nodes[parents[node.pid]].children.append(node)
    return nodes, parents


def _trim(nodes: dict[int, Node], parents: dict[int, int], pid: int) -> int:
    """Leave of the ancestors of a process only the way to it; where that begins."""
    while parents[pid] in nodes:
        nodes[parents[pid]].children = [nodes[pid]]
        pid = parents[pid]
    return pid


def _namespace(p: Process, name: str) -> Iterator[str]:
    """The number of the one namespace that there is."""
    link = p.sys.readlink(f"/proc/self/ns/{name}")
    yield link[link.find("[") :]


def _roots(node: Node, uid: int) -> Iterator[Node]:
    """The highest processes of a user."""
    if node.uid == uid:
        yield node
        return
    for child in node.children:
        yield from _roots(child, uid)
