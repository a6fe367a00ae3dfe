"""What /proc and /sys are made of: directories, attributes and links that exist only while somebody looks.

Everything here is made at each lookup, with the time of that moment; nothing is kept.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from kshell.kernel.errors import KernelError
from kshell.kernel.fs.file import File
from kshell.kernel.fs.inode import Directory, Generated, GeneratedDirectory, Inode, Symlink
from kshell.uapi import fcntl
from kshell.uapi.errno import Errno

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

SYSFS_SIZE = 4096
GOLDEN_RATIO_64 = 0x61C8864680B583EB
D = TypeVar("D", bound=GeneratedDirectory)
Entries = Mapping[str, Callable[[], Inode]]


class ProcDirectory(GeneratedDirectory):
    """A directory of /proc: a name that is not there cannot be made there either (ENOENT, as on Linux)."""

    rename_errno = Errno.ENOENT

    def insert(self, name: str, inode: Inode) -> None:
        raise KernelError(Errno.ENOENT)


class SysctlDirectory(ProcDirectory):
    """A directory of /proc/sys: its names cannot be removed, not even by root (EACCES)."""

    first_links = 1

    def remove(self, name: str) -> None:
        raise KernelError(Errno.EACCES)


def kernfs_name_hash(name: str) -> int:
    """What kernfs sorts the names of a directory by (fs/kernfs/dir.c, include/linux/stringhash.h)."""
    number = 0
    for byte in name.encode():
        number = (number + (byte << 4) + (byte >> 4)) * 11 & (1 << 64) - 1
    return (number * GOLDEN_RATIO_64 & (1 << 64) - 1) >> 32 & 0x7FFFFFFF


class SysfsDirectory(GeneratedDirectory):
    """A directory of /sys: files cannot be made there (EACCES), nor directories (EPERM).

    Names come in the order of their hashes (fs/kernfs/dir.c): lsmod shows who uses a module in this order.
    """

    def names(self) -> list[str]:
        return sorted(super().names(), key=kernfs_name_hash)

    def insert(self, name: str, inode: Inode) -> None:
        raise KernelError(Errno.EPERM if isinstance(inode, Directory) else Errno.EACCES)


class Attribute(Generated):
    """A file of /proc/sys or /sys: its mode binds root too, who may elsewhere do what the mode forbids."""

    def open(self, kernel: "Kernel", flags: int) -> File:
        writing = flags & (fcntl.O_WRONLY | fcntl.O_RDWR)
        reading = not flags & fcntl.O_WRONLY
        if (writing and not self.mode & 0o222) or (reading and not self.mode & 0o444):
            raise KernelError(Errno.EACCES)
        return super().open(kernel, flags)


class ProcLink(Symlink):
    """A link whose target is worked out, or refused, when it is read."""

    def __init__(self, read: Callable[[], str], mode: int = 0o777, size: int = 0) -> None:
        super().__init__("")
        self.mode = fcntl.S_IFLNK | mode
        self._read = read
        self._size = size

    @property
    def target(self) -> str:
        return self._read()

    @property
    def size(self) -> int:
        return self._size


def table(kernel: "Kernel", entries: Entries, kind: type[D], mode: int = 0o555, unlisted: Sequence[str] = ()) -> D:
    """A directory of these names; each inode is made when its name is looked up."""

    def lookup(name: str) -> Inode | None:
        make = entries.get(name)
        return stamped(kernel, make()) if make is not None else None

    return kind(lookup, lambda: [name for name in entries if name not in unlisted], mode, mtime=kernel.real_time())


def stamped(kernel: "Kernel", inode: Inode, uid: int = 0, gid: int = 0) -> Inode:
    """The inode, made now and owned by somebody."""
    inode.mtime = kernel.real_time()
    inode.uid, inode.gid = uid, gid
    return inode
