"""/proc/PID/fd: a link for each open file, which opens what it stands for (fs/proc/fd.c)."""

from typing import TYPE_CHECKING

from kshell.kernel.errors import KernelError
from kshell.kernel.fs.file import File
from kshell.kernel.fs.inode import Device, Inode, RegularFile, Symlink
from kshell.kernel.fs.pseudo import ProcDirectory, stamped
from kshell.kernel.ptrace import may_access
from kshell.kernel.task import Task
from kshell.uapi import fcntl
from kshell.uapi.errno import Errno

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

LINK_SIZE = 64


class OpenInode(Inode):
    """An open file as something to open: the same file again, for it has no name of its own (a pipe, a stream)."""

    def __init__(self, file: File) -> None:
        super().__init__(file.stat().mode)
        self._file = file

    def open(self, kernel: "Kernel", flags: int) -> File:
        return self._file


class FdLink(Symlink):
    """``3 -> /dev/tty1``; its permissions say how the file was opened."""

    def __init__(self, kernel: "Kernel", task: Task, file: File) -> None:
        super().__init__("")
        writes = file.flags & (fcntl.O_WRONLY | fcntl.O_RDWR)
        self.mode = fcntl.S_IFLNK | (0 if file.flags & fcntl.O_WRONLY else 0o500) | (0o300 if writes else 0)
        self._kernel, self._task, self._file = kernel, task, file

    @property
    def size(self) -> int:
        return LINK_SIZE

    @property
    def target(self) -> str:
        self._check()
        file = self._file
        if file.path:
            return file.path
        if file.tty is not None:
            return f"/dev/{file.tty.name}"
        inode = file.inode or Inode(fcntl.S_IFIFO)
        return f"pipe:[{self._kernel.number(inode).ino}]"

    def jump(self) -> Inode:
        self._check()
        inode = self._file.inode
        return inode if isinstance(inode, RegularFile | Device) else OpenInode(self._file)

    def _check(self) -> None:
        if not may_access(self._kernel.sched.current, self._task):
            raise KernelError(Errno.EACCES)


def fd_directory(kernel: "Kernel", task: Task) -> Inode:
    """The directory; nobody but the owner and root may look into it."""

    def lookup(name: str) -> Inode | None:
        if task.files is None or not name.isdecimal() or int(name) not in task.files.descriptors():
            return None
        return stamped(kernel, FdLink(kernel, task, task.files.get(int(name))), task.uid, task.gid)

    def names() -> list[str]:
        return [str(fd) for fd in task.files.descriptors()] if task.files is not None else []

    return ProcDirectory(lookup, names, 0o500)
