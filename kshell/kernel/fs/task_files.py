"""What /proc/PID is made of: files, secrets, links and directories about one task, with who may look."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kshell.kernel.errors import KernelError
from kshell.kernel.fs.file import File
from kshell.kernel.fs.inode import Generated, Inode
from kshell.kernel.fs.proc_mem import has_mm
from kshell.kernel.fs.pseudo import ProcDirectory, ProcLink, stamped
from kshell.kernel.ptrace import may_access
from kshell.kernel.sched.state import EXIT_DEAD
from kshell.kernel.task import Task
from kshell.uapi.errno import Errno

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

Show = Callable[["Kernel", Task], str]
Store = Callable[["Kernel", Task, str], None]
Make = Callable[["Kernel", Task], Inode]


UNLISTED = ("why",)


class TaskDirectory(ProcDirectory):
    """A directory about a task, owned by its user; its names are those of a table. What Linux has not is not listed."""

    def __init__(self, kernel: "Kernel", task: Task, table: Mapping[str, Make], mode: int = 0o555) -> None:
        super().__init__(self._find, lambda: [name for name in table if name not in UNLISTED], mode)
        self._kernel, self._task, self._table = kernel, task, table
        stamped(kernel, self, task.uid, task.gid)

    def _find(self, name: str) -> Inode | None:
        make = self._table.get(name)
        if make is None:
            return None
        return stamped(self._kernel, make(self._kernel, self._task), self._task.uid, self._task.gid)


class SecretFile(Generated):
    """A file that only those may open who may look into the task, if it has memory to look into (proc_mem_open)."""

    def __init__(self, task: Task, read: Callable[[], str], mode: int) -> None:
        super().__init__(read, None, mode)
        self._task = task

    def open(self, kernel: "Kernel", flags: int) -> File:
        if has_mm(self._task) and not may_access(kernel.sched.current, self._task):
            raise KernelError(Errno.EACCES)
        return super().open(kernel, flags)


def _refuse(kernel: "Kernel", task: Task, text: str) -> None:
    raise KernelError(Errno.EINVAL)


def file(show: Show, mode: int = 0o444, store: Store = _refuse) -> Make:
    """A file that shows some text about a task; once the task has gone there is nothing to read (ESRCH)."""
    return lambda kernel, task: Generated(_reader(show, kernel, task), lambda text: store(kernel, task, text), mode)


def secret(show: Show, mode: int = 0o400) -> Make:
    """A file about what is in a task's memory; nothing for who has none."""
    return lambda kernel, task: SecretFile(
        task, _reader(lambda kernel, task: show(kernel, task) if has_mm(task) else "", kernel, task), mode
    )


def constant(text: str, mode: int = 0o444) -> Make:
    """A file that says the same of every task."""
    return file(lambda kernel, task: text, mode)


def folder(mode: int = 0o555) -> Make:
    """A directory in which there is nothing."""
    return lambda kernel, task: TaskDirectory(kernel, task, {}, mode)


def hidden_folder() -> Make:
    """The same, but only those may list it who may look into the task."""

    def make(kernel: "Kernel", task: Task) -> Inode:
        def names() -> list[str]:
            if not may_access(kernel.sched.current, task):
                raise KernelError(Errno.EACCES)
            return []

        return ProcDirectory(lambda name: None, names)

    return make


def link(target: Callable[[Task], str]) -> Make:
    """A link that only those may follow who may look into the task, while there is one (ENOENT)."""

    def make(kernel: "Kernel", task: Task) -> Inode:
        def read() -> str:
            if not may_access(kernel.sched.current, task):
                raise KernelError(Errno.EACCES)
            there = target(task) if task.alive else ""
            if not there:
                raise KernelError(Errno.ENOENT)
            return there

        return ProcLink(read)

    return make


def _reader(show: Show, kernel: "Kernel", task: Task) -> Callable[[], str]:
    def read() -> str:
        if task.exit_state == EXIT_DEAD:
            raise KernelError(Errno.ESRCH)
        return show(kernel, task)

    return read
