"""Inodes: what a name in the file system stands for (include/linux/fs.h)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kshell.kernel.errors import KernelError
from kshell.uapi import fcntl
from kshell.uapi.errno import Errno
from kshell.uapi.syscalls import Stat

if TYPE_CHECKING:
    from kshell.kernel.fs.file import File
    from kshell.kernel.kernel import Kernel

DIRENT_SIZE = 20  # BOGO_DIRENT_SIZE of mm/shmem.c; "." and ".." count


def pages(size: int) -> int:
    """The blocks of 512 bytes that so many bytes take in whole pages (shmem_getattr)."""
    return -(-size // 4096) * 8


class Inode:
    """Anything that has a name. ``mode`` holds type and permissions, ``mtime`` ns since 1970."""

    def __init__(self, mode: int, uid: int = 0, gid: int = 0, mtime: int = 0) -> None:
        self.ino = 0
        self.mode = mode
        self.uid = uid
        self.gid = gid
        self.mtime = mtime
        self.links = 1

    @property
    def size(self) -> int:
        return 0

    @property
    def nlink(self) -> int:
        return self.links

    @property
    def rdev(self) -> tuple[int, int]:
        return (0, 0)

    @property
    def blocks(self) -> int:
        return 0

    def stat(self) -> Stat:
        """What stat(2) says."""
        return Stat(self.ino, self.mode, self.nlink, self.uid, self.gid, self.size, self.mtime, self.rdev, self.blocks)

    def open(self, kernel: "Kernel", flags: int) -> "File":
        """A new open file; KernelError."""
        raise KernelError(Errno.ENXIO)


class Directory(Inode):
    """A directory kept in memory; generated ones override lookup() and names()."""

    def __init__(self, mode: int = 0o755, uid: int = 0, gid: int = 0, mtime: int = 0) -> None:
        super().__init__(fcntl.S_IFDIR | mode, uid, gid, mtime)
        self.entries: dict[str, Inode] = {}

    @property
    def size(self) -> int:
        return DIRENT_SIZE * (len(self.entries) + 2)

    @property
    def nlink(self) -> int:
        return 2 + sum(isinstance(child, Directory) for child in self.entries.values())

    def lookup(self, name: str) -> Inode | None:
        """The inode behind a name."""
        return self.entries.get(name)

    def names(self) -> list[str]:
        """The names in the order that the file system keeps them."""
        return list(self.entries)

    def holds(self, folder: "Directory") -> bool:
        """Whether a directory is this one or somewhere below it."""
        below = (child for child in self.entries.values() if isinstance(child, Directory))
        return folder is self or any(child.holds(folder) for child in below)

    def insert(self, name: str, inode: Inode) -> None:
        """Add a name, or let it stand for something else."""
        self.entries[name] = inode

    def remove(self, name: str) -> None:
        """Take a name away; KernelError(EPERM) where names cannot be removed."""
        if name not in self.entries:
            raise KernelError(Errno.EPERM)
        del self.entries[name]


class GeneratedDirectory(Directory):
    """A directory of /proc or /sys: its names are made when they are asked for, and nobody can add any."""

    rename_errno = Errno.EPERM
    first_links = 2

    def __init__(
        self, lookup: Callable[[str], Inode | None], names: Callable[[], list[str]], mode: int = 0o555, **owner: int
    ) -> None:
        super().__init__(mode, **owner)
        self.links = self.first_links
        self._lookup = lookup
        self._names = names

    @property
    def size(self) -> int:
        return 0

    @property
    def nlink(self) -> int:
        return self.links

    def lookup(self, name: str) -> Inode | None:
        return self._lookup(name)

    def names(self) -> list[str]:
        return self._names()

    def insert(self, name: str, inode: Inode) -> None:
        raise KernelError(Errno.EACCES)

    def remove(self, name: str) -> None:
        raise KernelError(Errno.EPERM)


class Symlink(Inode):
    """A symbolic link."""

    def __init__(self, target: str) -> None:
        super().__init__(fcntl.S_IFLNK | 0o777)
        self._target = target

    @property
    def target(self) -> str:
        """Where it leads; those of /proc may raise KernelError."""
        return self._target

    def jump(self) -> Inode | None:
        """The inode behind it when the way there is not the target's name, as in /proc/PID/fd."""
        return None

    @property
    def size(self) -> int:
        return len(self._target)


class RegularFile(Inode):
    """A file kept in memory."""

    def __init__(self, data: bytes = b"", mode: int = 0o644, uid: int = 0, gid: int = 0, mtime: int = 0) -> None:
        super().__init__(fcntl.S_IFREG | mode, uid, gid, mtime)
        self.data = bytearray(data)

    @property
    def size(self) -> int:
        return len(self.data)

    @property
    def blocks(self) -> int:
        return pages(self.size)

    def refresh(self) -> None:
        """Bring ``data`` up to date, where it comes from elsewhere; KernelError."""

    def open(self, kernel: "Kernel", flags: int) -> "File":
        from kshell.kernel.fs.file import MemoryFile  # noqa: PLC0415  # file and inode know each other

        if flags & fcntl.O_TRUNC:
            self.data.clear()
        return MemoryFile(self, flags)


class Executable(Inode):
    """A program of the machine: execve() finds its name in the registry. ``start_ms`` is what its start takes."""

    def __init__(self, program: str, start_ms: int, mtime: int) -> None:
        super().__init__(fcntl.S_IFREG | 0o755, mtime=mtime)
        self.program = program
        self.start_ms = start_ms

    @property
    def size(self) -> int:
        return 35_000 + 16 * len(self.program)

    @property
    def blocks(self) -> int:
        return pages(self.size)

    def open(self, kernel: "Kernel", flags: int) -> "File":
        return RegularFile(b"\x7fELF").open(kernel, flags)


class Generated(Inode):
    """A file of /proc or /sys: its text is made when it is first read, and a write is a call.

    ``first_only``: what is written behind the file's beginning changes nothing (kernel.sysctl_writes_strict).
    """

    first_only = False

    def __init__(
        self,
        read: Callable[[], str] | None,
        write: Callable[[str], None] | None = None,
        mode: int = 0o444,
        uid: int = 0,
        size: int = 0,
    ) -> None:
        super().__init__(fcntl.S_IFREG | mode, uid, uid)
        self.read = read
        self.write = write
        self._size = size

    @property
    def size(self) -> int:
        return self._size

    def open(self, kernel: "Kernel", flags: int) -> "File":
        from kshell.kernel.fs.file import GeneratedFile  # noqa: PLC0415  # file and inode know each other

        return GeneratedFile(self, flags)


class Device(Inode):
    """A character device: opening it calls the driver."""

    def __init__(self, opener: Callable[["Kernel", int], "File"], mode: int, rdev: tuple[int, int]) -> None:
        super().__init__(fcntl.S_IFCHR | mode)
        self._opener = opener
        self._rdev = rdev

    @property
    def rdev(self) -> tuple[int, int]:
        return self._rdev

    def open(self, kernel: "Kernel", flags: int) -> "File":
        file = self._opener(kernel, flags)
        file.inode = file.inode or self
        return file
