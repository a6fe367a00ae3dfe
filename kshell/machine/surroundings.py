"""What can be seen from a terminal's prompt without running anything: files, tasks, modules, and the shell itself.

Looking changes nothing and takes no simulated time: the kernel's log is the same whether somebody looked or not.
"""

from typing import NamedTuple

from kshell.kernel.errors import KernelError
from kshell.kernel.fs.inode import Directory, Inode, RegularFile, Symlink
from kshell.kernel.fs.vfs import permitted
from kshell.kernel.idle_threads import FIRST_PROGRAM_PID
from kshell.kernel.task import Task
from kshell.machine.terminal import Terminal
from kshell.shell.interactive import Asking
from kshell.uapi.fcntl import O_RDONLY, S_ISREG

LARGEST_FILE = 1 << 20
READ = 4
RUN = 1


class Entry(NamedTuple):
    """A name in a folder: whether it is a folder, links followed, and whether it can be run."""

    name: str
    folder: bool
    program: bool


class TaskSeen(NamedTuple):
    """A task: its name and state letter as ps shows them; ``booted`` with the kernel, which nobody signals."""

    pid: int
    name: str
    letter: str
    booted: bool


class ModuleSeen(NamedTuple):
    """A loaded module: how often it is used, by which modules, its state as /proc/modules calls it."""

    name: str
    uses: int
    holders: tuple[str, ...]
    state: str
    about: str


class Surroundings:
    """What is around the prompt of a terminal. ``shell`` is who reads there, None while a command runs.

    ``continued``: the line goes on a command that was begun in the lines before.
    """

    def __init__(self, terminal: Terminal) -> None:
        tty = terminal.tty
        self._kernel = tty.kernel if tty is not None else None
        self._task: Task | None = tty.kernel.pids.find(tty.reader) if tty is not None else None
        asking = tty.asker if tty is not None else None
        self.shell = asking.shell if isinstance(asking, Asking) else None
        self.continued = isinstance(asking, Asking) and asking.continued

    # -- files

    def _find(self, path: str) -> Inode | None:
        if self._kernel is None or self._task is None:
            return None
        try:
            return self._kernel.vfs.find(self._task, path)
        except KernelError:
            return None

    def real(self, path: str) -> str:
        """An absolute path without links; empty if nothing is there."""
        if self._kernel is None or self._task is None:
            return ""
        try:
            return self._kernel.vfs.locate(self._task, path)[1]
        except KernelError:
            return ""

    def runs(self, path: str) -> bool:
        """Whether a path leads to a program."""
        inode = self._find(path)
        if inode is None or self._task is None:
            return False
        return S_ISREG(inode.mode) and permitted(self._task, inode, RUN)

    def entries(self, path: str, prefix: str = "") -> list[Entry]:
        """The names in a folder that begin with ``prefix``, sorted; nothing where there is no folder to be read."""
        folder, task = self._find(path), self._task
        if not isinstance(folder, Directory) or task is None or not permitted(task, folder, READ):
            return []
        return [self._entry(path, folder, name) for name in sorted(folder.names()) if name.startswith(prefix)]

    def _entry(self, path: str, folder: Directory, name: str) -> Entry:
        inode = folder.lookup(name)
        if isinstance(inode, Symlink):
            inode = self._find(f"{path.rstrip('/')}/{name}")
        if inode is None or self._task is None:
            return Entry(name, folder=False, program=False)
        runs = S_ISREG(inode.mode) and permitted(self._task, inode, RUN)
        return Entry(name, isinstance(inode, Directory), runs)

    def read(self, path: str) -> bytes:
        """What is in a plain file, the first MiB of it; nothing if it cannot be read. No device is opened."""
        inode, task = self._find(path), self._task
        if self._kernel is None or task is None or not isinstance(inode, RegularFile):
            return b""
        if not permitted(task, inode, READ):
            return b""
        try:
            return inode.open(self._kernel, O_RDONLY).read(LARGEST_FILE)
        except KernelError:
            return b""

    # -- tasks and modules

    def tasks(self, prefix: str = "") -> list[TaskSeen]:
        """The tasks whose numbers begin with ``prefix``: programs and modules' threads, then those of the kernel."""
        if self._kernel is None:
            return []
        seen = [
            TaskSeen(task.pid, task.full_name, task.letter, task.pid < FIRST_PROGRAM_PID)
            for task in self._kernel.pids.tasks()
            if str(task.pid).startswith(prefix)
        ]
        return sorted(seen, key=lambda task: (task.booted, task.pid))

    def modules(self) -> list[ModuleSeen]:
        """The loaded modules, newest first."""
        return [
            ModuleSeen(
                module.name,
                module.refcnt,
                tuple(holder.name for holder in module.holders),
                module.state.word,
                module.info_value("description") or "",
            )
            for module in (self._kernel.modules.listed() if self._kernel is not None else ())
        ]
