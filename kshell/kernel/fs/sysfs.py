"""/sys: its first directories, and a little of /sys/kernel (fs/sysfs, kernel/ksysfs.c)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kshell.kernel.fs.inode import Inode
from kshell.kernel.fs.pseudo import SYSFS_SIZE, Attribute, Entries, SysfsDirectory, stamped, table

if TYPE_CHECKING:
    from kshell.kernel.fs.sysfs_builtin import BuiltIn
    from kshell.kernel.kernel import Kernel

UEVENTS_OF_BOOT = 644
SETTINGS = {"kexec_crash_size": 0, "profiling": 0, "rcu_expedited": 0, "rcu_normal": 0}
KERNEL_FOLDERS = "boot_params btf cgroup iommu_groups irq livepatch mm reboot security slab software_nodes"
EMPTY = ("block", "bus", "class", "dev", "devices", "firmware", "fs", "hypervisor", "power")


def make_sys(kernel: "Kernel") -> None:
    """Mount /sys."""
    entries: dict[str, Callable[[], Inode]] = {name: lambda: table(kernel, {}, SysfsDirectory, 0o755) for name in EMPTY}
    entries["kernel"] = lambda: table(kernel, _kernel_files(kernel), SysfsDirectory, 0o755)
    entries["class"] = lambda: table(kernel, kernel.char_devices.class_folders(), SysfsDirectory, 0o755)
    modules = ModulesDirectory(kernel)
    entries["module"] = lambda: modules
    root = table(kernel, dict(sorted(entries.items())), SysfsDirectory)
    root.links += len(entries)
    kernel.vfs.make("/sys", root)


def _kernel_files(kernel: "Kernel") -> Entries:
    """What of /sys/kernel says something about this machine, and the directories, in which there is nothing."""
    shown: dict[str, Callable[[], object]] = {
        "fscaps": lambda: 1,
        "kexec_crash_loaded": lambda: 0,
        "kexec_loaded": lambda: 0,
        "oops_count": lambda: kernel.traps.oopses,
        "uevent_seqnum": lambda: UEVENTS_OF_BOOT + kernel.modules.uevents,
        "vmcoreinfo": lambda: "0x0000000000000000 0",
        "warn_count": lambda: kernel.traps.report.warnings,
    }
    entries: dict[str, Callable[[], Inode]] = {name: _shown(show) for name, show in shown.items()}
    entries |= {name: _ignored(value) for name, value in SETTINGS.items()}
    for name in KERNEL_FOLDERS.split():
        entries[name] = lambda: table(kernel, {}, SysfsDirectory, 0o755)
    for name in ("debug", "tracing"):
        entries[name] = lambda: table(kernel, {}, SysfsDirectory, 0o700)
    return entries


def _shown(show: Callable[[], object]) -> Callable[[], Inode]:
    return lambda: Attribute(lambda: f"{show()}\n", None, 0o444, size=SYSFS_SIZE)


def _ignored(value: int) -> Callable[[], Inode]:
    return lambda: Attribute(lambda: f"{value}\n", lambda text: None, 0o644, size=SYSFS_SIZE)


class ModulesDirectory(SysfsDirectory):
    """/sys/module: a directory for each module that can be seen, and for those built in that have parameters."""

    def __init__(self, kernel: "Kernel") -> None:
        super().__init__(self._find, self._list, 0o755, mtime=kernel.real_time())
        self._kernel = kernel
        self._built_in: BuiltIn | None = None

    @property
    def nlink(self) -> int:
        return self.first_links + len(self._list())

    @property
    def built_in(self) -> "BuiltIn":
        if self._built_in is None:
            from kshell.kernel.fs.sysfs_builtin import BuiltIn  # noqa: PLC0415  # only who looks needs it

            self._built_in = BuiltIn(self._kernel)
        return self._built_in

    def _find(self, name: str) -> Inode | None:
        from kshell.kernel.fs.sysfs_module import module_directory, uevent_file  # noqa: PLC0415  # see above

        kernel = self._kernel
        module = next((module for module in kernel.modules.listed() if module.name == name), None)
        if module is not None:
            return module_directory(kernel, module)
        made = self.built_in.directory(name, lambda: uevent_file(kernel, name))
        return stamped(kernel, made) if made is not None else None

    def _list(self) -> list[str]:
        return [*self.built_in.names(), *(module.name for module in self._kernel.modules.listed())]
