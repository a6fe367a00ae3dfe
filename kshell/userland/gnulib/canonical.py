"""Where a path really leads: without symbolic links, ``.`` and ``..`` (gnulib, canonicalize.c)."""

from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import S_ISDIR
from kshell.userland.process import Process

EXISTING, BUT_LAST, MISSING = "existing", "all but the last part", "nothing need exist"
MAX_LINKS = 40


def canonical(p: Process, path: str, mode: str, *, links: bool = True) -> str:
    """The absolute path; OSError where a part that ``mode`` wants is missing. ``links`` are followed, or kept."""
    if not path:
        raise OSError(Errno.ENOENT, Errno.ENOENT.text)
    parts = path.split("/")
    whole: list[str] = [] if path.startswith("/") else [part for part in p.sys.getcwd().split("/") if part]
    followed = 0
    while parts:
        part = parts.pop(0)
        if part in ("", "."):
            continue
        if part == "..":
            whole = whole[:-1]
            continue
        here = "/" + "/".join([*whole, part])
        target = _look(p, here, parts, mode) if links or mode == EXISTING else ""
        if target and links:
            followed += 1
            if followed > MAX_LINKS:
                raise OSError(Errno.ELOOP, Errno.ELOOP.text)
            parts = target.split("/") + parts
            whole = [] if target.startswith("/") else whole
        else:
            whole.append(part)
    return "/" + "/".join(whole)


def _look(p: Process, path: str, rest: list[str], mode: str) -> str:
    """Where a symbolic link leads, nothing for what is none; OSError."""
    try:
        try:
            target = p.sys.readlink(path)
        except OSError as failed:
            if failed.errno != Errno.EINVAL:
                raise
            target = ""
        if not target and any(rest) and not S_ISDIR(p.sys.stat(path).mode):
            raise OSError(Errno.ENOTDIR, Errno.ENOTDIR.text)
    except OSError as failed:
        last = failed.errno == Errno.ENOENT and not any(rest)
        if mode == MISSING or (mode == BUT_LAST and last):
            return ""
        raise
    return target
