"""The root file system that a machine boots from: this machine's own programs, and the modules of a session."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.conformance.recorder.linux.debian import Kernel

PROGRAMS = (
    "bash cat chmod chrt cp cut date dd df dmesg echo egrep env expr false free grep head hostname id kill "
    "killall kmod ls mawk mkdir mknod mount mv nice nl nohup nproc od pgrep pidof pkill pmap printf ps pstree "
    "renice rm sed seq setpriv setsid slabtop sleep sort stat stty sync sysctl tac tail taskset tee test timeout "
    "tload top touch tr true truncate tty umount uname uniq uptime vmstat w watch wc which whoami xargs"
).split()
LINKS = {
    "sh": "bash",
    "awk": "mawk",
    **dict.fromkeys(("lsmod", "insmod", "rmmod", "modprobe", "modinfo", "depmod"), "kmod"),
    **dict.fromkeys(("reboot", "poweroff", "halt", "vi", "less"), "busybox"),
}
FOLDERS = "bin dev proc sys etc tmp run root lib usr/lib home/user".split()
ETC = {
    "passwd": "root:x:0:0:root:/root:/bin/bash\nuser:x:1000:1000:user:/home/user:/bin/bash\n"
    "nobody:x:65534:65534:nobody:/:/bin/false\n",
    "group": "root:x:0:\nuser:x:1000:\nnogroup:x:65534:\n",
    "inputrc": "set enable-bracketed-paste off\n",
}
_LIBRARY = re.compile(r"/\S+")


def make(folder: Path, init: Path, modules: Sequence[Path], kernel: Kernel) -> Path:
    """Fill a folder, which must not be there yet, and pack it; the archive that the kernel is given."""
    root = folder / "root"
    for name in (*FOLDERS, f"lib/modules/{kernel.release}/extra"):
        (root / name).mkdir(parents=True, exist_ok=True)
    (root / "tmp").chmod(0o1777)
    for link, target in {"sbin": "bin", "usr/bin": "../bin", "usr/sbin": "../bin"}.items():
        (root / link).symlink_to(target)
    for name in (*PROGRAMS, "busybox"):
        _add(root, name)
    for link, target in LINKS.items():
        (root / "bin" / link).symlink_to(target)
    for name, text in ETC.items():
        (root / "etc" / name).write_text(text)
    for name in ("modules.builtin", "modules.builtin.modinfo", "modules.order"):
        shutil.copy(kernel.modules / name, root / "lib" / "modules" / kernel.release)
    _add_terminals(root)
    shutil.copy(init, root / "init")
    (root / "init").chmod(0o755)
    for module in modules:
        shutil.copy(module, root / "root")
    return _pack(root, folder / "initrd")


def _add(root: Path, program: str) -> None:
    """Copy a program with the libraries that it is linked to; one that is not installed is left out."""
    found = shutil.which(program, path="/usr/bin:/usr/sbin:/bin:/sbin")
    if not found:
        return
    shutil.copy(found, root / "bin" / program)
    listed = subprocess.run(["ldd", found], capture_output=True, text=True, check=False).stdout
    for library in _LIBRARY.findall(listed):
        target = root / library.lstrip("/")
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(library, target)


def _add_terminals(root: Path) -> None:
    """What top needs to know of terminals."""
    for folder in ("lib/terminfo", "usr/share/terminfo"):
        for name in ("d/dumb", "v/vt100", "l/linux"):
            source, target = Path("/", folder, name), root / folder / name
            if source.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)


def _pack(root: Path, archive: Path) -> Path:
    names = "\n".join(str(path.relative_to(root)) for path in [root, *sorted(root.rglob("*"))])
    with archive.open("wb") as out:
        subprocess.run(
            ["cpio", "--create", "--format=newc", "--quiet", "--owner=0:0", "--directory", root],
            input=names.encode(),
            stdout=out,
            check=True,
        )
    return archive
