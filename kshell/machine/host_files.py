"""Streams and files of the host, as open files and inodes of the machine. Nothing of the host is ever written but the
streams that the caller has handed over."""

import os
from pathlib import Path
from typing import BinaryIO

from kshell.kernel.errors import KernelError
from kshell.kernel.fs.file import File
from kshell.kernel.fs.inode import Directory, Inode, RegularFile
from kshell.kernel.kernel import Kernel
from kshell.machine.built_module import BuiltModule
from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import O_RDONLY, O_RDWR, O_WRONLY


class ReadFile(File):
    """A stream of the host to read from; none is always at its end."""

    def __init__(self, stream: BinaryIO | None) -> None:
        super().__init__(None, O_RDONLY)
        self._stream = stream

    def read(self, count: int) -> bytes:
        if self._stream is None:
            return b""
        try:
            return self._stream.readline(count)
        except (OSError, ValueError):
            raise KernelError(Errno.EIO) from None


class WriteFile(File):
    """A stream of the host to write to."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(None, O_WRONLY)
        self.broken = False
        self._stream = stream

    def write(self, data: bytes) -> int:
        try:
            self._stream.write(data)
            self._stream.flush()
        except BrokenPipeError:
            self.broken = True
            raise KernelError(Errno.EPIPE) from None
        except OSError:
            raise KernelError(Errno.EIO) from None
        return len(data)

    def show(self, text: str) -> None:
        """Write text, as a console does."""
        if not self.broken:
            try:
                self.write(text.encode("utf-8", "surrogateescape"))
            except KernelError:
                self.broken = True


class HostFile(RegularFile):
    """The file ``path`` of the host, read when it is opened; what is written stays in the machine."""

    def __init__(self, path: Path) -> None:
        super().__init__(b"", 0o644)
        self.path = path
        self._own = False

    @property
    def own(self) -> bool:
        """Whether it was changed in the machine, and the host's file is none of its business any more."""
        return self._own

    @property
    def size(self) -> int:
        if self._own:
            return len(self.data)
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    def open(self, kernel: Kernel, flags: int) -> File:
        self.refresh()
        self._own = self._own or bool(flags & (O_WRONLY | O_RDWR))
        return super().open(kernel, flags)

    def refresh(self) -> None:
        """Take over what the host's file holds now, unless it was changed in the machine; KernelError."""
        if self._own:
            return
        try:
            self.data = bytearray(self.path.read_bytes())
        except PermissionError:
            raise KernelError(Errno.EACCES) from None
        except OSError as error:
            raise KernelError(error.errno or Errno.EIO) from None


class ModuleFolder(Directory):
    """A directory in which ``hello.ko`` is what is built of the source ``hello.py``; only the former is listed."""

    def lookup(self, name: str) -> Inode | None:
        found = super().lookup(name)
        stem, _, suffix = name.rpartition(".")
        other = super().lookup(f"{stem}.{'ko' if suffix == 'py' else 'py'}") if stem else None
        if found is None and suffix == "py" and isinstance(other, BuiltModule):
            return other.source
        if found is None and suffix == "ko" and isinstance(other, RegularFile):
            return BuiltModule(self, stem, other)
        return found

    def add_folder(self, folder: Path) -> None:
        """Show the modules of a folder of the host."""
        try:
            with os.scandir(folder) as entries:
                names = sorted(
                    entry.name for entry in entries if os.path.splitext(entry.name)[1] == ".py" and entry.is_file()
                )
        except OSError:
            return
        for name in names:
            if not name.startswith("__"):
                self.add_file(folder / name)

    def add_file(self, path: Path) -> None:
        """Show a module of the host."""
        self.insert(f"{path.stem}.ko", BuiltModule(self, path.stem, HostFile(path)))
