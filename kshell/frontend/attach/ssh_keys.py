"""The keys of windows that come over SSH: this kshell's own, and those of the people who may come in."""

import os
import stat
from pathlib import Path

import asyncssh

from kshell.frontend.attach.command import CannotAttach

KIND = "ssh-ed25519"
OPEN_TO_OTHERS, WRITABLE_BY_OTHERS = 0o077, 0o022


def host_key(file: Path) -> asyncssh.SSHKey:
    """What this kshell shows itself by, made at first use and kept in a file that only its owner can read.

    Raises CannotAttach.
    """
    try:
        if not file.exists():
            _make(file)
        _check(file, OPEN_TO_OTHERS, f"chmod 600 {file}")
        return asyncssh.read_private_key(file)
    except OSError as error:
        raise CannotAttach(f"{file}: {error.strerror}") from None
    except asyncssh.KeyImportError as error:
        raise CannotAttach(f"{file}: {error}: remove it, and a new one is made") from None


def _make(file: Path) -> None:
    """A new key comes into being as a whole: another kshell may be doing the same."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unnamed = file.with_name(f"{file.name}.{os.getpid()}")
    unnamed.unlink(missing_ok=True)
    to = os.open(unnamed, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(to, "wb") as out:
            out.write(asyncssh.generate_private_key(KIND).export_private_key())
        os.link(unnamed, file)
    except FileExistsError:
        return
    finally:
        unnamed.unlink()


def guests(file: Path) -> asyncssh.SSHAuthorizedKeys:
    """Who may come in: the keys of a file like ~/.ssh/authorized_keys; CannotAttach."""
    try:
        _check(file, WRITABLE_BY_OTHERS, f"chmod go-w {file}")
        return asyncssh.import_authorized_keys(file.read_text("utf-8"))
    except OSError as error:
        raise CannotAttach(f"{file}: {error.strerror}") from None
    except ValueError:
        raise CannotAttach(f"{file}: no public key in it, such as ~/.ssh/id_ed25519.pub holds") from None


def _check(file: Path, forbidden: int, mend: str) -> None:
    found = file.stat()
    if not stat.S_ISREG(found.st_mode):
        raise CannotAttach(f"{file}: not a file")
    if found.st_uid not in (os.geteuid(), 0):
        raise CannotAttach(f"{file}: belongs to another user")
    if found.st_mode & forbidden:
        raise CannotAttach(f"{file}: open to others: {mend}")
