"""Where a kshell that runs can be found: a Unix socket, PID.sock, in a folder that only its owner can open."""

import os
import socket
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path

OPEN_TO_OTHERS = 0o077
PATIENCE_SECONDS = 5.0


class Unsafe(Exception):
    """Why a folder is not used, in one line."""


def folder(environment: Mapping[str, str]) -> Path:
    """The folder of all sockets: in $XDG_RUNTIME_DIR if that is the user's own, else where temporary files are."""
    runtime = environment.get("XDG_RUNTIME_DIR", "")
    if os.path.isabs(runtime) and os.path.isdir(runtime) and os.stat(runtime).st_uid == os.geteuid():
        return Path(runtime, "kshell")
    return Path(tempfile.gettempdir(), f"kshell-{os.geteuid()}")


def check(place: Path) -> None:
    """See that nobody else can put anything into a folder, or open what is in it; Unsafe, FileNotFoundError."""
    found = place.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise Unsafe(f"{place}: not a folder: remove it")
    if found.st_uid != os.geteuid():
        raise Unsafe(f"{place}: belongs to another user")
    if found.st_mode & OPEN_TO_OTHERS:
        raise Unsafe(f"{place}: open to others: chmod 700 {place}")


def path(place: Path, pid: int) -> Path:
    """The socket of one kshell."""
    return place / f"{pid}.sock"


def listen(place: Path) -> socket.socket:
    """This kshell's socket, which listens from the moment it has its name; Unsafe, OSError."""
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    check(place)
    unnamed = place / f"{os.getpid()}.new"
    unnamed.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX)
    try:
        listener.bind(str(unnamed))
        unnamed.chmod(0o600)
        listener.listen()
        unnamed.rename(path(place, os.getpid()))
    except OSError:
        listener.close()
        raise
    return listener


def connect(place: Path, pid: int) -> socket.socket | None:
    """A connection to one kshell, or None if it does not run; what it has left is removed. Unsafe, OSError."""
    found = path(place, pid)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(PATIENCE_SECONDS)
    try:
        check(place)
        connection.connect(str(found))
    except FileNotFoundError:
        connection.close()
        return None
    except ConnectionRefusedError:
        connection.close()
        found.unlink(missing_ok=True)
        return None
    except (OSError, Unsafe):
        connection.close()
        raise
    return connection


def candidates(place: Path) -> list[int]:
    """The process ids for which there is a socket; Unsafe, OSError."""
    try:
        check(place)
    except FileNotFoundError:
        return []
    return sorted(int(found.stem) for found in place.glob("*.sock") if found.stem.isdecimal())
