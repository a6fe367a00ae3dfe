"""Open files (struct file): read and write may sleep; a count of holders says when the last one has closed."""

from typing import TYPE_CHECKING

from kshell.kernel.errors import KernelError
from kshell.uapi import fcntl
from kshell.uapi.errno import Errno
from kshell.uapi.syscalls import Stat

if TYPE_CHECKING:
    from kshell.kernel.fs.inode import Generated, Inode, RegularFile
    from kshell.kernel.tty.tty import Tty


class File:
    """An open file description, shared by the descriptors that dup() and fork() make."""

    tty: "Tty | None" = None

    def __init__(self, inode: "Inode | None" = None, flags: int = 0) -> None:
        self.inode = inode
        self.flags = flags
        self.holders = 0
        self.path = ""

    @property
    def nonblocking(self) -> bool:
        return bool(self.flags & fcntl.O_NONBLOCK)

    def read(self, count: int) -> bytes:
        """Up to count bytes, empty at the end; may sleep."""
        raise KernelError(Errno.EINVAL)

    def write(self, data: bytes) -> int:
        """How many bytes were taken; may sleep."""
        raise KernelError(Errno.EINVAL)

    def seek(self, offset: int, whence: int) -> int:
        """The new position."""
        raise KernelError(Errno.ESPIPE)

    def release(self) -> None:
        """The last holder has closed it."""

    def stat(self) -> Stat:
        """What fstat(2) says."""
        if self.inode is None:
            return Stat(0, fcntl.S_IFIFO | 0o600, 1, 0, 0, 0, 0)
        return self.inode.stat()


class MemoryFile(File):
    """A regular file."""

    def __init__(self, inode: "RegularFile", flags: int) -> None:
        super().__init__(inode, flags)
        self._file = inode
        self._at = 0

    def read(self, count: int) -> bytes:
        data = bytes(self._file.data[self._at : self._at + count])
        self._at += len(data)
        return data

    def write(self, data: bytes) -> int:
        if self.flags & fcntl.O_APPEND:
            self._at = len(self._file.data)
        gap = self._at - len(self._file.data)
        if gap > 0:
            self._file.data += bytes(gap)
        self._file.data[self._at : self._at + len(data)] = data
        self._at += len(data)
        return len(data)

    def seek(self, offset: int, whence: int) -> int:
        base = {fcntl.SEEK_SET: 0, fcntl.SEEK_CUR: self._at, fcntl.SEEK_END: len(self._file.data)}.get(whence)
        if base is None or base + offset < 0:
            raise KernelError(Errno.EINVAL)
        self._at = base + offset
        return self._at


class GeneratedFile(File):
    """A file whose text is made at its first read."""

    def __init__(self, inode: "Generated", flags: int) -> None:
        super().__init__(inode, flags)
        self._made = inode
        self._data: bytes | None = None
        self._at = 0

    def read(self, count: int) -> bytes:
        if self._made.read is None:
            raise KernelError(Errno.EIO)
        if self._data is None:
            self._data = self._made.read().encode("utf-8", "surrogateescape")
        data = self._data[self._at : self._at + count]
        self._at += len(data)
        return data

    def write(self, data: bytes) -> int:
        if self._made.write is None:
            raise KernelError(Errno.EIO)
        if not (self._made.first_only and self._at):
            self._made.write(data.decode("utf-8", "surrogateescape"))
        self._at += len(data)
        return len(data)

    def seek(self, offset: int, whence: int) -> int:
        self._at = offset if whence == fcntl.SEEK_SET else self._at + offset
        return self._at
