"""A task's table of open files (fs/file.c)."""

from kshell.kernel.errors import KernelError
from kshell.kernel.fs.file import File
from kshell.uapi.errno import Errno

OPEN_MAX = 1024


class Files:
    """Descriptors of one task."""

    def __init__(self) -> None:
        self._table: dict[int, File] = {}
        self._on_exec: set[int] = set()

    def get(self, fd: int) -> File:
        """The open file; KernelError(EBADF)."""
        try:
            return self._table[fd]
        except KeyError:
            raise KernelError(Errno.EBADF) from None

    def descriptors(self) -> list[int]:
        """The numbers in use, in order."""
        return sorted(self._table)

    def install(self, file: File, lowest: int = 0, *, close_on_exec: bool = False) -> int:
        """The lowest free number, from ``lowest`` on, now stands for ``file``."""
        fd = lowest
        while fd in self._table:
            fd += 1
        if fd >= OPEN_MAX:
            raise KernelError(Errno.EMFILE)
        self._put(fd, file)
        if close_on_exec:
            self._on_exec.add(fd)
        return fd

    def replace(self, fd: int, file: File) -> None:
        """Let a number stand for ``file``, closing what it stood for (dup2)."""
        if self._table.get(fd) is file:
            return
        if fd in self._table:
            self.close(fd)
        self._put(fd, file)

    def _put(self, fd: int, file: File) -> None:
        file.holders += 1
        self._table[fd] = file

    def close(self, fd: int) -> None:
        """Give a number back; KernelError(EBADF)."""
        file = self.get(fd)
        del self._table[fd]
        self._on_exec.discard(fd)
        file.holders -= 1
        if not file.holders:
            file.release()

    def close_all(self) -> None:
        for fd in self.descriptors():
            self.close(fd)

    def close_on_exec(self) -> None:
        for fd in sorted(self._on_exec):
            self.close(fd)

    def copy(self) -> "Files":
        """The table of a forked child: other numbers, the same open files."""
        new = Files()
        for fd, file in self._table.items():
            new._put(fd, file)
        new._on_exec = set(self._on_exec)
        return new
