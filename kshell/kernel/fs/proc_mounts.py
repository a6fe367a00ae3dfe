"""/proc/PID/mounts and mountinfo: the file systems of the machine (fs/proc_namespace.c)."""

from typing import TYPE_CHECKING, NamedTuple

from kshell.kernel.task import Task

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel


class Mount(NamedTuple):
    """A mounted file system: its number, its parent's, its device, where it is, its kind, its source, its options."""

    number: int
    parent: int
    device: str
    path: str
    kind: str
    source: str
    relatime: bool
    options: str

    @property
    def flags(self) -> str:
        return "rw,relatime" if self.relatime else "rw"


MOUNTS = (
    Mount(1, 1, "0:2", "/", "rootfs", "rootfs", False, ",size=481064k,nr_inodes=120266,inode64"),
    Mount(22, 1, "0:20", "/proc", "proc", "proc", True, ""),
    Mount(23, 1, "0:21", "/sys", "sysfs", "sysfs", True, ""),
    Mount(24, 1, "0:5", "/dev", "devtmpfs", "dev", True, ",size=481064k,nr_inodes=120266,mode=755,inode64"),
    Mount(25, 1, "0:22", "/run", "tmpfs", "tmpfs", True, ",inode64"),
)


def mounts(kernel: "Kernel", task: Task) -> str:
    """``proc /proc proc rw,relatime 0 0``"""
    return "".join(f"{m.source} {m.path} {m.kind} {m.flags}{m.options} 0 0\n" for m in MOUNTS)


def mountinfo(kernel: "Kernel", task: Task) -> str:
    """``22 1 0:20 / /proc rw,relatime - proc proc rw``"""
    return "".join(
        f"{m.number} {m.parent} {m.device} / {m.path} {m.flags} - {m.kind} {m.source} rw{m.options}\n" for m in MOUNTS
    )
