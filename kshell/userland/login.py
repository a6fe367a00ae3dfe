"""Becoming another user: accounts, environments, passwords (login(1), su(1))."""

from typing import NamedTuple

from kshell.uapi.termios import ECHO
from kshell.userland.libc.passwd import users
from kshell.userland.process import Process

USER_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games"
ROOT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


class Account(NamedTuple):
    """A user that one can become."""

    name: str
    uid: int
    gid: int
    home: str
    shell: str

    def environment(self, shell: str) -> dict[str, str]:
        """What a login sets."""
        path = USER_PATH if self.uid else ROOT_PATH
        return {"HOME": self.home, "SHELL": shell, "USER": self.name, "LOGNAME": self.name, "PATH": path}


def account(p: Process, name: str) -> Account | None:
    """The account of a user, None when there is none of this name."""
    found = next((user for user in users(p) if user.name == name), None)
    return Account(found.name, found.uid, found.gid, found.home, found.shell or "/bin/sh") if found else None


def become(p: Process, who: Account) -> None:
    """Be this user from now on; OSError(EPERM) unless one is root."""
    p.sys.setgid(who.gid)
    p.sys.setuid(who.uid)


def ask_password(p: Process, prompt: str) -> str:
    """Ask at the terminal, without showing what is typed; nothing without a terminal (getpass(3)). Sleeps."""
    p.err(prompt)
    if not p.sys.isatty(0):
        return next(p.lines(), "").removesuffix("\n")
    sane = p.sys.tcgetattr(0)
    p.sys.tcsetattr(0, sane._replace(lflag=sane.lflag & ~ECHO))
    try:
        line = p.sys.read(0).decode("utf-8", "surrogateescape")
    finally:
        p.sys.tcsetattr(0, sane)
        p.err("\n")
    return line.removesuffix("\n")
