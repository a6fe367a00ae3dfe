"""Which loaded modules are not what their files hold now: the person has edited them since."""

from typing import TYPE_CHECKING

from kshell.kernel.module.state import Module, ModuleState
from kshell.machine.built_module import BuiltModule
from kshell.machine.host_files import HostFile

if TYPE_CHECKING:
    from kshell.machine.machine import Machine

Stamp = tuple[int, int]


class Changes:
    """Looks at the files of a machine's modules; one that has the time and size it had is not read again."""

    def __init__(self, machine: "Machine") -> None:
        self._machine = machine
        self._seen: dict[str, tuple[Stamp, str, bool]] = {}

    def names(self) -> list[str]:
        """The modules, newest first, whose files of the host hold another source than the one that was loaded."""
        modules = self._machine.kernel.modules.listed()
        return [m.name for m in modules if m.state is ModuleState.LIVE and self._has_changed(m)]

    def _has_changed(self, module: Module) -> bool:
        inode = self._machine.kernel.vfs.root_lookup(module.opened)
        file = inode.source if isinstance(inode, BuiltModule) else inode
        if not isinstance(file, HostFile) or file.own:
            return False
        try:
            stat = file.path.stat()
            stamp = stat.st_mtime_ns, stat.st_size
            seen = self._seen.get(module.opened)
            if seen is None or seen[:2] != (stamp, module.source):
                differs = file.path.read_bytes() != module.source.encode("utf-8", "surrogateescape")
                seen = self._seen[module.opened] = stamp, module.source, differs
            return seen[2]
        except OSError:
            return False  # it has gone, or is just being written
