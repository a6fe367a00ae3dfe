"""How much room file systems have (fs/statfs.c, mm/shmem.c: shmem_statfs)."""

import re
from typing import TYPE_CHECKING

from kshell.kernel.fs.inode import Directory, Inode
from kshell.kernel.fs.proc_mounts import MOUNTS, Mount
from kshell.kernel.fs.vfs import NAME_MAX
from kshell.uapi.syscalls import Statfs

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

BLOCK = 4096
HALF_OF_MEMORY = 122_684  # blocks of a tmpfs that was given no size
KINDS = {"rootfs": "tmpfs", "devtmpfs": "tmpfs"}


def mount_of(path: str) -> Mount:
    """The mounted file system in which an absolute path is, by its name."""
    fitting = [mount for mount in MOUNTS if f"{path}/".startswith(f"{mount.path.rstrip('/')}/")]
    return max(fitting, key=lambda mount: len(mount.path))


def statfs(kernel: "Kernel", path: str) -> Statfs:
    """What statfs(2) says of the file system in which an absolute path is."""
    mount = mount_of(path)
    kind = KINDS.get(mount.kind, mount.kind)
    major, _, minor = mount.device.partition(":")
    if kind != "tmpfs":
        return Statfs(kind, int(major) << 8 | int(minor), BLOCK, 0, 0, 0, 0, NAME_MAX)
    size = re.search(r"size=(\d+)k", mount.options)
    inodes = re.search(r"nr_inodes=(\d+)", mount.options)
    blocks = int(size[1]) * 1024 // BLOCK if size else HALF_OF_MEMORY
    files = int(inodes[1]) if inodes else HALF_OF_MEMORY
    found: dict[int, Inode] = {}
    top = kernel.vfs.root_lookup(mount.path)
    if isinstance(top, Directory):
        _collect(top, mount.path.rstrip("/"), found)
    used = sum(inode.blocks for inode in found.values()) * 512 // BLOCK
    return Statfs(kind, int(major) << 8 | int(minor), BLOCK, blocks, blocks - used, files, files - len(found), NAME_MAX)


def _collect(folder: Directory, path: str, found: dict[int, Inode]) -> None:
    """All inodes below a directory that are in its file system, each once."""
    found[id(folder)] = folder
    for name, inode in folder.entries.items():
        here = f"{path}/{name}"
        if isinstance(inode, Directory):
            if not any(mount.path == here for mount in MOUNTS):
                _collect(inode, here, found)
        else:
            found[id(inode)] = inode
