"""The first file system: programs, accounts, devices, /proc and /sys, and the modules in /root."""

from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import kshell
from kshell.kernel.fs.devices import make_devices
from kshell.kernel.fs.inode import Directory, Executable, RegularFile, Symlink
from kshell.kernel.fs.procfs import make_proc
from kshell.kernel.fs.sysfs import make_sys
from kshell.kernel.kernel import Kernel
from kshell.kernel.version import RELEASE
from kshell.machine.host_files import ModuleFolder
from kshell.machine.settings import Settings
from kshell.userland.registry import Registry

ETC = {
    "passwd": "root:x:0:0:root:/root:/bin/bash\nuser:x:1000:1000:user:/home/user:/bin/bash\n"
    "nobody:x:65534:65534:nobody:/:/bin/false\n",
    "group": "root:x:0:\nuser:x:1000:\nnogroup:x:65534:\n",
    "hostname": "kshell\n",
    "shells": "/bin/sh\n/bin/bash\n",
}


EXAMPLES = "/usr/share/doc/kshell/examples"


@cache
def sample_modules() -> Path:
    """Where kshell's own modules are: inside an installed package, or beside it in a clone."""
    package = Path(kshell.__file__).parent
    installed = package / "samples"
    return installed if installed.is_dir() else package.parent / "modules"


def example_folders() -> tuple[Path, Path]:
    """Where the modules are that the manual takes its examples from."""
    samples = sample_modules()
    return samples, samples / "examples"


def make_root(kernel: Kernel, settings: Settings, registry: Registry, folders: list[Path]) -> None:
    """Fill the root directory of a kernel that is about to start its first program."""
    vfs = kernel.vfs
    home = ModuleFolder(0o755)
    vfs.make("/root", home)
    for folder in (*([sample_modules(), *folders] if settings.samples else []), *settings.modules):
        home.add_folder(folder)
    for name, data in settings.files.items():
        home.insert(name, RegularFile(data))
    for inode in home.entries.values():
        inode.mtime = home.mtime
    examples = ModuleFolder(0o755)
    vfs.make(EXAMPLES, examples)
    for folder in example_folders():
        examples.add_folder(folder)
    places = (path.rpartition("/") for path in registry.paths())
    for where, paths in groupby(places, key=itemgetter(0)):
        programs = vfs.folder(where)
        for _, _, name in paths:
            programs.insert(name, Executable(name, registry.start_ms(name), vfs.born))
    for name, target in (("bin", "usr/bin"), ("sbin", "usr/sbin"), ("lib", "usr/lib")):
        vfs.make(f"/{name}", Symlink(target))
    for name, text in ETC.items():
        vfs.make(f"/etc/{name}", RegularFile(text.encode()))
    for path, mode, owner in (
        ("/tmp", 0o1777, 0),
        ("/run", 0o755, 0),
        ("/var/tmp", 0o1777, 0),
        ("/home/user", 0o755, 1000),
    ):
        vfs.make(path, Directory(mode, owner, owner))
    for name in ("builtin", "builtin.modinfo", "order"):
        vfs.make(f"/usr/lib/modules/{RELEASE}/modules.{name}", RegularFile())
    vfs.make("/etc/modprobe.d", Directory())
    make_devices(kernel)
    make_proc(kernel)
    make_sys(kernel)


def show_module(kernel: Kernel, path: Path) -> None:
    """Let a module of the host stand in the first directory."""
    home = kernel.vfs.root_lookup("/root")
    if isinstance(home, ModuleFolder):
        home.add_file(path)
