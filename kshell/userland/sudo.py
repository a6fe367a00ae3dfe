"""sudo: run a program as root or as another user (sudo 1.9.13). Nobody here has a password: only root gets through."""

from kshell.userland.libc import getopt
from kshell.userland.libc.execvp import execvp
from kshell.userland.libc.passwd import caller
from kshell.userland.login import ROOT_PATH, Account, account, ask_password, become
from kshell.userland.process import Process

USAGE = "usage: sudo -h | -V\nusage: sudo [-ins] [-u user] [VAR=value] [command [arg ...]]\n"
KEPT = ("TERM", "COLORTERM", "LANG", "LC_ALL", "DISPLAY")
TRIES = 3
NO_TERMINAL = (
    "a terminal is required to read the password; either use the -S option to read from standard input or configure an "
    "askpass helper"
)


def main(p: Process) -> int:
    try:
        options, command = getopt.parse(p.args, "hinsu:V", permute=False)
    except getopt.UsageError as error:
        p.err(f"sudo: {error}\n{USAGE}")
        return 1
    given = dict(options)
    if "-V" in given or "-h" in given:
        p.out(USAGE if "-h" in given else "Sudo version 1.9.13p3\n")
        return 0
    variables: dict[str, str] = {}
    while command and "=" in command[0].split("/")[0]:
        name, _, variables[name] = command.pop(0).partition("=")
    if not command and not given.keys() & {"-i", "-s"}:
        p.err(USAGE)
        return 1
    who = account(p, given.get("-u", "root"))
    if who is None:
        p.err(f"sudo: unknown user {given['-u']}\nsudo: error initializing audit plugin sudoers_audit\n")
        return 1
    if p.sys.getuid():
        return _refuse(p, given)
    return _run(p, who, command, given, variables)


def _refuse(p: Process, given: dict[str, str]) -> int:
    """Ask for a password that does not exist."""
    if "-n" in given:
        p.err("sudo: a password is required\n")
        return 1
    if not p.sys.isatty(0):
        p.err(f"sudo: {NO_TERMINAL}\nsudo: a password is required\n")
        return 1
    for number in range(1, TRIES + 1):
        ask_password(p, f"[sudo] password for {caller(p).name}: ")
        if number < TRIES:
            p.err("Sorry, try again.\n")
    p.err(f"sudo: {TRIES} incorrect password attempts\n")
    return 1


def _run(p: Process, who: Account, command: list[str], given: dict[str, str], variables: dict[str, str]) -> int:
    """Become the program; its absence gives a message and status 1."""
    before = caller(p)
    env = {name: p.env[name] for name in KEPT if name in p.env} | who.environment(who.shell) | {"PATH": ROOT_PATH}
    env |= {"SUDO_COMMAND": " ".join(command) or who.shell, "SUDO_USER": before.name}
    env |= {"SUDO_UID": str(before.uid), "SUDO_GID": str(before.gid)} | variables
    if given.keys() & {"-i", "-s"}:
        base = who.shell.rpartition("/")[2]
        command = [f"-{base}" if "-i" in given else base, *(["-c", " ".join(command)] if command else [])]
    become(p, who)
    p.env["PATH"] = ROOT_PATH
    try:
        if given.keys() & {"-i", "-s"}:
            if "-i" in given:
                p.sys.chdir(who.home)
            p.sys.execve(who.shell, command, env)
        execvp(p, command, env)
    except OSError as failed:
        missing = failed.errno == 2 and "/" not in command[0]
        p.err(f"sudo: {command[0]}: {'command not found' if missing else failed.strerror}\n")
        return 1
