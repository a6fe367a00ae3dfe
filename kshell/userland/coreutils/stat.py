"""stat: what is known of files (coreutils 9.1; a file has one time here)."""

import re
from collections.abc import Callable
from typing import NamedTuple

from kshell.uapi.fcntl import S_IFBLK, S_IFCHR, S_IFMT, S_ISLNK
from kshell.uapi.syscalls import Stat
from kshell.userland import coreutils
from kshell.userland.coreutils.escapes import LETTERS
from kshell.userland.coreutils.file_targets import kind
from kshell.userland.gnulib.canonical import BUT_LAST, canonical
from kshell.userland.gnulib.filemode import mode_text
from kshell.userland.gnulib.quoting import quoteaf
from kshell.userland.libc.localtime import NSEC_PER_SEC, gmtime, strftime
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.passwd import group_name, user_name
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process, WriteError
from kshell.userland.util_linux.mounts import Mount, mount_of

USAGE = """\
Usage: {name} [OPTION]... FILE...
Display file or file system status.

  -L, --dereference     follow links
  -f, --file-system     display file system status instead of file status
  -c  --format=FORMAT   use the specified FORMAT instead of the default;
                          output a newline after each use of FORMAT
      --printf=FORMAT   like --format, but interpret backslash escapes,
                          and do not output a mandatory trailing newline;
                          if you want a newline, include \\n in FORMAT
  -t, --terse           print the information in terse form
      --help        display this help and exit
      --version     output version information and exit

The valid format sequences for files (without --file-system):

  %a %A   permission bits in octal, and with the file type in letters
  %b %B   blocks allocated, and the size of each
  %d %D   device number in decimal and hex
  %f %F   raw mode in hex, and the file type in words
  %g %G   group ID and name of owner
  %h %i   number of hard links, inode number
  %m      mount point
  %n %N   file name, and quoted with dereference if symbolic link
  %o %s   optimal I/O transfer size hint, total size in bytes
  %t %T   major and minor device type in hex
  %u %U   user ID and name of owner
  %w %x %y %z   times of birth, access, modification, status change
  %W %X %Y %Z   likewise, seconds since Epoch
"""
LONG = {"dereference": "L", "file-system": "f", "format=": "c", "printf=": "printf", "terse": "t"}
TIME = "%Y-%m-%d %H:%M:%S.%N %z"
DEFAULT = """\
  File: %N
  Size: %-10s\tBlocks: %-10b IO Block: %-6o %F
Device: %Hd,%Ld\tInode: %-11i Links: %h{device}
Access: (%04a/%10.10A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)
Access: %x
Modify: %y
Change: %z
 Birth: %w
"""
DEVICE = "     Device type: %Hr,%Lr"
TERSE = "%n %s %b %f %u %g %D %i %h %t %T %X %Y %Z %W %o\n"
SYSTEM = """\
  File: "%n"
    ID: %-8i Namelen: %-7l Type: %T
Block size: %-10s Fundamental block size: %S
Blocks: Total: %-10b Free: %-10f Available: %a
Inodes: Total: %-10c Free: %d
"""
IO_BLOCK = 4096


class Known(NamedTuple):
    """A file, what stat(2) says of it, and the file system that it is in."""

    name: str
    stat: Stat
    mount: Mount


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "c:fLt", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, files = parsed
    given = dict(short_names(options, LONG))
    if not files:
        return coreutils.refuse(p, "missing operand")
    status = 0
    with Stdout(p) as out:
        for file in files:
            try:
                out.write(_system(p, file, given) if "f" in given else _file(p, file, given))
            except WriteError:
                raise
            except OSError as failed:
                what = "read file system information for" if "f" in given else "statx"
                out.error(f"cannot {what} {quoteaf(file)}: {failed.strerror}")
                status = 1
    return status


def _form(given: dict[str, str], default: str) -> str:
    """The format that was asked for."""
    if "printf" in given:
        return re.sub(r"\\(.)", lambda found: LETTERS.get(found[1], found[1]), given["printf"])
    return given["c"] + "\n" if "c" in given else default


