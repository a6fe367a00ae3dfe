"""/proc: its first directory (fs/proc/root.c)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kshell.kernel.fs.inode import Inode
from kshell.kernel.fs.proc_sys import sysctl_directory
from kshell.kernel.fs.pseudo import ProcDirectory, ProcLink, stamped

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel


class ProcRoot(ProcDirectory):
    """The directory itself: files about the machine, and a directory for each task.

    What makes these is imported when somebody first looks: most machines are booted for something else.
    """

    def __init__(self, kernel: "Kernel") -> None:
        super().__init__(self._find, self._list, 0o555)
        self._kernel = kernel
        self._others: dict[str, Callable[[], Inode]] = {
            "self": lambda: ProcLink(lambda: str(kernel.sched.current.pid)),
            "thread-self": lambda: ProcLink(lambda: f"{kernel.sched.current.pid}/task/{kernel.sched.current.pid}"),
            "net": lambda: ProcLink(lambda: "self/net", size=len("self/net")),
            "mounts": lambda: ProcLink(lambda: "self/mounts", size=len("self/mounts")),
            "sys": lambda: sysctl_directory(kernel),
        }

    def _find(self, name: str) -> Inode | None:
        kernel = self._kernel
        if name in self._others:
            return stamped(kernel, self._others[name]())
        if name.isdecimal():
            return self._task(name)
        make = self._machine_files().get(name)
        return stamped(kernel, make(kernel)) if make is not None else kernel.proc_entries.find(name)

    def _task(self, name: str) -> Inode | None:
        from kshell.kernel.fs.proc_pid import task_directory  # noqa: PLC0415  # see above

        task = self._kernel.pids.find(int(name)) if name[0] != "0" else None
        return task_directory(self._kernel, task) if task is not None else None

    def _machine_files(self) -> dict[str, Callable[["Kernel"], Inode]]:
        from kshell.kernel.fs.proc_machine import MACHINE_FILES  # noqa: PLC0415  # see above

        return MACHINE_FILES

    def _list(self) -> list[str]:
        made = self._kernel.proc_entries.names()
        return [*self._machine_files(), *self._others, *made, *(str(task.pid) for task in self._kernel.pids.tasks())]


def make_proc(kernel: "Kernel") -> None:
    """Mount /proc."""
    kernel.vfs.make("/proc", ProcRoot(kernel))
