"""awk's files and pipes: what is read record by record, and where print goes (mawk 1.3.4, files.c)."""

import re
from collections.abc import Iterator

from kshell.uapi.fcntl import O_APPEND, O_CREAT, O_TRUNC, O_WRONLY
from kshell.uapi.wait import WEXITSTATUS, WIFEXITED, WTERMSIG
from kshell.userland.awk.state import State
from kshell.userland.awk.values import FileError
from kshell.userland.coreutils.inputs import byte_lines
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process

SHELL = "/bin/sh"
STANDARD = {"/dev/stdout": 1, "-": 1, "/dev/stderr": 2}


class Records:
    """The records of an open file, parted by what RS is when each is asked for."""

    def __init__(self, p: Process, fd: int, state: State) -> None:
        self._p = p
        self._fd = fd
        self._state = state
        self._lines: Iterator[bytes] | None = None
        self._end = b""
        self._rest: list[str] | None = None

    def next(self) -> str | None:
        """The next record, None at the end; OSError."""
        separator = self._state.text("RS")
        if len(separator) == 1 and self._rest is None:
            end = separator.encode("utf-8", "surrogateescape")
            if self._lines is None:
                self._lines, self._end = byte_lines(self._p, self._fd, end), end
            line = next(self._lines, None)
            return None if line is None else line.removesuffix(self._end).decode("utf-8", "surrogateescape")
        if self._rest is None:
            self._rest = self._all(separator)
        return self._rest.pop(0) if self._rest else None

    def _all(self, separator: str) -> list[str]:
        """All records, for a separator that is no single character: they cannot come one by one."""
        before = b"".join(self._lines) if self._lines is not None else b""
        text = (before + self._p.read_all(self._fd)).decode("utf-8", "surrogateescape")
        if not separator:
            text = text.strip("\n")
            return re.split(r"\n\n+", text) if text else []
        return self._state.split(text.removesuffix("\n"), separator) if text else []


class Streams:
    """The files and commands that a program has open, by their names."""

    def __init__(self, p: Process, out: Stdout, state: State) -> None:
        self._p = p
        self._out = out
        self._state = state
        self._outputs: dict[str, int] = {}
        self._inputs: dict[str, Records] = {}
        self._fds: dict[str, int] = {}
        self._children: dict[str, int] = {}

    # -- writing

    def write(self, text: str, kind: str, name: str) -> None:
        """Print to standard output (no kind), a file (``>``, ``>>``) or a command (``|``); FileError, WriteError."""
        fd = STANDARD.get(name, 1) if not kind or (kind != "|" and name in STANDARD) else self._output(kind, name)
        if fd == 1:
            self._out.write(text)
        elif fd == 2:
            self._p.err(text)
        else:
            try:
                self._p.write(fd, text.encode("utf-8", "surrogateescape"))
            except OSError as failed:
                raise FileError(f"close failed on file {name} ({failed.strerror})") from None

    def _output(self, kind: str, name: str) -> int:
        if name not in self._outputs:
            if kind == "|":
                self._out.flush()
                self._outputs[name] = self._command(name, writing=True)
            else:
                flags = O_WRONLY | O_CREAT | (O_APPEND if kind == ">>" else O_TRUNC)
                try:
                    self._outputs[name] = self._p.sys.open(name, flags)
                except OSError as failed:
                    raise FileError(f'cannot open "{name}" for output ({failed.strerror})') from None
        return self._outputs[name]

    def _command(self, name: str, *, writing: bool) -> int:
        """Start a command with a pipe to it, or from it; our end."""
        sys = self._p.sys
        reader, writer = sys.pipe()
        theirs, ours = (reader, writer) if writing else (writer, reader)

        def child() -> int:
            sys.dup2(theirs, 0 if writing else 1)
            for fd in (reader, writer):
                sys.close(fd)
            sys.execve(SHELL, ["sh", "-c", name], self._p.env)

        self._children[name] = sys.fork(child)
        sys.close(theirs)
        return ours

    # -- reading

    def records(self, kind: str, name: str) -> Records | None:
        """What getline reads from a file (``<``) or a command (``|``); None when it cannot be opened."""
        if name not in self._inputs:
            if kind == "|":
                self._out.flush()
                fd = self._command(name, writing=False)
            else:
                try:
                    fd = 0 if name in ("-", "/dev/stdin") else self._p.sys.open(name)
                except OSError:
                    return None
            self._fds[name] = fd
            self._inputs[name] = Records(self._p, fd, self._state)
        return self._inputs[name]

    # -- closing

    def system(self, command: str) -> int:
        """Run a command; its exit status."""
        self._out.flush()
        sys = self._p.sys
        pid = sys.fork(lambda: sys.execve(SHELL, ["sh", "-c", command], self._p.env))
        return self._wait(pid)

    def _wait(self, pid: int) -> int:
        while True:
            done, status = self._p.sys.waitpid(pid)
            if done == pid:
                return WEXITSTATUS(status) if WIFEXITED(status) else 256 + WTERMSIG(status)

    def close(self, name: str) -> int:
        """Close a file or wait for a command; its exit status, -1 when nothing of this name is open."""
        fd = self._outputs.pop(name, self._fds.pop(name, -1))
        self._inputs.pop(name, None)
        if fd < 0:
            return -1
        if fd > 2:
            self._p.sys.close(fd)
        return self._wait(self._children.pop(name)) if name in self._children else 0

    def flush(self) -> None:
        self._out.flush()

    def close_all(self) -> None:
        """The program is over: flush, and wait for the commands that it writes to."""
        self._out.flush()
        for name in list(self._outputs):
            self.close(name)