def _file(p: Process, name: str, given: dict[str, str]) -> str:
    """What is shown of one file; OSError."""
    status = p.sys.stat(name) if "L" in given else p.sys.lstat(name)
    device = status.mode & S_IFMT in (S_IFCHR, S_IFBLK)
    form = _form(given, TERSE if "t" in given else DEFAULT.replace("{device}", DEVICE if device else ""))
    if form.startswith("  File: %N") and "c" not in given:
        form = form.replace("%N", name.replace("%", "%%") + _target(p, name, status), 1)
    known = Known(name, status, mount_of(p, canonical(p, name, BUT_LAST)))
    return _filled(form, lambda letters: _value(p, known, letters))


def _target(p: Process, name: str, status: Stat, *, quote: bool = False) -> str:
    if not S_ISLNK(status.mode):
        return ""
    target = p.sys.readlink(name)
    return f" -> {quoteaf(target) if quote else target}"


def _filled(form: str, value: Callable[[str], str | int]) -> str:
    """A format with its directives replaced by what ``value`` gives for their letters."""
    return re.sub(r"%([-0#+ ]*)(\d*)(?:\.(\d+))?([HL]?[a-zA-Z%])", lambda found: _padded(found, value(found[4])), form)


def _padded(found: re.Match[str], value: str | int) -> str:
    flags, width, text = found[1], int(found[2] or 0), str(value)
    if found[3] and isinstance(value, str):
        text = text[: int(found[3])]
    if "-" in flags:
        return text.ljust(width)
    return text.rjust(width, "0" if "0" in flags else " ")


def _value(p: Process, known: Known, letters: str) -> str | int:
    """What stands for a directive; ``?`` for one that does not exist."""
    name, status, mount = known
    if letters in ("w", "W"):
        letters = {"w": "y", "W": "Y"}[letters] if mount.kind in ("rootfs", "devtmpfs", "tmpfs") else letters
    if letters in "xyz":
        return strftime(TIME, gmtime(status.mtime))
    if letters in "XYZ":
        return status.mtime // NSEC_PER_SEC
    if letters == "N":
        return quoteaf(name) + _target(p, name, status, quote=True)
    if letters == "G":
        return group_name(p, status.gid) or "UNKNOWN"
    if letters == "U":
        return user_name(p, status.uid) or "UNKNOWN"
    return _numbers(known).get(letters, "?")


def _numbers(known: Known) -> dict[str, str | int]:
    """The values of the directives that need no look elsewhere."""
    name, status, mount = known
    device = mount.device
    values: dict[str, str | int] = {
        "%": "%",
        "a": f"{status.mode & 0o7777:o}",
        "A": mode_text(status.mode),
        "b": status.blocks,
        "B": 512,
        "d": device[0] << 8 | device[1],
        "D": f"{device[0] << 8 | device[1]:x}",
        "Hd": device[0],
        "Ld": device[1],
        "f": f"{status.mode:x}",
        "F": kind(status),
        "g": status.gid,
        "h": status.nlink,
        "i": status.ino,
        "m": mount.path,
        "n": name,
        "o": 1024 if mount.kind == "proc" else IO_BLOCK,
        "r": status.rdev[0] << 8 | status.rdev[1],
        "R": f"{status.rdev[0] << 8 | status.rdev[1]:x}",
        "Hr": status.rdev[0],
        "Lr": status.rdev[1],
        "s": status.size,
        "t": f"{status.rdev[0]:x}",
        "T": f"{status.rdev[1]:x}",
        "u": status.uid,
        "w": "-",
        "W": 0,
    }
    return values


def _system(p: Process, name: str, given: dict[str, str]) -> str:
    """What is shown of the file system in which a file is; OSError."""
    p.sys.stat(name)
    status = p.sys.statfs(canonical(p, name, BUT_LAST))
    values: dict[str, str | int] = {
        "%": "%",
        "a": status.bfree,
        "b": status.blocks,
        "c": status.files,
        "d": status.ffree,
        "f": status.bfree,
        "i": f"{status.fsid:x}",
        "l": status.namelen,
        "n": name,
        "s": status.bsize,
        "S": status.bsize,
        "T": status.kind,
    }
    return _filled(_form(given, SYSTEM), lambda letters: values.get(letters, "?"))
