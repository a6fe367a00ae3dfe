"""Terminals by their device numbers, as the tools of procps name them (library/devname.c)."""

from kshell.uapi.fcntl import S_ISCHR
from kshell.userland.process import Process

TTY_MAJOR = 4
TTYAUX_MAJOR = 5
UNIX98_PTY_MAJOR = 136
FIRST_SERIAL = 64


def device_of(p: Process, path: str) -> int | None:
    """The device number of a terminal's file, as /proc/PID/stat has it; None if it is no character device; OSError."""
    status = p.sys.stat(path)
    return encode(*status.rdev) if S_ISCHR(status.mode) else None


def encode(major: int, minor: int) -> int:
    """A device number in the kernel's form for programs (new_encode_dev)."""
    return (minor & 0xFF) | major << 8 | (minor & ~0xFF) << 12


def decode(device: int) -> tuple[int, int]:
    """(major, minor) of a device number."""
    return device >> 8 & 0xFFF, device & 0xFF | device >> 12 & 0xFFF00


def tty_name(device: int) -> str:
    """``tty1`` or ``pts/0`` for a device number; ``?`` for none."""
    major, minor = decode(device)
    if major == TTY_MAJOR:
        return f"tty{minor}" if minor < FIRST_SERIAL else f"ttyS{minor - FIRST_SERIAL}"
    if major == TTYAUX_MAJOR:
        return "console" if minor == 1 else "?"
    if major == UNIX98_PTY_MAJOR:
        return f"pts/{minor}"
    return "?"


def short_tty_name(device: int) -> str:
    """The name without ``tty`` or ``pts/`` before it."""
    name = tty_name(device)
    return name.removeprefix("tty").removeprefix("pts/") or name
