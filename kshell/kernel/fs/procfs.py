"""/proc: its first directory (fs/proc/root.c)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kshell.kernel.fs.inode import Inode
from kshell.kernel.fs.proc_machine import MACHINE_FILES
from kshell.kernel.fs.proc_pid import task_directory
from kshell.kernel.fs.proc_sys import sysctl_directory
from kshell.kernel.fs.pseudo import ProcDirectory, ProcLink, stamped

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel


class ProcRoot(ProcDirectory):
    """The directory itself: files about the machine, and a directory for each task."""

    def __init__(self, kernel: "Kernel") -> None:
        super().__init__(self._find, self._list, 0o555)
        self._kernel = kernel
        self._others: dict[str, Callable[[], Inode]] = {
            "self": lambda: ProcLink(lambda: str(kernel.sched.current.pid)),
            "thread-self": lambda: ProcLink(lambda: f"{kernel.sched.current.pid}/task/{kernel.sched.current.pid}"),
            "mounts": lambda: ProcLink(lambda: "self/mounts", size=len("self/mounts")),
            "sys": lambda: sysctl_directory(kernel),
        }

    def _find(self, name: str) -> Inode | None:
        kernel = self._kernel
        if name in MACHINE_FILES:
            return stamped(kernel, MACHINE_FILES[name](kernel))
        if name in self._others:
            return stamped(kernel, self._others[name]())
        task = kernel.pids.find(int(name)) if name.isdecimal() and name[0] != "0" else None
        return task_directory(kernel, task) if task is not None else None

    def _list(self) -> list[str]:
        return [*MACHINE_FILES, *self._others, *(str(task.pid) for task in self._kernel.pids.tasks())]


def make_proc(kernel: "Kernel") -> None:
    """Mount /proc."""
    kernel.vfs.make("/proc", ProcRoot(kernel))
