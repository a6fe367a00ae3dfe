"""/proc: its first directory (fs/proc/root.c)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kshell.kernel.fs.inode import Generated, Inode
from kshell.kernel.fs.proc_machine import loadavg, stat, uptime, version
from kshell.kernel.fs.proc_mem import meminfo
from kshell.kernel.fs.proc_pid import task_directory
from kshell.kernel.fs.proc_sys import sysctl_directory
from kshell.kernel.fs.pseudo import ProcDirectory, ProcLink, stamped

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

Show = Callable[["Kernel"], str]


class ProcRoot(ProcDirectory):
    """The directory itself: what the tables have, and one directory for each task."""

    def __init__(self, kernel: "Kernel") -> None:
        super().__init__(self._find, self._list, 0o555)
        self._kernel = kernel
        self._special: dict[str, Callable[[], Inode]] = {
            "self": lambda: ProcLink(lambda: str(kernel.sched.current.pid)),
            "thread-self": lambda: ProcLink(lambda: f"{kernel.sched.current.pid}/task/{kernel.sched.current.pid}"),
            "sys": lambda: sysctl_directory(kernel),
        }

    def _find(self, name: str) -> Inode | None:
        kernel = self._kernel
        if name in FILES:
            show = FILES[name]
            return stamped(kernel, Generated(lambda: show(kernel)))
        if name in self._special:
            return stamped(kernel, self._special[name]())
        task = kernel.pids.find(int(name)) if name.isdecimal() and name[0] != "0" else None
        return task_directory(kernel, task) if task is not None else None

    def _list(self) -> list[str]:
        return [*FILES, *self._special, *(str(task.pid) for task in self._kernel.pids.tasks())]


def make_proc(kernel: "Kernel") -> None:
    """Mount /proc."""
    kernel.vfs.make("/proc", ProcRoot(kernel))


def modules(kernel: "Kernel") -> str:
    out = ""
    for m in kernel.modules.listed():
        deps = ",".join(h.name for h in m.holders) + "," if m.holders else "-"
        if m.permanent:
            deps = "[permanent],"
        taints = kernel.taint.of_module(m)
        out += f"{m.name} {m.loading_size} {m.refcnt} {deps} {m.state.word} 0x{m.address:016x} {taints}\n"
    return out


FILES: dict[str, Show] = {
    "loadavg": loadavg,
    "meminfo": meminfo,
    "modules": modules,
    "stat": stat,
    "uptime": uptime,
    "version": version,
}
