"""Redirections (bash(1), REDIRECTION)."""

from typing import TYPE_CHECKING

from kshell.shell.ast import Redirect
from kshell.shell.expand import fields, here_document, single
from kshell.uapi import fcntl

if TYPE_CHECKING:
    from kshell.shell.state import Shell

SAVED = 10
_FLAGS = {
    "<": fcntl.O_RDONLY,
    ">": fcntl.O_WRONLY | fcntl.O_CREAT | fcntl.O_TRUNC,
    ">|": fcntl.O_WRONLY | fcntl.O_CREAT | fcntl.O_TRUNC,
    "&>": fcntl.O_WRONLY | fcntl.O_CREAT | fcntl.O_TRUNC,
    ">>": fcntl.O_WRONLY | fcntl.O_CREAT | fcntl.O_APPEND,
    "&>>": fcntl.O_WRONLY | fcntl.O_CREAT | fcntl.O_APPEND,
    "<>": fcntl.O_RDWR | fcntl.O_CREAT,
}


class RedirectionProblem(Exception):
    """A redirection that fails: what bash says behind its name."""


class Saved:
    """Remembers what descriptors stood for, so that a builtin's redirections can be undone."""

    def __init__(self, shell: "Shell") -> None:
        self._shell = shell
        self._old: list[tuple[int, int | None]] = []

    def keep(self, fd: int) -> None:
        """Put a descriptor's file aside."""
        try:
            copy = self._shell.sys.fcntl_dupfd(fd, SAVED)
        except OSError:
            self._old.append((fd, None))
        else:
            self._old.append((fd, copy))

    def restore(self) -> None:
        """Everything is as it was."""
        sys = self._shell.sys
        for fd, copy in reversed(self._old):
            if copy is None:
                _close(self._shell, fd)
            else:
                sys.dup2(copy, fd)
                sys.close(copy)
        self._old.clear()


def apply(shell: "Shell", redirects: list[Redirect], saved: Saved | None = None) -> None:
    """Carry out redirections from left to right; RedirectionProblem."""
    for redirect in redirects:
        fd = redirect.fd if redirect.fd is not None else 0 if redirect.op[0] == "<" else 1
        both = redirect.op in ("&>", "&>>")
        if saved is not None:
            saved.keep(fd)
            if both:
                saved.keep(2)
        if redirect.op in ("<<", "<<-", "<<<"):
            _here(shell, redirect, fd)
        elif redirect.op in (">&", "<&"):
            _duplicate(shell, redirect, fd, saved)
        else:
            _open(shell, redirect, fd)
            if both:
                shell.sys.dup2(fd, 2)


def _open(shell: "Shell", redirect: Redirect, fd: int) -> None:
    names = fields(shell, [redirect.target])
    if len(names) != 1:
        raise RedirectionProblem(f"{redirect.target}: ambiguous redirect")
    try:
        opened = shell.sys.open(names[0], _FLAGS[redirect.op])
    except OSError as error:
        raise RedirectionProblem(f"{names[0]}: {error.strerror}") from None
    _move(shell, opened, fd)


def _move(shell: "Shell", opened: int, fd: int) -> None:
    if opened != fd:
        shell.sys.dup2(opened, fd)
        shell.sys.close(opened)


def _duplicate(shell: "Shell", redirect: Redirect, fd: int, saved: Saved | None) -> None:
    target = single(shell, redirect.target)
    if target == "-":
        _close(shell, fd)
    elif target.isdigit():
        try:
            shell.sys.dup2(int(target), fd)
        except OSError as error:
            raise RedirectionProblem(f"{target}: {error.strerror}") from None
    elif redirect.op == ">&" and redirect.fd is None:
        if saved is not None:
            saved.keep(2)
        _open(shell, Redirect(">", redirect.target), fd)
        shell.sys.dup2(fd, 2)
    else:
        raise RedirectionProblem(f"{redirect.target}: ambiguous redirect")


def _close(shell: "Shell", fd: int) -> None:
    if fd in shell.sys.open_fds():
        shell.sys.close(fd)


def _here(shell: "Shell", redirect: Redirect, fd: int) -> None:
    if redirect.op == "<<<":
        text = single(shell, redirect.target) + "\n"
    elif any(mark in redirect.target for mark in "'\"\\"):
        text = redirect.body or ""
    else:
        text = here_document(shell, redirect.body or "")
    reader, writer = shell.sys.pipe()
    data = text.encode("utf-8", "surrogateescape")

    def child() -> int:
        shell.sys.close(reader)
        shell.p.write(writer, data)
        return 0

    if len(data) > 60_000:
        shell.sys.fork(child)
    else:
        shell.p.write(writer, data)
    shell.sys.close(writer)
    _move(shell, reader, fd)
