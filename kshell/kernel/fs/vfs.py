"""Names: from a path to an inode (fs/namei.c)."""

from kshell.kernel.errors import KernelError
from kshell.kernel.fs.inode import Directory, Inode, Symlink
from kshell.kernel.task import Task
from kshell.uapi.errno import Errno

MAX_SYMLINKS = 40
NAME_MAX = 255
PATH_MAX = 4096


def normal(path: str, cwd: str) -> str:
    """A path as an absolute one, with ``.`` and ``..`` worked out by name."""
    parts: list[str] = []
    for part in (path if path.startswith("/") else f"{cwd}/{path}").split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(parts)


def permitted(task: Task, inode: Inode, want: int) -> bool:
    """Whether a task may read (4), write (2) or execute (1) an inode (generic_permission)."""
    mode = inode.mode
    if task.uid == 0:
        return not want & 1 or isinstance(inode, Directory) or bool(mode & 0o111)
    shift = 6 if task.uid == inode.uid else 3 if task.gid == inode.gid else 0
    return mode >> shift & want == want


class Vfs:
    """The tree of a machine; what is there from the beginning has the time ``born`` (ns since 1970)."""

    def __init__(self, born: int) -> None:
        self.root = Directory(mtime=born)
        self.born = born

    def find(self, task: Task, path: str, *, follow: bool = True) -> Inode:
        """The inode behind a path; KernelError ENOENT, ENOTDIR, EACCES, ELOOP, ENAMETOOLONG."""
        return self.locate(task, path, follow=follow)[0]

    def locate(self, task: Task, path: str, *, follow: bool = True) -> tuple[Inode, str]:
        """The inode behind a path, and its absolute path without links; KernelError as find()."""
        if path == "":
            raise KernelError(Errno.ENOENT)
        if len(path) >= PATH_MAX:
            raise KernelError(Errno.ENAMETOOLONG)
        inode, there = self._walk(task, normal(path, task.cwd), follow or path.endswith("/"))
        if path.endswith("/") and not isinstance(inode, Directory):
            raise KernelError(Errno.ENOTDIR)
        return inode, there or "/"

    def _walk(self, task: Task, path: str, follow: bool) -> tuple[Inode, str]:
        inode: Inode = self.root
        here = ""
        parts = [part for part in path.split("/") if part]
        links = 0
        while parts:
            name = parts.pop(0)
            inode = self._step(task, inode, name)
            if isinstance(inode, Symlink) and (parts or follow):
                links += 1
                if links > MAX_SYMLINKS:
                    raise KernelError(Errno.ELOOP)
                there = inode.jump()
                if there is not None:
                    inode, here = there, f"{here}/{name}"
                    continue
                rest = "/".join(parts)
                parts = [part for part in f"{normal(inode.target, here or '/')}/{rest}".split("/") if part]
                inode, here = self.root, ""
            else:
                here = f"{here}/{name}"
        return inode, here

    def _step(self, task: Task, inode: Inode, name: str) -> Inode:
        if not isinstance(inode, Directory):
            raise KernelError(Errno.ENOTDIR)
        if not permitted(task, inode, 1):
            raise KernelError(Errno.EACCES)
        if len(name) > NAME_MAX:
            raise KernelError(Errno.ENAMETOOLONG)
        found = inode.lookup(name)
        if found is None:
            raise KernelError(Errno.ENOENT)
        return found

    def parent(self, task: Task, path: str) -> tuple[Directory, str]:
        """The directory that holds a path's last name, and that name."""
        whole = normal(path, task.cwd)
        head, _, name = whole.rpartition("/")
        if not name:
            raise KernelError(Errno.EBUSY)
        if len(name) > NAME_MAX:
            raise KernelError(Errno.ENAMETOOLONG)
        folder, _ = self._walk(task, head or "/", follow=True)
        if not isinstance(folder, Directory):
            raise KernelError(Errno.ENOTDIR)
        return folder, name

    def root_lookup(self, path: str) -> Inode | None:
        """The inode at an absolute path, without links and permissions; None if there is none."""
        inode: Inode | None = self.root
        for part in path.split("/"):
            if part and isinstance(inode, Directory):
                inode = inode.lookup(part)
        return inode

    def make(self, path: str, inode: Inode) -> None:
        """Put an inode at an absolute path, with the directories that lead there (for boot)."""
        head, _, name = path.rpartition("/")
        inode.mtime = inode.mtime or self.born
        self.folder(head).insert(name, inode)

    def folder(self, path: str) -> Directory:
        """The directory at an absolute path, made with those that lead there where it is missing (for boot)."""
        folder = self.root
        for part in filter(None, path.split("/")):
            found = folder.lookup(part)
            if not isinstance(found, Directory):
                found = Directory(mtime=self.born)
                folder.insert(part, found)
            folder = found
        return folder
