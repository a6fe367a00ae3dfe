"""su: run a shell as another user (util-linux 2.38.1). Nobody here has a password: only root gets through."""

from kshell.uapi.signals import Signal
from kshell.uapi.syscalls import SIG_DFL, SIG_IGN
from kshell.uapi.wait import WEXITSTATUS, WIFEXITED, WTERMSIG
from kshell.userland.libc import getopt
from kshell.userland.libc.long_options import short_names
from kshell.userland.login import Account, account, ask_password, become
from kshell.userland.process import Process

USAGE = """\

Usage:
 su [options] [-] [<user> [<argument>...]]

Change the effective user ID and group ID to that of <user>.
A mere - implies -l.  If <user> is not given, root is assumed.

Options:
 -m, -p, --preserve-environment      do not reset environment variables
 -, -l, --login                  make the shell a login shell
 -c, --command <command>         pass a single command to the shell with -c
 -s, --shell <shell>             run <shell> if /etc/shells allows it

 -h, --help                      display this help
 -V, --version                   display version
"""
LONG = {
    "preserve-environment": "p",
    "login": "l",
    "command=": "c",
    "shell=": "s",
    "help": "h",
    "version": "V",
}
KEPT = ("TERM", "COLORTERM", "NO_COLOR")


def main(p: Process) -> int:
    try:
        options, operands = getopt.parse(p.args, "mplc:s:hV", tuple(LONG))
    except getopt.UsageError as error:
        return getopt.try_help(p, error)
    given = dict(short_names(options, LONG))
    if given.keys() & {"h", "V"}:
        p.out(USAGE if "h" in given else "su from util-linux 2.38.1\n")
        return 0
    if operands[:1] == ["-"]:
        given["l"] = ""
        operands = operands[1:]
    name = operands[0] if operands else "root"
    who = account(p, name)
    if who is None:
        p.err(f"su: user {name} does not exist or the user entry does not contain all the required fields\n")
        return 1
    if p.sys.getuid():
        ask_password(p, "Password: ")
        p.err("su: Authentication failure\n")
        return 1
    shell = given.get("s") or (p.env.get("SHELL") if "p" in given or "m" in given else "") or who.shell
    command = ["-c", given["c"]] if "c" in given else []
    base = shell.rpartition("/")[2]
    argv = [f"-{base}" if "l" in given else base, *command, *operands[1:]]
    return _run(p, who, shell, argv, _environment(p, who, shell, given), login="l" in given)


def _environment(p: Process, who: Account, shell: str, given: dict[str, str]) -> dict[str, str]:
    """The environment of the shell."""
    if "l" in given:
        return {name: p.env[name] for name in KEPT if name in p.env} | who.environment(shell)
    if given.keys() & {"m", "p"}:
        return dict(p.env)
    names = {"HOME": who.home, "SHELL": shell}
    return p.env | names | ({"USER": who.name, "LOGNAME": who.name} if who.uid else {})


def _run(p: Process, who: Account, shell: str, argv: list[str], env: dict[str, str], *, login: bool) -> int:
    """Run the shell and wait for it; its exit status."""
    for sig in (Signal.SIGINT, Signal.SIGQUIT):
        p.sys.sigaction(sig, SIG_IGN)
    pid = p.sys.fork(lambda: _shell(p, who, shell, argv, env, login=login))
    status = -1
    while status < 0:
        done, word = p.sys.waitpid(pid)
        status = word if done == pid else status
    if WIFEXITED(status):
        return WEXITSTATUS(status)
    p.err(f"{Signal(WTERMSIG(status)).text}\n")
    return 128 + WTERMSIG(status)


def _shell(p: Process, who: Account, shell: str, argv: list[str], env: dict[str, str], *, login: bool) -> int:
    for sig in (Signal.SIGINT, Signal.SIGQUIT):
        p.sys.sigaction(sig, SIG_DFL)
    become(p, who)
    if login:
        try:
            p.sys.chdir(who.home)
        except OSError as failed:
            p.err(f"su: warning: cannot change directory to {who.home}: {failed.strerror}\n")
    try:
        p.sys.execve(shell, argv, env)
    except OSError as failed:
        p.err(f"su: failed to execute {shell}: {failed.strerror}\n")
        return 127 if failed.errno == 2 else 126
