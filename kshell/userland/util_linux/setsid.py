"""setsid: run a program in a session of its own (util-linux 2.38.1)."""

from kshell.uapi.wait import WEXITSTATUS, WIFEXITED, WTERMSIG
from kshell.userland.libc import getopt
from kshell.userland.libc.execvp import execvp, status_of
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process

USAGE = """\

Usage:
 setsid [options] <program> [arguments ...]

Run a program in a new session.

Options:
 -c, --ctty     set the controlling terminal to the current one
 -f, --fork     always fork
 -w, --wait     wait program to exit, and use the same return

 -h, --help     display this help
 -V, --version  display version

For more details see setsid(1).
"""
LONG = {"ctty": "c", "fork": "f", "wait": "w", "help": "h", "version": "V"}


def main(p: Process) -> int:
    try:
        options, command = getopt.parse(p.args, "cfwhV", tuple(LONG), permute=False)
    except getopt.UsageError as error:
        return getopt.try_help(p, error)
    given = dict(short_names(options, LONG))
    if given.keys() & {"h", "V"}:
        p.out(USAGE if "h" in given else "setsid from util-linux 2.38.1\n")
        return 0
    if not command:
        p.err("setsid: no command specified\nTry 'setsid --help' for more information.\n")
        return 1
    if "f" not in given and p.sys.getpgid() != p.sys.getpid():
        return _become(p, command)
    pid = p.sys.fork(lambda: _become(p, command))
    if "w" not in given:
        return 0
    _, status = p.sys.waitpid(pid)
    return WEXITSTATUS(status) if WIFEXITED(status) else WTERMSIG(status) + 128


def _become(p: Process, command: list[str]) -> int:
    p.sys.setsid()
    try:
        execvp(p, command, p.env)
    except OSError as failed:
        p.err(f"setsid: failed to execute {command[0]}: {failed.strerror}\n")
        return status_of(failed)
