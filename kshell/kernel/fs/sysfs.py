"""/sys, the least of it."""

from kshell.kernel.fs.inode import Directory, Generated, GeneratedDirectory, Inode, Symlink
from kshell.kernel.kernel import Kernel


def make_sys(kernel: Kernel) -> None:
    """Fill /sys."""

    def module(name: str) -> Inode | None:
        m = kernel.modules.find(name)
        if m is None:
            return None
        d = Directory(0o755)
        d.insert("refcnt", Generated(lambda: f"{m.refcnt}\n"))
        d.insert("initstate", Generated(lambda: f"{m.state.value}\n"))
        d.insert("coresize", Generated(lambda: f"{m.size}\n"))
        h = Directory(0o755)
        for x in m.holders:
            h.insert(x.name, Symlink(f"../../{x.name}"))
        d.insert("holders", h)
        return d

    kernel.vfs.make("/sys/module", GeneratedDirectory(module, lambda: [m.name for m in kernel.modules.listed()]))
