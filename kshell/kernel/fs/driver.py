"""Files whose operations a module gives: devices, and files in /proc (fs/read_write.c, fs/proc/inode.c)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kshell.kernel.errors import KernelError, Restart
from kshell.kernel.fs.file import File
from kshell.kernel.fs.inode import Inode
from kshell.kernel.kallsyms import traced
from kshell.kernel.module.state import Module, ModuleState
from kshell.uapi import fcntl
from kshell.uapi.errno import Errno

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

ERESTARTSYS = 512
FMODE_READ, FMODE_WRITE = 1, 2
Operation = Callable[..., Any]


class Position:
    """Where in a file the next read or write is (loff_t)."""

    __slots__ = ("value",)

    def __init__(self) -> None:
        self.value = 0

    def __int__(self) -> int:
        return self.value


class UserBuffer:
    """Memory of a program that a system call reads from or fills."""

    __slots__ = ("data",)

    def __init__(self, data: bytes) -> None:
        self.data = bytearray(data)


class Operations:
    """The functions of one kind of file, by names without prefix; ``owner`` is held while a file is open."""

    __slots__ = ("llseek", "missing", "open", "owner", "read", "read_iter", "release", "write")

    def __init__(self, missing: int, owner: Module | None = None, **functions: Operation | None) -> None:
        self.missing = missing
        self.owner = owner
        self.open, self.release = functions.get("open"), functions.get("release")
        self.read, self.write = functions.get("read"), functions.get("write")
        self.llseek, self.read_iter = functions.get("llseek"), functions.get("read_iter")


class DriverFile(File):
    """An open file of a driver (struct file): ``private_data`` is the driver's, ``f_pos`` where it is read."""

    def __init__(self, kernel: "Kernel", inode: Inode, operations: Operations, flags: int) -> None:
        super().__init__(inode, flags)
        self.private_data: Any = None
        self.f_pos = Position()
        self.gone = False
        self._kernel = kernel
        self.operations = operations
        owner = operations.owner
        if owner is not None:
            if owner.state is ModuleState.GOING:
                raise KernelError(Errno.ENXIO)
            owner.refcnt += 1
        try:
            self._call(operations.open, inode, self)
        except BaseException:
            self._put_owner()
            raise

    @property
    def f_flags(self) -> int:
        return self.flags

    @property
    def f_mode(self) -> int:
        way = self.flags & (fcntl.O_WRONLY | fcntl.O_RDWR)
        return FMODE_READ | FMODE_WRITE if way == fcntl.O_RDWR else FMODE_WRITE if way else FMODE_READ

    def _call(self, function: Operation | None, *args: Any) -> int:
        """What an operation returns; a negative errno as KernelError, -ERESTARTSYS as Restart."""
        if function is None:
            return 0
        result = self._kernel.traps.call(function, *args)
        number = result if isinstance(result, int) else 0
        if number == -ERESTARTSYS:
            raise Restart
        if number < 0:
            raise KernelError(-number)
        return number

    def _present(self, function: Operation | None) -> Operation:
        if self.gone:
            raise KernelError(Errno.EIO)
        if function is None:
            raise KernelError(self.operations.missing)
        return function

    @traced("vfs_read+0xa5/0x310", "ksys_read+0x6b/0xf0")
    def read(self, count: int) -> bytes:
        return self.read_with(self.operations.read, count)

    def read_with(self, function: Operation | None, count: int) -> bytes:
        """Read through one of the operations."""
        buffer = UserBuffer(bytes(count))
        taken = self._call(self._present(function), self, buffer, count, self.f_pos)
        return bytes(buffer.data[:taken])

    @traced("vfs_write+0xc7/0x3f0", "ksys_write+0x6b/0xf0")
    def write(self, data: bytes) -> int:
        return self.write_with(data)

    def write_with(self, data: bytes) -> int:
        """Write through the operation for it."""
        return self._call(self._present(self.operations.write), self, UserBuffer(data), len(data), self.f_pos)

    def seek(self, offset: int, whence: int) -> int:
        if self.operations.llseek is not None:
            return self._call(self.operations.llseek, self, offset, whence)
        if whence not in (fcntl.SEEK_SET, fcntl.SEEK_CUR):
            raise KernelError(Errno.EINVAL)
        self.f_pos.value = offset if whence == fcntl.SEEK_SET else self.f_pos.value + offset
        return self.f_pos.value

    def release(self) -> None:
        if not self.gone:
            self.shut()
        self._put_owner()

    def shut(self) -> None:
        """The driver takes leave of the file: nothing more can be done with it."""
        self.gone = True
        self._kernel.traps.call(self.operations.release, self.inode, self) if self.operations.release else None

    def _put_owner(self) -> None:
        if self.operations.owner is not None:
            self.operations.owner.refcnt -= 1
