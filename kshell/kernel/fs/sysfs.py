"""/sys: its first directories, and a little of /sys/kernel (fs/sysfs, kernel/ksysfs.c)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kshell.kernel.fs.inode import Inode
from kshell.kernel.fs.pseudo import SYSFS_SIZE, Attribute, Entries, SysfsDirectory, table

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

EMPTY = ("block", "bus", "class", "dev", "devices", "firmware", "fs", "hypervisor", "power")


def make_sys(kernel: "Kernel") -> None:
    """Mount /sys."""
    entries: dict[str, Callable[[], Inode]] = {name: lambda: table(kernel, {}, SysfsDirectory, 0o755) for name in EMPTY}
    entries["kernel"] = lambda: table(kernel, _kernel_files(kernel), SysfsDirectory, 0o755)
    entries["class"] = lambda: table(kernel, kernel.char_devices.class_folders(), SysfsDirectory, 0o755)
    entries["module"] = lambda: modules_directory(kernel)
    root = table(kernel, dict(sorted(entries.items())), SysfsDirectory)
    root.links += len(entries)
    kernel.vfs.make("/sys", root)


def _kernel_files(kernel: "Kernel") -> Entries:
    """What of /sys/kernel says something about this machine."""
    shown: dict[str, Callable[[], object]] = {
        "kexec_crash_loaded": lambda: 0,
        "kexec_loaded": lambda: 0,
        "oops_count": lambda: kernel.traps.oopses,
        "profiling": lambda: 0,
        "rcu_expedited": lambda: 0,
        "rcu_normal": lambda: 0,
        "warn_count": lambda: kernel.traps.report.warnings,
    }
    return {name: _shown(show) for name, show in shown.items()}


def _shown(show: Callable[[], object]) -> Callable[[], Inode]:
    return lambda: Attribute(lambda: f"{show()}\n", None, 0o444, size=SYSFS_SIZE)


def modules_directory(kernel: "Kernel") -> Inode:
    """/sys/module: a directory for each module that can be seen."""

    def lookup(name: str) -> Inode | None:
        from kshell.kernel.fs.sysfs_module import module_directory  # noqa: PLC0415  # only who looks needs it

        module = next((module for module in kernel.modules.listed() if module.name == name), None)
        return module_directory(kernel, module) if module is not None else None

    def names() -> list[str]:
        return [module.name for module in kernel.modules.listed()]

    made = SysfsDirectory(lookup, names, 0o755, mtime=kernel.real_time())
    made.links += len(names())
    return made
