"""mknod: make the node of a device (coreutils 9.1)."""

from kshell.uapi.errno import Errno, strerror
from kshell.uapi.fcntl import S_IFCHR
from kshell.userland import coreutils
from kshell.userland.gnulib.filemode import BadMode, changed_mode
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... NAME TYPE [MAJOR MINOR]
Create the special file NAME of the given TYPE.

Mandatory arguments to long options are mandatory for short options too.
  -m, --mode=MODE    set file permission bits to MODE, not a=rw - umask
      --help        display this help and exit
      --version     output version information and exit

Both MAJOR and MINOR must be specified when TYPE is b, c, or u, and they
must be omitted when TYPE is p.  If MAJOR or MINOR begins with 0x or 0X,
it is interpreted as hexadecimal; otherwise, if it begins with 0, as octal;
otherwise, as decimal.  TYPE may be:

  b      create a block (buffered) special file
  c, u   create a character (unbuffered) special file
  p      create a FIFO
"""
LONG = {"mode=": "m"}


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "m:", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, words = parsed
    expected = 2 if len(words) > 1 and words[1][:1] == "p" else 4
    if len(words) != expected:
        return _wrong_count(p, words, expected)
    umask = p.sys.umask(0)
    p.sys.umask(umask)
    given = dict(short_names(options, LONG))
    try:
        mode = changed_mode(given["m"], S_IFCHR | 0o666, umask) if "m" in given else 0o666 & ~umask
    except BadMode:
        p.err("mknod: invalid mode\n")
        return 1
    return _make(p, words, mode & 0o777)


def _wrong_count(p: Process, words: list[str], expected: int) -> int:
    if len(words) < expected:
        behind = f" after '{words[-1]}'" if words else ""
        p.err(f"mknod: missing operand{behind}\n")
        if expected == 4 and len(words) == 2:
            p.err("Special files require major and minor device numbers.\n")
    else:
        p.err(f"mknod: extra operand '{words[expected]}'\n")
        if expected == 2 and len(words) == 4:
            p.err("Fifos do not have major and minor device numbers.\n")
    p.err("Try 'mknod --help' for more information.\n")
    return 1


def _make(p: Process, words: list[str], mode: int) -> int:
    name, kind = words[:2]
    if kind[:1] not in ("b", "c", "u", "p"):
        return coreutils.refuse(p, f"invalid device type '{kind}'")
    if kind[:1] in ("b", "p"):
        p.err(f"mknod: {name}: {strerror(Errno.ENOSYS)}\n")
        return 1
    numbers = []
    for what, word in zip(("major", "minor"), words[2:], strict=True):
        try:
            numbers.append(int(word, 0) if not word.startswith("0") or "x" in word.lower() else int(word, 8))
        except ValueError:
            p.err(f"mknod: invalid {what} device number '{word}'\n")
            return 1
    try:
        p.sys.mknod(name, mode, (numbers[0], numbers[1]))
    except OSError as failed:
        p.err(f"mknod: {name}: {failed.strerror}\n")
        return 1
    return 0
