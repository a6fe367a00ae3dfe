"""Which file of the host is meant when a file of the machine is to be edited.

Modules are where the person keeps them. Samples are kshell's own and stay as they are: the first edit of one begins a
copy in the person's folder, as that of a new module begins with a template.
"""

from pathlib import Path
from typing import NamedTuple

from kshell.kernel.errors import KernelError
from kshell.kernel.fs.inode import Inode
from kshell.kernel.kernel import Kernel
from kshell.kernel.task import Task
from kshell.machine.built_module import BuiltModule
from kshell.machine.host_files import HostFile
from kshell.machine.settings import Settings

HOME = "/root/"
SUFFIX = ".py"
TEMPLATE = '''\
"""{name}: what it is for."""

from kshell.linux import *


def {symbol}_init():
    pr_info("{name}: loaded\\n")
    return 0


def {symbol}_exit():
    pr_info("{name}: removed\\n")


module_init({symbol}_init)
module_exit({symbol}_exit)
MODULE_LICENSE("GPL")
'''


class Draft(NamedTuple):
    """A file of the host, and what is put there first if it is new."""

    path: Path
    begin: bytes


def host_file(kernel: Kernel, task: Task, settings: Settings, path: str, start: Path) -> Draft | None:
    """The file of the host behind ``path``, which is absolute; None for one that only the machine has.

    ``start`` is the folder that kshell was started in.
    """
    inode = _find(kernel, task, path)
    source = inode.source if isinstance(inode, BuiltModule) else inode
    folder = settings.modules[0] if settings.modules else start
    if isinstance(source, HostFile) and not source.own:
        own = not settings.samples or source.path.parent in settings.modules or source.path.parent == start
        return Draft(source.path if own else folder / source.path.name, _content(source))
    if inode is not None or not path.startswith(HOME) or not path.endswith((SUFFIX, ".ko")):
        return None
    return _new(kernel, task, path.removeprefix(HOME).removesuffix(".ko").removesuffix(SUFFIX), folder, start)


def _new(kernel: Kernel, task: Task, stem: str, folder: Path, start: Path) -> Draft | None:
    """A module that there is not yet: in the person's folder, or, if the name says so, in a folder below ``start``."""
    head, slash, name = stem.rpartition("/")
    if not slash:
        return Draft(folder / f"{name}{SUFFIX}", template(name))
    below = start / head
    if ".." in head.split("/") or _find(kernel, task, HOME + head) is not None or not below.is_dir():
        return None
    return Draft(below / f"{name}{SUFFIX}", template(name))


def _find(kernel: Kernel, task: Task, path: str) -> Inode | None:
    try:
        return kernel.vfs.find(task, path)
    except KernelError:
        return None


def _content(file: HostFile) -> bytes:
    try:
        file.refresh()
    except KernelError:
        return b""
    return bytes(file.data)


def template(name: str) -> bytes:
    """What a new module begins with."""
    symbol = "".join(c if c.isalnum() else "_" for c in name)
    symbol = symbol if symbol.isidentifier() else f"my_{symbol}"
    return TEMPLATE.format(name=name, symbol=symbol).encode()
