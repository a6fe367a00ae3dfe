"""Redirections (bash redir.c)."""

from typing import TYPE_CHECKING

from kshell.shell.expand.strings import expand_quoted, expand_string
from kshell.shell.expand.word import expand_file_name
from kshell.shell.syntax.ast import Redirect
from kshell.shell.variables import ReadOnly
from kshell.uapi import fcntl
from kshell.uapi.errno import Errno
from kshell.uapi.syscalls import Syscalls

if TYPE_CHECKING:
    from kshell.shell.shell import Shell

FIRST_SAVED = 10
PIPE_SIZE = 65536
CREATE = fcntl.O_WRONLY | fcntl.O_CREAT
FLAGS = {
    "<": fcntl.O_RDONLY, ">": CREATE | fcntl.O_TRUNC, ">|": CREATE | fcntl.O_TRUNC, "&>": CREATE | fcntl.O_TRUNC,
    ">>": CREATE | fcntl.O_APPEND, "&>>": CREATE | fcntl.O_APPEND, "<>": fcntl.O_RDWR | fcntl.O_CREAT,
}  # fmt: skip


class RedirectionProblem(Exception):
    """A redirection that fails: ``text`` is what bash says."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class Undo:
    """Remembers what descriptors stood for, so that redirections can be undone."""

    def __init__(self, shell: "Shell") -> None:
        self._sys = shell.sys
        self._old: list[tuple[int, int | None]] = []

    def keep(self, fd: int) -> None:
        """Put a descriptor's file aside."""
        try:
            self._old.append((fd, self._sys.fcntl_dupfd(fd, FIRST_SAVED)))
        except OSError:
            self._old.append((fd, None))

    def added(self, fd: int) -> None:
        """A descriptor is in use that was free before."""
        self._old.append((fd, None))

    def restore(self) -> None:
        """Everything is as it was."""
        while self._old:
            fd, copy = self._old.pop()
            if copy is None:
                _close(self._sys, fd)
            else:
                self._sys.dup2(copy, fd)
                self._sys.close(copy)


def redirect(shell: "Shell", redirects: list[Redirect], undo: Undo | None) -> bool:
    """Carry out redirections from left to right; False after a message when one fails."""
    try:
        for one in redirects:
            _redirect(shell, one, undo)
    except RedirectionProblem as problem:
        shell.complain(problem.text)
        return False
    return True


def _redirect(shell: "Shell", one: Redirect, undo: Undo | None) -> None:
    if isinstance(one.fd, str):
        _into_variable(shell, one, one.fd)
        return
    fd = one.fd if one.fd is not None else 0 if one.op[0] == "<" else 1
    if one.op in (">&", "<&"):
        _duplicate(shell, one, fd, undo)
        return
    source = _source(shell, one)
    _install(shell, source, fd, undo)
    if one.op in ("&>", "&>>"):
        _copy_to_stderr(shell, fd, undo)


def _into_variable(shell: "Shell", one: Redirect, name: str) -> None:
    """``{name}>file``: a descriptor from 10 on, whose number the variable gets; ``{name}>&-`` closes it."""
    sys = shell.sys
    if one.op in (">&", "<&"):
        target = expand_string(shell, one.target)
        if target == "-":
            number = shell.variables.get(name) or ""
            if number.isdecimal():
                _close(sys, int(number))
            return
        made = _dup_from(shell, _descriptor(target, one))
    else:
        source = _source(shell, one)
        made = sys.fcntl_dupfd(source, FIRST_SAVED)
        sys.close(source)
    try:
        shell.variables.set(name, str(made))
    except ReadOnly as problem:
        raise RedirectionProblem(f"{problem.name}: readonly variable") from None


def _dup_from(shell: "Shell", fd: int) -> int:
    try:
        return shell.sys.fcntl_dupfd(fd, FIRST_SAVED)
    except OSError as error:
        raise RedirectionProblem(f"{fd}: {error.strerror}") from None


def _source(shell: "Shell", one: Redirect) -> int:
    """A descriptor of the file, or of the text, that a redirection names."""
    if one.op == "<<<":
        return _text(shell, expand_string(shell, one.target) + "\n")
    if one.op in ("<<", "<<-"):
        return _text(shell, expand_quoted(shell, one.target))
    name = expand_file_name(shell, one.target)
    if name is None:
        raise RedirectionProblem(f"{one.target.text}: ambiguous redirect")
    flags = FLAGS[one.op]
    if one.op in (">", "&>") and shell.options.set_o["noclobber"]:
        flags = _without_clobbering(shell, name, flags)
    try:
        return shell.sys.open(name, flags)
    except OSError as error:
        raise RedirectionProblem(f"{name}: {error.strerror}") from None


def _without_clobbering(shell: "Shell", name: str, flags: int) -> int:
    try:
        mode = shell.sys.stat(name).mode
    except OSError as error:
        return flags | fcntl.O_EXCL if error.errno == Errno.ENOENT else flags
    if fcntl.S_ISREG(mode):
        raise RedirectionProblem(f"{name}: cannot overwrite existing file")
    return flags


def _install(shell: "Shell", source: int, fd: int, undo: Undo | None) -> None:
    """Let a descriptor stand for the file of another, which is closed."""
    if undo is not None and source != fd:
        undo.keep(fd)
    elif undo is not None:
        undo.added(fd)
    if source != fd:
        shell.sys.dup2(source, fd)
        shell.sys.close(source)


def _copy_to_stderr(shell: "Shell", fd: int, undo: Undo | None) -> None:
    if undo is not None:
        undo.keep(2)
    shell.sys.dup2(fd, 2)


def _descriptor(target: str, one: Redirect) -> int:
    if not target.isdecimal():
        raise RedirectionProblem(f"{one.target.text}: ambiguous redirect")
    return int(target)


def _duplicate(shell: "Shell", one: Redirect, fd: int, undo: Undo | None) -> None:
    """``n>&m``, ``n>&m-``, ``n>&-``, and ``>&file``."""
    target = expand_string(shell, one.target)
    if target == "-":
        if undo is not None:
            undo.keep(fd)
        _close(shell.sys, fd)
        return
    moved = target.endswith("-") and target[:-1].isdecimal()
    if one.op == ">&" and fd == 1 and not target.isdecimal() and not moved:
        _install(shell, _source(shell, Redirect("&>", one.target)), 1, undo)
        _copy_to_stderr(shell, 1, undo)
        return
    source = _descriptor(target.removesuffix("-"), one)
    if source not in shell.sys.open_fds():
        raise RedirectionProblem(f"{source}: {Errno.EBADF.text}")
    if undo is not None and source != fd:
        undo.keep(fd)
    if source != fd:
        shell.sys.dup2(source, fd)
    if moved and source != fd:
        if undo is not None:
            undo.keep(source)
        _close(shell.sys, source)


def _close(sys: Syscalls, fd: int) -> None:
    if fd in sys.open_fds():
        sys.close(fd)


def _text(shell: "Shell", text: str) -> int:
    """A descriptor from which a text can be read: a pipe if it is small enough, else a file without a name."""
    sys = shell.sys
    data = text.encode("utf-8", "surrogateescape")
    if len(data) <= PIPE_SIZE:
        reader, writer = sys.pipe()
        shell.p.write(writer, data)
        sys.close(writer)
        return reader
    path = f"/tmp/sh-thd.{sys.getpid()}"
    writer = sys.open(path, CREATE | fcntl.O_EXCL, 0o600)
    shell.p.write(writer, data)
    sys.close(writer)
    reader = sys.open(path)
    sys.unlink(path)
    return reader
