"""/proc/PID: the files about one task, each with who may read it (fs/proc/base.c)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kshell.kernel.errors import KernelError
from kshell.kernel.fs.file import File
from kshell.kernel.fs.inode import Generated, Inode
from kshell.kernel.fs.proc_maps import maps
from kshell.kernel.fs.proc_mem import has_mm, statm
from kshell.kernel.fs.proc_stat import stat
from kshell.kernel.fs.proc_status import status
from kshell.kernel.fs.pseudo import ProcDirectory, ProcLink, stamped
from kshell.kernel.kallsyms import traced
from kshell.kernel.ptrace import may_access
from kshell.kernel.sched.state import EXIT_DEAD
from kshell.kernel.stacktrace import stack_lines
from kshell.kernel.stacktrace import wchan as wait_channel
from kshell.kernel.task import Task
from kshell.kernel.why import explain
from kshell.uapi.errno import Errno

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

Show = Callable[["Kernel", Task], str]
Store = Callable[["Kernel", Task, str], None]
Make = Callable[["Kernel", Task], Inode]
LINK_SIZE = 64


class SecretFile(Generated):
    """A file that only those may open who may look into the task, if it has memory to look into (proc_mem_open)."""

    def __init__(self, task: Task, read: Callable[[], str], mode: int) -> None:
        super().__init__(read, None, mode)
        self._task = task

    def open(self, kernel: "Kernel", flags: int) -> File:
        if has_mm(self._task) and not may_access(kernel.sched.current, self._task):
            raise KernelError(Errno.EACCES)
        return super().open(kernel, flags)


class TaskDirectory(ProcDirectory):
    """A directory whose names are those of a table."""

    def __init__(self, kernel: "Kernel", task: Task, table: dict[str, Make], mode: int = 0o555) -> None:
        super().__init__(self._find, lambda: list(table), mode)
        self._kernel, self._task, self._table = kernel, task, table

    def _find(self, name: str) -> Inode | None:
        make = self._table.get(name)
        if make is None:
            return None
        return stamped(self._kernel, make(self._kernel, self._task), self._task.uid, self._task.gid)


def task_directory(kernel: "Kernel", task: Task) -> Inode:
    """The directory of one task."""
    return stamped(kernel, TaskDirectory(kernel, task, PROCESS), task.uid, task.gid)


def _file(show: Show, mode: int = 0o444, store: Store | None = None) -> Make:
    """A file that shows some text about a task; once the task has gone there is nothing to read (ESRCH)."""

    def make(kernel: "Kernel", task: Task) -> Inode:
        def write(text: str) -> None:
            if store is not None:
                store(kernel, task, text)

        return Generated(_reader(show, kernel, task), write if store is not None else None, mode)

    return make


def _secret(show: Show, mode: int = 0o400) -> Make:
    return lambda kernel, task: SecretFile(task, _reader(show, kernel, task), mode)


def _reader(show: Show, kernel: "Kernel", task: Task) -> Callable[[], str]:
    def read() -> str:
        if task.exit_state == EXIT_DEAD:
            raise KernelError(Errno.ESRCH)
        return show(kernel, task)

    return read


def _link(target: Callable[[Task], str]) -> Make:
    """A link that only those may follow who may look into the task."""

    def make(kernel: "Kernel", task: Task) -> Inode:
        def read() -> str:
            if not may_access(kernel.sched.current, task):
                raise KernelError(Errno.EACCES)
            return target(task)

        return ProcLink(read)

    return make


def cmdline(kernel: "Kernel", task: Task) -> str:
    """The arguments, each with a zero byte behind it; nothing for who has no memory."""
    return "".join(f"{word}\0" for word in task.cmdline) if has_mm(task) else ""


def environ(kernel: "Kernel", task: Task) -> str:
    """The environment that the program was started with."""
    return "".join(f"{name}={value}\0" for name, value in task.env.items()) if has_mm(task) else ""


@traced(
    "proc_pid_stack+0xab/0x120", "proc_single_show+0x50/0xb0", "seq_read_iter+0x122/0x450", "seq_read+0xd0/0x100",
    "vfs_read+0xa5/0x310", "ksys_read+0x6b/0xf0",
)  # fmt: skip
def stack(kernel: "Kernel", task: Task) -> str:
    """The functions of the kernel that a task sleeps in; for root alone."""
    if kernel.sched.current.uid:
        raise KernelError(Errno.EACCES)
    return "".join(f"[<0>] {line}\n" for line in stack_lines(kernel, task))


def wchan(kernel: "Kernel", task: Task) -> str:
    """The function a task sleeps in, without a newline."""
    return wait_channel(kernel, task) if may_access(kernel.sched.current, task) else "0"


def set_comm(kernel: "Kernel", task: Task, text: str) -> None:
    """A task may give itself another name."""
    if kernel.sched.current is not task:
        raise KernelError(Errno.EINVAL)
    task.set_name(text.removesuffix("\n")[:15])


def _exe(task: Task) -> str:
    if not has_mm(task):
        raise KernelError(Errno.ENOENT)
    return task.exe


def _cwd(task: Task) -> str:
    if not task.alive:
        raise KernelError(Errno.ENOENT)
    return task.cwd


def _root(task: Task) -> str:
    if not task.alive:
        raise KernelError(Errno.ENOENT)
    return "/"


PROCESS: dict[str, Make] = {
    "environ": _secret(environ),
    "status": _file(status),
    "comm": _file(lambda _, task: task.full_name + "\n", 0o644, set_comm),
    "cmdline": _file(cmdline),
    "stat": _file(stat),
    "statm": _file(statm),
    "maps": _secret(lambda kernel, task: maps(kernel, task) if has_mm(task) else "", 0o444),
    "cwd": _link(_cwd),
    "root": _link(_root),
    "exe": _link(_exe),
    "wchan": _file(wchan),
    "stack": _file(stack, 0o400),
    "why": _file(lambda kernel, task: "".join(f"{line}\n" for line in explain(kernel, task))),
}
