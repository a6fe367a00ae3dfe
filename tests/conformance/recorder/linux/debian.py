"""The kernel that is booted, and what must be installed."""

import shutil
from pathlib import Path
from typing import NamedTuple

NEEDED = {  # a program, and Debian's package of it
    "qemu-system-x86_64": "qemu-system-x86",
    "gcc": "gcc",
    "make": "make",
    "cpio": "cpio",
    "busybox": "busybox",
    "insmod": "kmod",
    "ps": "procps",
    "killall": "psmisc",
}


class Missing(Exception):
    """Something is not installed; the text says what, and how it is had."""


class Kernel(NamedTuple):
    """A kernel's release, its image, its folder of modules, and where modules for it are built."""

    release: str
    image: Path
    modules: Path
    build: Path


def kernel(image: Path | None) -> Kernel:
    """The newest kernel that can be booted and built for, or the given image; Missing."""
    missing = [package for program, package in NEEDED.items() if not _which(program)]
    if missing:
        raise Missing(f"apt-get install {' '.join(missing)}: not installed")
    images = [image] if image else sorted(Path("/boot").glob("vmlinuz-*-amd64"))
    if not images:
        raise Missing("no kernel in /boot: apt-get install linux-image-amd64, or unpack that package and say --kernel")
    chosen = images[-1]
    if not chosen.is_file():
        raise Missing(f"{chosen}: there is no such file")
    release = chosen.name.removeprefix("vmlinuz-")
    build = Path(f"/lib/modules/{release}/build")
    if not build.is_dir():
        raise Missing(f"apt-get install linux-headers-{release}: needed to build modules for {chosen}")
    return Kernel(release, chosen, chosen.parents[1] / "lib" / "modules" / release, build)


def _which(program: str) -> str | None:
    return shutil.which(program, path="/usr/sbin:/usr/bin:/sbin:/bin")
