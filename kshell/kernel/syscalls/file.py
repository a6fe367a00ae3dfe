"""System calls about files and terminals (fs/open.c, fs/read_write.c, fs/namei.c, fs/stat.c)."""

from kshell.kernel.errors import KernelError
from kshell.kernel.fs.file import File
from kshell.kernel.fs.files import Files
from kshell.kernel.fs.inode import Directory, GeneratedDirectory, Inode, RegularFile, Symlink
from kshell.kernel.fs.pipe import Pipe
from kshell.kernel.fs.pseudo import ProcDirectory
from kshell.kernel.fs.statfs import statfs
from kshell.kernel.fs.vfs import normal, permitted
from kshell.kernel.syscalls.entry import Calls, syscall
from kshell.kernel.tty.tty import Tty
from kshell.uapi import fcntl
from kshell.uapi.errno import Errno
from kshell.uapi.syscalls import Stat, Statfs
from kshell.uapi.termios import Termios


class FileCalls(Calls):
    """open to readline."""

    @property
    def _files(self) -> Files:
        files = self.kernel.sched.current.files
        if files is None:
            raise KernelError(Errno.EBADF)
        return files

    def _find(self, path: str, *, follow: bool = True) -> Inode:
        return self.kernel.vfs.find(self.kernel.sched.current, path, follow=follow)

    def _parent(self, path: str) -> tuple[Directory, str]:
        """The directory to change and the name in it, if the caller may."""
        task = self.kernel.sched.current
        folder, name = self.kernel.vfs.parent(task, path)
        if not permitted(task, folder, 2):
            raise KernelError(Errno.EACCES)
        return folder, name

    @syscall
    def open(self, path: str, flags: int = 0, mode: int = 0o666) -> int:
        inode, there = self._open_inode(path, flags, mode)
        writing = flags & (fcntl.O_WRONLY | fcntl.O_RDWR)
        if isinstance(inode, Directory):
            if writing or flags & fcntl.O_CREAT:
                raise KernelError(Errno.EISDIR)
            return self._files.install(DirectoryFile(inode, flags))
        want = (0 if flags & fcntl.O_WRONLY else 4) | (2 if writing else 0)
        if not permitted(self.kernel.sched.current, inode, want):
            raise KernelError(Errno.EACCES)
        file = inode.open(self.kernel, flags)
        if not file.holders:
            file.path = there
        return self._files.install(file)

    def _open_inode(self, path: str, flags: int, mode: int) -> tuple[Inode, str]:
        """What is to be opened, made if need be, and its path without links."""
        task, vfs = self.kernel.sched.current, self.kernel.vfs
        try:
            found = vfs.locate(task, path)
        except KernelError as error:
            if error.errno != Errno.ENOENT or not flags & fcntl.O_CREAT or path.endswith("/") or not path:
                raise
        else:
            if flags & fcntl.O_EXCL and flags & fcntl.O_CREAT:
                raise KernelError(Errno.EEXIST)
            return found
        folder, name = vfs.parent(task, path)
        if not permitted(task, folder, 2):
            raise KernelError(Errno.ENOENT if isinstance(folder, ProcDirectory) else Errno.EACCES)
        made = RegularFile(b"", mode & ~task.umask, task.uid, task.gid, self.kernel.real_time())
        folder.insert(name, self.kernel.number(made))
        return vfs.locate(task, path)

    @syscall
    def close(self, fd: int) -> None:
        self._files.close(fd)

    @syscall
    def read(self, fd: int, count: int = 65536) -> bytes:
        file = self._files.get(fd)
        if file.flags & fcntl.O_WRONLY:
            raise KernelError(Errno.EBADF)
        return file.read(count)

    @syscall
    def write(self, fd: int, data: bytes) -> int:
        file = self._files.get(fd)
        if not file.flags & (fcntl.O_WRONLY | fcntl.O_RDWR):
            raise KernelError(Errno.EBADF)
        if isinstance(file.inode, RegularFile):
            file.inode.mtime = self.kernel.real_time()
        return file.write(data)

    @syscall
    def lseek(self, fd: int, offset: int, whence: int = 0) -> int:
        return self._files.get(fd).seek(offset, whence)

    @syscall
    def dup2(self, old: int, new: int) -> int:
        self._files.replace(new, self._files.get(old))
        return new

    @syscall
    def fcntl_dupfd(self, fd: int, lowest: int) -> int:
        return self._files.install(self._files.get(fd), lowest, close_on_exec=True)

    @syscall
    def pipe(self) -> tuple[int, int]:
        pipe = Pipe(self.kernel.sched)
        return self._files.install(pipe.reader), self._files.install(pipe.writer)

    def open_fds(self) -> list[int]:
        return self._files.descriptors()

    @syscall
    def fstat(self, fd: int) -> Stat:
        file = self._files.get(fd)
        if file.inode is not None:
            self.kernel.number(file.inode)
        return file.stat()

    @syscall
    def stat(self, path: str) -> Stat:
        return self.kernel.number(self._find(path)).stat()

    @syscall
    def lstat(self, path: str) -> Stat:
        return self.kernel.number(self._find(path, follow=False)).stat()

    @syscall
    def statfs(self, path: str) -> Statfs:
        self._find(path)
        return statfs(self.kernel, normal(path, self.kernel.sched.current.cwd))

    @syscall
    def readlink(self, path: str) -> str:
        inode = self._find(path, follow=False)
        if not isinstance(inode, Symlink):
            raise KernelError(Errno.EINVAL)
        return inode.target

    @syscall
    def getdents(self, path: str) -> list[str]:
        inode = self._find(path)
        if not isinstance(inode, Directory):
            raise KernelError(Errno.ENOTDIR)
        if not permitted(self.kernel.sched.current, inode, 4):
            raise KernelError(Errno.EACCES)
        return inode.names()

    @syscall
    def access(self, path: str, mode: int) -> None:
        if not permitted(self.kernel.sched.current, self._find(path), mode):
            raise KernelError(Errno.EACCES)

    @syscall
    def mkdir(self, path: str, mode: int = 0o777) -> None:
        folder, name = self._free_name(path)
        task = self.kernel.sched.current
        made = Directory(mode & ~task.umask, task.uid, task.gid, self.kernel.real_time())
        folder.insert(name, self.kernel.number(made))

    def _free_name(self, path: str) -> tuple[Directory, str]:
        folder, name = self._parent(path)
        if folder.lookup(name) is not None:
            raise KernelError(Errno.EEXIST)
        return folder, name

    @syscall
    def symlink(self, target: str, path: str) -> None:
        folder, name = self._free_name(path)
        link, task = Symlink(target), self.kernel.sched.current
        link.uid, link.gid, link.mtime = task.uid, task.gid, self.kernel.real_time()
        folder.insert(name, self.kernel.number(link))

    @syscall
    def mknod(self, path: str, mode: int, device: tuple[int, int]) -> None:
        folder, name = self._free_name(path)
        if self.kernel.sched.current.uid:
            raise KernelError(Errno.EPERM)
        folder.insert(name, self.kernel.number(self.kernel.char_devices.node(device, mode)))

    @syscall
    def link(self, old: str, new: str) -> None:
        inode = self._find(old, follow=False)
        if isinstance(inode, Directory):
            raise KernelError(Errno.EPERM)
        folder, name = self._free_name(new)
        folder.insert(name, inode)
        inode.links += 1

    @syscall
    def rmdir(self, path: str) -> None:
        inode = self._find(path, follow=False)
        if not isinstance(inode, Directory):
            raise KernelError(Errno.ENOTDIR)
        if inode.names():
            raise KernelError(Errno.ENOTEMPTY)
        folder, name = self._parent(path)
        folder.remove(name)

    @syscall
    def unlink(self, path: str) -> None:
        inode = self._find(path, follow=False)
        if isinstance(inode, Directory):
            raise KernelError(Errno.EISDIR)
        folder, name = self._parent(path)
        folder.remove(name)
        inode.links -= 1

    @syscall
    def rename(self, old: str, new: str) -> None:
        inode = self._find(old, follow=False)
        source, source_name = self._parent(old)
        target, target_name = self._parent(new)
        if isinstance(source, GeneratedDirectory) is not isinstance(target, GeneratedDirectory):
            raise KernelError(Errno.EXDEV)
        if isinstance(target, GeneratedDirectory):
            raise KernelError(target.rename_errno)
        if new.endswith("/") and not isinstance(inode, Directory):
            raise KernelError(Errno.ENOTDIR)
        there = target.lookup(target_name)
        if there is inode:
            return
        _check_rename(inode, target, there)
        source.remove(source_name)
        target.insert(target_name, inode)

    def _owned(self, path: str) -> Inode:
        inode = self._find(path)
        if self.kernel.sched.current.uid not in (0, inode.uid):
            raise KernelError(Errno.EPERM)
        return inode

    @syscall
    def chmod(self, path: str, mode: int) -> None:
        inode = self._owned(path)
        inode.mode = inode.mode & fcntl.S_IFMT | mode & 0o7777

    @syscall
    def chown(self, path: str, uid: int, gid: int, *, follow: bool = True) -> None:
        inode, task = self._find(path, follow=follow), self.kernel.sched.current
        if task.uid and (uid not in (-1, inode.uid) or task.uid != inode.uid or gid not in (-1, inode.gid, task.gid)):
            raise KernelError(Errno.EPERM)
        inode.uid = inode.uid if uid == -1 else uid
        inode.gid = inode.gid if gid == -1 else gid

    @syscall
    def utimes(self, path: str, mtime: int | None = None) -> None:
        self._owned(path).mtime = self.kernel.real_time() if mtime is None else mtime

    @syscall
    def chdir(self, path: str) -> None:
        task = self.kernel.sched.current
        inode = self._find(path)
        if not isinstance(inode, Directory):
            raise KernelError(Errno.ENOTDIR)
        if not permitted(task, inode, 1):
            raise KernelError(Errno.EACCES)
        task.cwd = normal(path, task.cwd)

    def getcwd(self) -> str:
        return self.kernel.sched.current.cwd

    @syscall
    def umask(self, mask: int) -> int:
        task = self.kernel.sched.current
        old, task.umask = task.umask, mask & 0o777
        return old

    # -- terminals

    def _tty(self, fd: int) -> Tty:
        tty = self._files.get(fd).tty
        if tty is None:
            raise KernelError(Errno.ENOTTY)
        return tty

    @syscall
    def isatty(self, fd: int) -> bool:
        return fd in self._files.descriptors() and self._files.get(fd).tty is not None

    @syscall
    def ttyname(self, fd: int) -> str:
        return f"/dev/{self._tty(fd).name}"

    @syscall
    def tcgetpgrp(self, fd: int) -> int:
        return self._tty(fd).foreground

    @syscall
    def tcsetpgrp(self, fd: int, pgid: int) -> None:
        self._tty(fd).set_foreground(pgid)

    @syscall
    def tcgetattr(self, fd: int) -> Termios:
        return self._tty(fd).ldisc.termios

    @syscall
    def tcsetattr(self, fd: int, termios: Termios) -> None:
        self._tty(fd).ldisc.set_termios(termios)

    @syscall
    def winsize(self, fd: int) -> tuple[int, int]:
        tty = self._tty(fd)
        return tty.rows, tty.columns

    @syscall
    def readline(self, fd: int, prompt: str, status: int = 0, asker: object = None) -> str | None:
        return self._tty(fd).readline(self.kernel.sched.current, prompt, status, asker)

    @syscall
    def edit(self, fd: int, path: str, data: bytes) -> bytes:
        return self._tty(fd).edit(self.kernel.sched.current, path, data)


def _check_rename(inode: Inode, target: Directory, there: Inode | None) -> None:
    """What a name cannot become: a directory something in itself, or anything else than a directory; KernelError."""
    if isinstance(inode, Directory) and inode.holds(target):
        raise KernelError(Errno.EINVAL)
    if isinstance(there, Directory):
        if not isinstance(inode, Directory):
            raise KernelError(Errno.EISDIR)
        if there.names():
            raise KernelError(Errno.ENOTEMPTY)
    elif there is not None and isinstance(inode, Directory):
        raise KernelError(Errno.ENOTDIR)


class DirectoryFile(File):
    """An open directory: it can be asked for its stat, not read."""

    def read(self, count: int) -> bytes:
        raise KernelError(Errno.EISDIR)
