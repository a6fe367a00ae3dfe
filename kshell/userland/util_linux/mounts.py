"""Mounted file systems, as /proc/self/mountinfo lists them."""

from typing import NamedTuple

from kshell.userland.process import Process


class Mount(NamedTuple):
    """One of them: ``device`` is its number, ``options`` are those of the mount and of the file system."""

    device: tuple[int, int]
    path: str
    options: str
    kind: str
    source: str


def mounts(p: Process) -> list[Mount]:
    """All mounted file systems, in the order of their mounting."""
    found = []
    for line in p.read_text("/proc/self/mountinfo").splitlines():
        before, _, after = line.partition(" - ")
        _, _, device, _, path, flags, *_ = before.split()
        kind, source, options = after.split()
        major, minor = device.split(":")
        flags = ",".join(dict.fromkeys([*flags.split(","), *options.split(",")]))
        found.append(Mount((int(major), int(minor)), path, flags, kind, source))
    return found


def mount_of(p: Process, path: str) -> Mount:
    """The file system in which a canonical path is."""
    fitting = [mount for mount in mounts(p) if f"{path}/".startswith(f"{mount.path.rstrip('/')}/")]
    return max(fitting, key=lambda mount: len(mount.path))
