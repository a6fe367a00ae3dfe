"""Files and directories that modules make in /proc (fs/proc/generic.c)."""

from typing import TYPE_CHECKING

from kshell.kernel.fs.driver import DriverFile, Operations
from kshell.kernel.fs.file import File
from kshell.kernel.fs.inode import Inode
from kshell.kernel.fs.pseudo import ProcDirectory, stamped
from kshell.kernel.kallsyms import traced
from kshell.uapi import fcntl

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel


class ProcEntry:
    """A name in /proc (struct proc_dir_entry): a directory, or a file with operations."""

    def __init__(self, kernel: "Kernel", name: str, parent: "ProcEntry | None", operations: Operations | None) -> None:
        self.kernel = kernel
        self.name = name
        self.parent = parent
        self.operations = operations
        self.mode = 0
        self.children: dict[str, ProcEntry] = {}
        self.files: list[DriverFile] = []

    def add(self, name: str, mode: int, operations: Operations | None) -> "ProcEntry | None":
        """A new file, or a directory without operations; None if the name is taken, which is a warning."""
        if name in self.children:
            where = self.name if self.parent is not None else "/proc"
            text = f"proc_dir_entry '{where}/{name}' already registered"
            self.kernel.traps.report.warn("fs/proc/generic.c:377", "proc_register+0x11a/0x1a0", text)
            return None
        entry = self.children[name] = ProcEntry(self.kernel, name, self, operations)
        entry.mode = mode
        return entry

    def remove(self) -> None:
        """Take the name out of /proc, with all below it; who has a file open cannot read it any more."""
        for child in list(self.children.values()):
            child.remove()
        if self.parent is not None:
            self.parent.children.pop(self.name, None)
        for file in self.files:
            file.shut()
        self.files.clear()

    def inode(self) -> Inode:
        """What the name stands for, made anew at each lookup."""
        if self.operations is not None:
            return stamped(self.kernel, EntryFile(self, self.operations))
        folder = ProcDirectory(self.find, self.names, 0o555)
        folder.links += sum(child.operations is None for child in self.children.values())
        return stamped(self.kernel, folder)

    def find(self, name: str) -> Inode | None:
        """The inode of a name in this directory."""
        entry = self.children.get(name)
        return entry.inode() if entry is not None else None

    def names(self) -> list[str]:
        """The names in this directory, short ones first (proc_match)."""
        return sorted(self.children, key=lambda name: (len(name), name))


class EntryFile(Inode):
    """A file that a module has made."""

    def __init__(self, entry: ProcEntry, operations: Operations) -> None:
        super().__init__(fcntl.S_IFREG | (entry.mode or 0o444))
        self._entry = entry
        self._operations = operations

    def open(self, kernel: "Kernel", flags: int) -> File:
        file = ProcFile(kernel, self, self._operations, flags)
        self._entry.files.append(file)
        file.entry = self._entry
        return file


class ProcFile(DriverFile):
    """An open one."""

    entry: ProcEntry | None = None

    def read(self, count: int) -> bytes:
        return self._reg_read_iter(count) if self.operations.read_iter is not None else self._reg_read(count)

    @traced("proc_reg_read+0x5a/0xa0", "vfs_read+0xa5/0x310", "ksys_read+0x6b/0xf0")
    def _reg_read(self, count: int) -> bytes:
        return self.read_with(self.operations.read, count)

    @traced("proc_reg_read_iter+0x4d/0x90", "vfs_read+0x23f/0x310", "ksys_read+0x6b/0xf0")
    def _reg_read_iter(self, count: int) -> bytes:
        return self.read_with(self.operations.read_iter, count)

    @traced("proc_reg_write+0x56/0xa0", "vfs_write+0xc7/0x3f0", "ksys_write+0x6b/0xf0")
    def write(self, data: bytes) -> int:
        return self.write_with(data)

    def release(self) -> None:
        if self.entry is not None and self in self.entry.files:
            self.entry.files.remove(self)
        super().release()
