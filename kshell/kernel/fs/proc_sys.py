"""/proc/sys: directories and files made of the names in the kernel's sysctl table (fs/proc/proc_sysctl.c)."""

from typing import TYPE_CHECKING

from kshell.kernel.fs.inode import Inode
from kshell.kernel.fs.pseudo import Attribute, SysctlDirectory, stamped
from kshell.kernel.sysctl import Number, Numbers

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel


def sysctl_directory(kernel: "Kernel", prefix: str = "") -> Inode:
    """/proc/sys, or what is under ``prefix`` (dotted, with a dot at its end)."""

    def lookup(name: str) -> Inode | None:
        entries = kernel.sysctl.entries()
        entry = entries.get(prefix + name)
        if entry is not None:
            made = Attribute(lambda: entry.show() + "\n", entry.store, entry.mode)
            made.first_only = isinstance(entry, Number | Numbers)
            return stamped(kernel, made)
        folder = f"{prefix}{name}."
        return sysctl_directory(kernel, folder) if any(key.startswith(folder) for key in entries) else None

    def names() -> list[str]:
        tails = (key.removeprefix(prefix) for key in kernel.sysctl.entries() if key.startswith(prefix))
        return list(dict.fromkeys(tail.partition(".")[0] for tail in tails))

    return stamped(kernel, SysctlDirectory(lookup, names, 0o555))
