"""renice: change the nice value of processes that run (util-linux 2.38.1)."""

from kshell.uapi.sched import PRIO_PGRP, PRIO_PROCESS, PRIO_USER
from kshell.userland.libc.passwd import users
from kshell.userland.libc.strtol import strtol
from kshell.userland.process import Process
from kshell.userland.util_linux import bad_usage

USAGE = """
Usage:
 renice [-n] <priority> [-p|--pid] <pid>...
 renice [-n] <priority>  -g|--pgrp <pgid>...
 renice [-n] <priority>  -u|--user <user>...

Alter the priority of running processes.

Options:
 -n, --priority <num>   specify the nice value
 -p, --pid              interpret arguments as process ID (default)
 -g, --pgrp             interpret arguments as process group ID
 -u, --user             interpret arguments as username or user ID

 -h, --help             display this help
 -V, --version          display version

For more details see renice(1).
"""
KINDS = {
    "-p": PRIO_PROCESS,
    "--pid": PRIO_PROCESS,
    "-g": PRIO_PGRP,
    "--pgrp": PRIO_PGRP,
    "-u": PRIO_USER,
    "--user": PRIO_USER,
}
NAMES = {PRIO_PROCESS: "process ID", PRIO_PGRP: "process group ID", PRIO_USER: "user ID"}


def main(p: Process) -> int:
    words = p.args
    if words in (["-h"], ["--help"]):
        p.out(USAGE)
        return 0
    if words in (["-V"], ["--version"]):
        p.out("renice from util-linux 2.38.1\n")
        return 0
    if words[:1] in (["-n"], ["--priority"]):
        words = words[1:]
    if len(words) < 2:
        return bad_usage(p, "not enough arguments")
    nice = strtol(words[0])
    if nice is None:
        return bad_usage(p, f"invalid priority '{words[0]}'")
    which, status = PRIO_PROCESS, 0
    for word in words[1:]:
        if word in KINDS:
            which = KINDS[word]
            continue
        who = _number(p, which, word)
        if who is None:
            p.err(f"renice: {f'unknown user {word}' if which == PRIO_USER else f'bad {NAMES[which]} value: {word}'}\n")
            status = 1
        else:
            status |= _renice(p, which, who, nice)
    return status


def _number(p: Process, which: int, word: str) -> int | None:
    """The number that a word stands for; None for none."""
    if which == PRIO_USER:
        for user in users(p):
            if user.name == word:
                return user.uid
    number = strtol(word)
    return number if number is not None and number >= 0 else None


def _renice(p: Process, which: int, who: int, nice: int) -> int:
    whom = f"{who} ({NAMES[which]})"
    doing = "get"
    try:
        old = p.sys.getpriority(which, who)
        doing = "set"
        p.sys.setpriority(which, who, nice)
        doing = "get"
        new = p.sys.getpriority(which, who)
    except OSError as failed:
        p.err(f"renice: failed to {doing} priority for {whom}: {failed.strerror}\n")
        return 1
    p.out(f"{whom} old priority {old}, new priority {new}\n")
    return 0
